//! A lexicon: the spellings that documents of one scope use, and the nearest of them to a typed word.

use std::collections::{BTreeSet, HashMap};

use crate::words;

/// The spellings of one scope.
pub(crate) struct Lexicon {
    /// In the order of their words.
    entries: Box<[Entry]>,
    /// In their order.
    stems: Box<[Box<str>]>,
}

struct Entry {
    word: Box<str>,
    /// How many letters it has.
    length: u32,
    mask: u32,
    documents: u32,
}

/// A spelling near to what was typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Near {
    pub word: String,
    /// How far: changes of letters, likely ones counted less, common words brought nearer.
    pub cost: f32,
}

impl Lexicon {
    /// The lexicon of these words, each with how many documents have it.
    pub(crate) fn of(words: HashMap<String, u32>) -> Lexicon {
        let stems: BTreeSet<String> = words.keys().flat_map(|word| words::stems(word)).collect();
        let entries = words.into_iter().map(|(word, documents)| Entry {
            length: word.chars().count() as u32,
            mask: mask(word.chars()),
            word: word.into_boxed_str(),
            documents,
        });
        let mut entries: Box<[Entry]> = entries.collect();
        entries.sort_unstable_by(|one, other| one.word.cmp(&other.word));
        Lexicon {
            entries,
            stems: stems.into_iter().map(String::into_boxed_str).collect(),
        }
    }

    /// How many documents have the word so spelt.
    pub(crate) fn documents(&self, word: &str) -> u32 {
        let place = self.entries.binary_search_by(|entry| (*entry.word).cmp(word));
        place.map_or(0, |place| self.entries[place].documents)
    }

    /// Whether any document has the word in any form.
    pub(crate) fn has(&self, stem: &str) -> bool {
        self.stems.binary_search_by(|own| (**own).cmp(stem)).is_ok()
    }

    /// The nearest spelling, when one is near enough to have been meant.
    pub(crate) fn nearest(&self, typed: &str) -> Option<Near> {
        let typed: Vec<char> = typed.chars().collect();
        let most = allowance(typed.len())?;
        let edits = most.ceil() as u32;
        let typed_mask = mask(typed.iter().copied());
        let alike = self.entries.iter().filter(|entry| {
            entry.length.abs_diff(typed.len() as u32) <= edits && (entry.mask ^ typed_mask).count_ones() <= 2 * edits
        });
        let near = alike.filter_map(|entry| {
            let letters: Vec<char> = entry.word.chars().collect();
            let begins_alike = letters[0] == typed[0] || letters.get(1) == typed.first() || edits == 1;
            if !begins_alike || letters.iter().any(char::is_ascii_digit) {
                return None;
            }
            let first = if letters[0] == typed[0] { 0.0 } else { 0.4 };
            let changes = distance(&typed, &letters) + first;
            let common = 0.12 * (1.0 + entry.documents as f32).ln();
            (changes <= most).then(|| Near {
                word: entry.word.to_string(),
                cost: changes - common,
            })
        });
        near.min_by(|one, other| one.cost.total_cmp(&other.cost).then_with(|| one.word.cmp(&other.word)))
    }

    /// The spelling that shares most groups of three letters, for what is too far off to mend.
    pub(crate) fn alike(&self, typed: &str) -> Option<Near> {
        let wanted = trigrams(typed);
        let alike = self.entries.iter().filter(|entry| entry.length > 3).map(|entry| {
            let have = trigrams(&entry.word);
            let shared = wanted.iter().filter(|gram| have.contains(gram)).count();
            Near {
                word: entry.word.to_string(),
                cost: 1.0 - 2.0 * shared as f32 / (wanted.len() + have.len()) as f32,
            }
        });
        alike
            .filter(|near| near.cost <= 0.5)
            .min_by(|one, other| one.cost.total_cmp(&other.cost).then_with(|| one.word.cmp(&other.word)))
    }
}

/// How much may be wrong with a word of this length; nothing with a very short or a very long one.
fn allowance(length: usize) -> Option<f32> {
    match length {
        4..=5 => Some(1.0),
        6..=8 => Some(1.7),
        9..=30 => Some(2.2),
        _ => None,
    }
}

fn mask(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(0, |mask, letter| mask | 1 << (letter as u32 % 32))
}

fn trigrams(word: &str) -> Vec<[char; 3]> {
    let padded: Vec<char> = [' '].into_iter().chain(word.chars().take(40)).chain([' ']).collect();
    padded.windows(3).map(|gram| [gram[0], gram[1], gram[2]]).collect()
}

/// Damerau and Levenshtein's distance (neighbours swapped once), where a slip of the finger, a sound
/// alike and a doubled letter count for less than a change that nobody makes.
fn distance(typed: &[char], meant: &[char]) -> f32 {
    let width = meant.len() + 1;
    let mut before_last: Vec<f32> = Vec::new();
    let mut last: Vec<f32> = (0..width).map(|at| at as f32).collect();
    for (row, &a) in typed.iter().enumerate() {
        let mut line = vec![row as f32 + 1.0; width];
        for (column, &b) in meant.iter().enumerate() {
            let extra = last[column + 1] + if row > 0 && typed[row - 1] == a { 0.6 } else { 1.0 };
            let missing = line[column] + if column > 0 && meant[column - 1] == b { 0.6 } else { 1.0 };
            let other = last[column] + if a == b { 0.0 } else { change(a, b) };
            let mut best = extra.min(missing).min(other);
            if row > 0 && column > 0 && a == meant[column - 1] && typed[row - 1] == b && a != b {
                best = best.min(before_last[column - 1] + 0.7);
            }
            line[column + 1] = best;
        }
        before_last = std::mem::replace(&mut last, line);
    }
    last[meant.len()]
}

fn change(a: char, b: char) -> f32 {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    const SOUNDS: [&str; 7] = ["aeiouy", "ckqs", "sz", "fv", "gj", "dt", "mn"];
    let place = |letter| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| keys.find(letter).map(|at| (row, at)))
    };
    if SOUNDS.iter().any(|sound| sound.contains(a) && sound.contains(b)) {
        return 0.7;
    }
    match (place(a), place(b)) {
        (Some((row, at)), Some((other, beside))) if row.abs_diff(other) <= 1 && at.abs_diff(beside) <= 1 => 0.75,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let words = [
            ("payroll", 40),
            ("patrol", 2),
            ("change", 90),
            ("chance", 3),
            ("phishing", 50),
            ("fishing", 1),
            ("receive", 20),
            ("ransomware", 60),
        ];
        Lexicon::of(words.map(|(word, documents)| (word.to_owned(), documents)).into())
    }

    #[test]
    fn a_word_is_known_as_it_is_spelt_and_a_stem_in_any_form() {
        let lexicon = lexicon();
        assert_eq!(lexicon.documents("patrol"), 2);
        assert_eq!(lexicon.documents("patrols"), 0);
        let stem = |word: &str| words::stems(word).remove(0);
        assert!(lexicon.has(&stem("receives")) && !lexicon.has(&stem("giraffe")));
    }

    #[test]
    fn slips_find_the_word_that_was_meant() {
        for (typed, meant) in [
            ("payrol", "payroll"),
            ("chnge", "change"),
            ("phising", "phishing"),
            ("recieve", "receive"),
            ("ransomwear", "ransomware"),
            ("pyaroll", "payroll"),
        ] {
            assert_eq!(
                lexicon().nearest(typed).map(|near| near.word).as_deref(),
                Some(meant),
                "{typed}"
            );
        }
    }

    #[test]
    fn words_far_from_all_others_are_left_alone() {
        for typed in ["giraffe", "qqq", "table", "日本語日本語"] {
            assert_eq!(lexicon().nearest(typed), None, "{typed}");
        }
    }
}
