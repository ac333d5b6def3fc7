//! Reading age: the Flesch-Kincaid grade of plain English.
//!
//! Grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid and others,
//! *Derivation of new readability formulas for Navy enlisted personnel*, 1975). Syllables are counted
//! by vowel groups with the usual corrections, so a single word may be off by one; over a hundred words
//! the error is small. As the house rule says, names (a capital letter inside a sentence), abbreviations
//! and quoted titles are not counted.

/// What was counted in some text; sums of counts give the grade of the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Words, without names and abbreviations.
    pub words: usize,
    /// Sentences with at least one such word.
    pub sentences: usize,
    /// Syllables in those words.
    pub syllables: usize,
}

impl Count {
    /// The Flesch-Kincaid grade: school years in the United States. `None` when there are no words.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of words in one item are far below 2^52"
    )]
    pub fn grade(self) -> Option<f64> {
        if self.words == 0 || self.sentences == 0 {
            return None;
        }
        let words = self.words as f64;
        Some(0.39 * words / self.sentences as f64 + 11.8 * self.syllables as f64 / words - 15.59)
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.syllables += other.syllables;
    }
}

/// Counts plain text: one paragraph or list item a line.
pub fn count(plain: &str) -> Count {
    let mut total = Count::default();
    for sentence in sentences(&without_quoted_titles(plain)) {
        let mut words = 0;
        for (place, word) in words_of(sentence).enumerate() {
            let is_name = place > 0 && word.starts_with(|first: char| first.is_uppercase());
            let is_abbreviation = word.len() > 1 && !word.chars().any(char::is_lowercase);
            if !is_name && !is_abbreviation {
                words += 1;
                total.syllables += word.split('-').map(syllables).sum::<usize>();
            }
        }
        if words > 0 {
            total.words += words;
            total.sentences += 1;
        }
    }
    total
}

/// Sentences of plain text, with how many words each has, names included.
pub fn sentence_lengths(plain: &str) -> Vec<(usize, String)> {
    let plain = without_quoted_titles(plain);
    sentences(&plain)
        .map(|sentence| (words_of(sentence).count(), sentence.trim().to_owned()))
        .filter(|(words, _)| *words > 0)
        .collect()
}

fn sentences(plain: &str) -> impl Iterator<Item = &str> {
    plain.lines().flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .char_indices()
                .find(|(at, letter)| {
                    matches!(letter, '.' | '!' | '?' | ':' | ';')
                        && rest[at + letter.len_utf8()..].starts_with(char::is_whitespace)
                })
                .map_or(rest.len(), |(at, letter)| at + letter.len_utf8());
            let (sentence, after) = rest.split_at(end);
            rest = after.trim_start();
            Some(sentence)
        })
    })
}

fn words_of(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split_whitespace()
        .filter(|token| !token.contains("://") && !token.contains('@'))
        .flat_map(|token| token.split(|letter: char| !(letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-'))))
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphabetic()))
        .filter(|word| !word.is_empty())
}

/// Takes out quoted titles: what stands in quotation marks and begins with a capital letter.
fn without_quoted_titles(plain: &str) -> String {
    let mut kept = String::with_capacity(plain.len());
    let mut rest = plain;
    while let Some(open) = rest.find(['"', '“']) {
        let (before, from_quote) = rest.split_at(open);
        kept.push_str(before);
        let quote = from_quote.chars().next().map_or(1, char::len_utf8);
        let inside = &from_quote[quote..];
        match inside.find(['"', '”', '\n']) {
            Some(close) if !inside[close..].starts_with('\n') => {
                let quoted = &inside[..close];
                if !quoted.starts_with(char::is_uppercase) {
                    kept.push_str(quoted);
                }
                rest = &inside[close + inside[close..].chars().next().map_or(1, char::len_utf8)..];
            }
            _ => rest = inside,
        }
    }
    kept.push_str(rest);
    kept
}

fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    if letters.len() <= 3 {
        return usize::from(!letters.is_empty());
    }
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    // A last e, es or ed is mostly silent, but not in "table", "houses" or "wanted".
    let silent = match letters[letters.len() - 3..] {
        [before, 'e', 'd'] if !matches!(before, 't' | 'd') => 2,
        [before, 'e', 's'] if !matches!(before, 's' | 'z' | 'c' | 'g' | 'x' | 'h' | 'l') => 2,
        [before, 'l', 'e'] if !is_vowel(before) => 0,
        [_, _, 'e'] => 1,
        _ => 0,
    };
    let end = letters.len() - silent;
    let start = usize::from(letters[0] == 'y');
    let mut groups = 0;
    let mut in_group = false;
    for letter in &letters[start..end] {
        if is_vowel(*letter) {
            groups += usize::from(!in_group);
            in_group = true;
        } else {
            in_group = false;
        }
    }
    groups.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_close_to_what_people_say() {
        for (word, expected) in [
            ("the", 1),
            ("council", 2),
            ("payment", 2),
            ("phone", 1),
            ("table", 2),
            ("houses", 2),
            ("wanted", 2),
            ("called", 1),
            ("security", 4),
            ("officer", 3),
            ("register", 3),
            ("yes", 1),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn plain_words_in_short_sentences_have_a_low_grade() {
        let easy = count("Stop. Ring the number you already hold. Do not reply to the message.")
            .grade()
            .unwrap();
        let hard = count(
            "Organisational resilience necessitates comprehensive implementation of multidisciplinary \
             preparatory activities throughout the authority's operational environment.",
        )
        .grade()
        .unwrap();
        assert!(easy < 4.0, "{easy}");
        assert!(hard > 18.0, "{hard}");
    }

    #[test]
    fn names_abbreviations_and_quoted_titles_are_not_counted() {
        let plain = count("Read it and tell them.");
        assert_eq!(
            count("Read \"Responding to Significant Cyber Incidents\" it and tell them NCSC."),
            plain
        );
        assert_eq!(count("Read it and tell them Kensington."), plain);
    }

    #[test]
    fn no_words_have_no_grade() {
        assert_eq!(count("").grade(), None);
        assert_eq!(count("101 999").grade(), None);
    }

    #[test]
    fn long_sentences_are_found() {
        let lengths = sentence_lengths("One two three. Four five?\nSix");
        assert_eq!(lengths.iter().map(|(words, _)| *words).collect::<Vec<_>>(), [3, 2, 1]);
    }
}
