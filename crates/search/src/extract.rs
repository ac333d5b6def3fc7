//! Extracts: the piece of a text that answers best, with what matched marked.

use std::collections::HashSet;

use crate::found::Span;
use crate::understand::{Concept, Way};
use crate::words::{self, Word};

/// How many words a piece has at most.
const LENGTH: usize = 34;
/// Texts are looked through only so far.
const MOST_BYTES: usize = 8_000;

/// The stems worth marking.
pub(crate) struct Marking {
    stems: HashSet<String>,
}

impl Marking {
    pub(crate) fn of(concepts: &[Concept]) -> Marking {
        let sure = concepts
            .iter()
            .flat_map(|concept| &concept.ways)
            .filter(|way| way.strength >= sure_enough(way));
        Marking {
            stems: sure.flat_map(|way| way.stems.iter().cloned()).collect(),
        }
    }

    /// A whole text, marked.
    pub(crate) fn whole(&self, text: &str) -> Vec<Span> {
        self.spans(text, &words::words(text), 0, text.len())
    }

    /// The piece of the text that has most of what was asked for; nothing when it has none of it. It
    /// begins with a sentence or an item of a list, unless that is too long to reach what matched.
    pub(crate) fn best_piece(&self, text: &str) -> Option<Vec<Span>> {
        let text = &text[..text.floor_char_boundary(MOST_BYTES)];
        let words: Vec<Word> = words::words(text).into_iter().filter(|word| !word.is_joined).collect();
        let matched: Vec<bool> = words.iter().map(|word| self.stems.contains(&word.stem)).collect();
        let first = (0..words.len()).find(|&at| matched[at])?;
        let starts: Vec<usize> = (0..words.len())
            .filter(|&at| ends_sentence(text, words[at].from))
            .collect();
        let different = |from: usize| {
            let piece = from..words.len().min(from + LENGTH);
            let stems: HashSet<&str> = piece
                .filter(|&at| matched[at])
                .map(|at| words[at].stem.as_str())
                .collect();
            stems.len()
        };
        // Only what begins with a sentence that matches itself.
        let ends = starts.iter().skip(1).copied().chain([words.len()]);
        let matching = starts
            .iter()
            .zip(ends)
            .filter(|(from, end)| matched[**from..*end].contains(&true));
        let whole = best(matching.map(|(&from, _)| from), different);
        let any = best((first..words.len()).filter(|&at| matched[at]), different);
        let from = match (whole, any) {
            (Some((from, most)), Some((_, best))) if most * 2 >= best && most > 0 => from,
            (_, Some((hit, _))) => hit.saturating_sub(LENGTH / 3),
            (_, None) => return None,
        };
        let (from, to) = (words[from].from, end(text, &words, from));
        let mut spans = self.spans(text, &words, from, to);
        on_one_line(&mut spans);
        if from > 0 && !ends_sentence(text, from) {
            spans.insert(0, plain("… "));
        }
        if to < text.len() && !ends_sentence(text, to) {
            let is_line = text[to..].starts_with('\n');
            let is_bare = text[..to].ends_with(char::is_alphanumeric);
            spans.push(plain(if is_line && is_bare { "." } else { " …" }));
        }
        Some(spans)
    }

    fn spans(&self, text: &str, words: &[Word], from: usize, to: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut done = from;
        for word in words.iter().filter(|word| word.from >= from && word.to <= to) {
            if word.from >= done && self.stems.contains(&word.stem) {
                if word.from > done {
                    spans.push(plain(&text[done..word.from]));
                }
                spans.push(Span {
                    text: text[word.from..word.to].to_owned(),
                    is_match: true,
                });
                done = word.to;
            }
        }
        if done < to {
            spans.push(plain(&text[done..to]));
        }
        spans
    }
}

/// Words less surely the same are not marked, and those of a name of several words only when it is exact:
/// one of them alone may mean something else.
fn sure_enough(way: &Way) -> f32 {
    if way.stems.len() > 1 { 0.9 } else { 0.75 }
}

/// The place whose piece has most, the first of several.
fn best(places: impl Iterator<Item = usize>, has: impl Fn(usize) -> usize) -> Option<(usize, usize)> {
    let counted = places.map(|place| (place, has(place)));
    counted.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Where a piece ends that begins with this word: with the last sentence that fits, when that is no
/// shorter than half of what could be shown.
fn end(text: &str, words: &[Word], from: usize) -> usize {
    let last = (from + LENGTH).min(words.len()) - 1;
    let after = |at: usize| {
        let next = words.get(at + 1).map_or(text.len(), |word| word.from);
        ends_sentence(text, next).then(|| words[at].to + text[words[at].to..next].trim_end().len())
    };
    let whole = (from + LENGTH / 2..=last).rev().find_map(after);
    whole.unwrap_or(words[last].to)
}

/// Whether a sentence, or a line, ends before this place. The point of "£12.2 million" ends nothing.
fn ends_sentence(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let said = before.trim_end();
    let spaces = &before[said.len()..];
    let is_apart = !spaces.is_empty() || after.is_empty() || after.starts_with(char::is_whitespace);
    let said = said.trim_end_matches(['"', '”', '’', ')']);
    said.is_empty() || spaces.contains('\n') || is_apart && said.ends_with(['.', '!', '?'])
}

fn plain(text: &str) -> Span {
    Span {
        text: text.to_owned(),
        is_match: false,
    }
}

/// Puts a piece on one line. A heading or an item of a list gets the full stop that the end of its line was.
fn on_one_line(spans: &mut [Span]) {
    let mut last = ' ';
    for span in spans {
        let mut line = String::with_capacity(span.text.len());
        for c in span.text.chars() {
            if c == '\n' && last.is_alphanumeric() {
                line.push('.');
            }
            let c = if c.is_whitespace() { ' ' } else { c };
            if c != ' ' || last != ' ' {
                line.push(c);
                last = c;
            }
        }
        span.text = line;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::stems;

    fn piece(question: &str, text: &str) -> String {
        let marking = Marking {
            stems: stems(question).into_iter().collect(),
        };
        let spans = marking.best_piece(text).unwrap_or_default();
        spans.into_iter().map(|span| span.text).collect()
    }

    #[test]
    fn a_piece_begins_with_its_sentence_or_list_item() {
        let filler = "Ten quiet words stand here to keep things well apart. ".repeat(5);
        let text = format!(
            "{filler}\nRing the bank before anything else is done, on a number held already, then say what went.\nTell audit\n{filler}"
        );
        assert!(piece("say went bank", &text).starts_with("Ring the bank before"));
        assert!(piece("audit", &text).starts_with("Tell audit"));
    }

    #[test]
    fn the_point_within_a_figure_and_a_colon_end_no_sentence() {
        let text = "It was hit by ransomware in 2020. It cost £12.2 million, and took two years. ".to_owned()
            + &"Nothing more is known of it. ".repeat(8);
        let piece = piece("ransomware cost", &text);
        assert!(
            piece.contains("£12.2 million") && piece.starts_with("It was"),
            "{piece}"
        );
        assert!(!piece.ends_with("£12."), "{piece}");
        let late = format!(
            "{}{text}",
            "Ten quiet words stand here to keep things well apart. ".repeat(5)
        );
        assert!(self::piece("million", &late).starts_with("It cost £12.2"));
        // Nor does a colon, when what it leads to stands on the same line.
        let led =
            "No plan should rest on paying: see what is known of demands. ".to_owned() + &"Ring first. ".repeat(20);
        assert!(self::piece("demands", &led).starts_with("No plan"));
    }

    #[test]
    fn a_heading_is_told_from_the_sentence_below_it() {
        let text = "Kit\nTick tablets and laptops. When cover is thin\n".to_owned() + &"Ring first. ".repeat(20);
        assert!(
            piece("kit tablets", &text).starts_with("Kit. Tick tablets and laptops."),
            "{}",
            piece("kit tablets", &text)
        );
        // A line that ends in a comma gets no full stop behind it.
        let list = format!(
            "{},\n{}",
            "Tick tablets ".repeat(12).trim_end(),
            "another word ".repeat(40)
        );
        assert!(!piece("tablets", &list).contains(",."), "{}", piece("tablets", &list));
        let list = list.replace(",\n", "\n");
        assert!(
            piece("tablets", &list).contains("tablets."),
            "{}",
            piece("tablets", &list)
        );
    }

    #[test]
    fn a_piece_ends_with_a_sentence_when_one_fits() {
        let text = "Hang up first. ".repeat(8)
            + "Ring the help desk on the number you know and wait for them to come and look at it with you today.";
        assert!(piece("hang", &text).ends_with("Hang up first."));
    }

    #[test]
    fn far_into_a_long_sentence_the_piece_says_that_it_begins_in_the_middle() {
        let text = "word ".repeat(60) + "bank details " + &"word ".repeat(60);
        let piece = piece("bank details", &text);
        assert!(
            piece.starts_with("… ") && piece.contains("bank details") && piece.ends_with(" …"),
            "{piece}"
        );
    }

    #[test]
    fn what_matches_nothing_gives_no_piece() {
        assert_eq!(piece("bank", "Nothing of the kind."), "");
    }
}
