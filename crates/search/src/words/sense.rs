//! Senses: a small vector for each word, so that words asked of the same pages lie near each other.
//!
//! The table was learnt from this library alone (`examples/learn.rs`): each word's vector was moved until
//! the phrases of one page pointed the same way and away from those of others. A word that is not in
//! it has no sense and is matched by its letters only.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How many numbers a sense has.
pub(crate) const SIZE: usize = 96;

/// The letter that stands for nought; those before it are less, those after it more.
const NOUGHT: i8 = b'P' as i8;

static SENSES: LazyLock<HashMap<&'static str, &'static [u8]>> = LazyLock::new(|| {
    let lines = include_str!("senses.txt").lines();
    let entries = lines.filter_map(|line| line.split_once(' '));
    entries
        .map(|(stem, numbers)| (stem, numbers.as_bytes()))
        .filter(|(_, numbers)| numbers.len() == SIZE)
        .collect()
});

/// The direction in which some words together point; of length one, or nought when none is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sense(Vec<f32>);

impl Default for Sense {
    fn default() -> Sense {
        Sense(vec![0.0; SIZE])
    }
}

impl Sense {
    /// What these stems point to together. The same word twice counts once.
    pub(crate) fn of<'a>(stems: impl IntoIterator<Item = &'a str>) -> Sense {
        let mut sense = Sense::default();
        let mut seen: Vec<&str> = Vec::new();
        for stem in stems {
            if !seen.contains(&stem) {
                seen.push(stem);
                sense.add_word(stem);
            }
        }
        sense.shortened()
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

    fn add_word(&mut self, stem: &str) {
        if let Some(numbers) = SENSES.get(stem) {
            for (number, &letter) in self.0.iter_mut().zip(*numbers) {
                *number += f32::from(letter as i8 - NOUGHT);
            }
        }
    }
}
