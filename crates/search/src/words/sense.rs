//! Senses: a small vector for each piece of a word, so that texts about the same thing lie near each other.
//!
//! A word that the table has not is cut into the longest pieces that it has (WordPiece: Wu and others,
//! "Google's neural machine translation system", 2016, section 4.1), so every word has a sense, one that the
//! library never uses too. The table begins with what the pieces mean in English and is moved on by
//! `examples/learn.rs` until the phrases of one page of this library point the same way and away from those
//! of others: `docs/decisions/0005-senses-from-english.md`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::spellings;

/// How many numbers a sense has.
pub(crate) const SIZE: usize = 128;

/// The letter that stands for nought; those before it are less, those after it more.
const NOUGHT: i32 = b'P' as i32;
/// What a piece that does not begin its word begins with in the table.
const GOES_ON: &str = "##";
/// A passage is so many pieces of a longer text.
const PASSAGE: usize = 40;

static SENSES: LazyLock<HashMap<&'static str, &'static [u8]>> = LazyLock::new(|| {
    let lines = include_str!("senses.txt").lines();
    let entries = lines.filter_map(|line| line.split_once(' '));
    entries
        .map(|(piece, numbers)| (piece, numbers.as_bytes()))
        .filter(|(_, numbers)| numbers.len() == SIZE)
        .collect()
});

/// The direction in which a text points; of length one, or nought when nothing of it is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sense(Vec<f32>);

impl Default for Sense {
    fn default() -> Sense {
        Sense(vec![0.0; SIZE])
    }
}

impl Sense {
    /// Where a short text points.
    pub(crate) fn of(text: &str) -> Sense {
        Sense::of_pieces(&pieces(text))
    }

    /// Where these pieces point together.
    pub(crate) fn of_pieces(pieces: &[&str]) -> Sense {
        let mut sum = [0_i32; SIZE];
        for numbers in pieces.iter().filter_map(|piece| SENSES.get(piece)) {
            for (number, &letter) in sum.iter_mut().zip(*numbers) {
                *number += i32::from(letter) - NOUGHT;
            }
        }
        Sense(sum.iter().map(|&number| number as f32).collect()).shortened()
    }

    /// Adds another, so much of it.
    pub(crate) fn add(&mut self, other: &Sense, much: f32) {
        for (number, more) in self.0.iter_mut().zip(&other.0) {
            *number += much * more;
        }
    }

    /// The same direction, of length one.
    pub(crate) fn shortened(mut self) -> Sense {
        let length = self.0.iter().map(|number| number * number).sum::<f32>().sqrt();
        if length > 0.0 {
            self.0.iter_mut().for_each(|number| *number /= length);
        }
        self
    }

    /// How much two point the same way: 1 exactly, 0 or less not at all.
    pub(crate) fn near(&self, other: &Sense) -> f32 {
        self.0.iter().zip(&other.0).map(|(one, other)| one * other).sum()
    }
}

/// The pieces of a text's words, in their order, as the table names them. What has no piece is left out.
pub fn pieces(text: &str) -> Vec<&'static str> {
    let mut pieces = Vec::new();
    for word in spellings(text) {
        cut(&word, &mut pieces);
    }
    pieces
}

/// The pieces of a long text, passage by passage.
pub fn passages(text: &str) -> Vec<Vec<&'static str>> {
    pieces(text).chunks(PASSAGE).map(<[_]>::to_vec).collect()
}

/// Cuts the longest piece off the beginning until nothing remains.
fn cut(word: &str, pieces: &mut Vec<&'static str>) {
    let before = pieces.len();
    let mut rest = word;
    let mut key = String::with_capacity(GOES_ON.len() + word.len());
    while !rest.is_empty() {
        let known = (1..=rest.len()).rev().find_map(|end| {
            key.clear();
            key.push_str(if rest.len() < word.len() { GOES_ON } else { "" });
            key.push_str(rest.get(..end)?);
            SENSES.get_key_value(key.as_str()).map(|(piece, _)| (*piece, end))
        });
        let Some((piece, end)) = known else {
            pieces.truncate(before);
            return;
        };
        pieces.push(piece);
        rest = &rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_cut_into_the_longest_pieces_that_are_known() {
        assert_eq!(pieces("Hacked!"), ["hacked"]);
        assert_eq!(pieces("ransomware"), ["ransom", "##ware"]);
        assert_eq!(pieces("Caffè, 東京"), ["caf", "##fe"]);
        assert!(pieces("").is_empty());
    }

    #[test]
    fn words_near_in_meaning_point_the_same_way_though_the_library_has_only_one() {
        let near = |one: &str, other: &str| Sense::of(one).near(&Sense::of(other));
        assert!(near("burgled", "stolen") > near("burgled", "ballot") + 0.1);
        assert!((near("payslip", "payslip") - 1.0).abs() < 1e-5);
        assert!(near("", "payslip").abs() < f32::EPSILON);
    }

    #[test]
    fn a_long_text_is_read_in_passages() {
        let passages = passages(&"one two three four five ".repeat(20));
        assert_eq!(passages.iter().map(Vec::len).collect::<Vec<_>>(), [40, 40, 20]);
    }
}
