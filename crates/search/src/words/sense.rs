//! Senses: a small vector for each word, so that words asked of the same pages lie near each other.
//!
//! The table is learnt from this library alone, by `examples/learn.rs`: the vectors of words and of frequent
//! pairs of neighbouring words are moved until the phrases of one page point the same way and away from
//! those of others. A word that is not in it has no sense and is matched by its letters only.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How many numbers a sense has.
pub(crate) const SIZE: usize = 512;

/// The letter that stands for nought; those before it are less, those after it more.
const NOUGHT: i32 = b'P' as i32;

static SENSES: LazyLock<HashMap<&'static str, &'static [u8]>> = LazyLock::new(|| {
    let lines = include_str!("senses.txt").lines();
    let entries = lines.filter_map(|line| line.rsplit_once(' '));
    entries
        .map(|(words, numbers)| (words, numbers.as_bytes()))
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
    /// What the words of a phrase point to together, in their order. What is said twice counts once.
    pub(crate) fn of_phrase(stems: &[String]) -> Sense {
        let pairs = stems.windows(2).map(|two| two.join(" "));
        let said: HashSet<String> = stems.iter().cloned().chain(pairs).collect();
        Sense::sum(said.iter().map(String::as_str))
    }

    /// What these words point to in any order.
    pub(crate) fn of_words(stems: &[&str]) -> Sense {
        let said: HashSet<&str> = stems.iter().copied().collect();
        Sense::sum(said.into_iter())
    }

    fn sum<'a>(said: impl Iterator<Item = &'a str>) -> Sense {
        let mut sum = [0_i32; SIZE];
        for numbers in said.filter_map(|words| SENSES.get(words)) {
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
