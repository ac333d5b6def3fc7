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

    /// The piece of the text that has most of what was asked for; nothing when it has none of it.
    pub(crate) fn best_piece(&self, text: &str) -> Option<Vec<Span>> {
        let text = &text[..text.floor_char_boundary(MOST_BYTES)];
        let words: Vec<Word> = words::words(text).into_iter().filter(|word| !word.is_joined).collect();
        let hits: Vec<usize> = (0..words.len())
            .filter(|&at| self.stems.contains(&words[at].stem))
            .collect();
        let mut best = (0, 0);
        for (number, &from) in hits.iter().enumerate() {
            let near = hits[number..].iter().take_while(|&&at| at < from + LENGTH);
            let different: HashSet<&str> = near.map(|&at| words[at].stem.as_str()).collect();
            if different.len() > best.0 {
                best = (different.len(), from);
            }
        }
        if best.0 == 0 {
            return None;
        }
        let (from, to) = around(text, &words, best.1);
        let mut spans = self.spans(text, &words, from, to);
        spans.iter_mut().for_each(|span| span.text = on_one_line(&span.text));
        if from > 0 && !ends_sentence(&text[..from]) {
            spans.insert(0, plain("… "));
        }
        if to < text.len() && !ends_sentence(&text[..to]) {
            spans.push(plain(" …"));
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

/// The bytes of a piece about a word: from the beginning of its sentence when that is near.
fn around(text: &str, words: &[Word], at: usize) -> (usize, usize) {
    let mut first = at.saturating_sub(LENGTH / 3);
    for word in (first + 1..=at).rev() {
        if ends_sentence(&text[..words[word].from]) {
            first = word;
            break;
        }
    }
    let last = (first + LENGTH).min(words.len() - 1);
    let mut to = words[last].to;
    let after = text[to..].chars().next();
    if let Some(mark) = after.filter(|c| matches!(c, '.' | '!' | '?')) {
        to += mark.len_utf8();
    }
    (words[first].from, to)
}

fn ends_sentence(before: &str) -> bool {
    let spaces = &before[before.trim_end().len()..];
    before.trim_end().ends_with(['.', '!', '?', ':']) || spaces.contains('\n') || before.trim_end().is_empty()
}

fn plain(text: &str) -> Span {
    Span {
        text: text.to_owned(),
        is_match: false,
    }
}

/// The text with each line end or run of spaces as one space.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}
