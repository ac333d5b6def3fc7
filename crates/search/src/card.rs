//! A card: what is kept in memory of one document of the library.

use std::collections::HashMap;

use crate::document::{Indexed, Scope};
use crate::words::{Sense, is_stopword, passages, stems};

/// Of a longer body, only so many words are kept.
const MOST_BODY: usize = 6_000;
/// A passage of the body counts so much in the sense of the whole, against a phrase.
const PASSAGE_COUNTS: f32 = 0.1;

/// What is kept in memory of one document.
pub(crate) struct Card {
    pub path: String,
    pub kind: String,
    pub title: String,
    pub scope: Scope,
    pub nations: Vec<String>,
    pub weight: f32,
    /// A hash of all that was given.
    pub hash: u64,
    /// The title and the other names, their words as numbers.
    pub names: Box<[Box<[u32]>]>,
    /// The body's words, stopwords left out.
    pub body: Box<[u32]>,
    /// Where it points, all in all.
    pub sense: Sense,
}

/// Stems as numbers, with how much each tells.
#[derive(Default)]
pub(crate) struct Stems {
    numbers: HashMap<String, u32>,
    /// How much each tells: much when few documents have it, nothing when it is a stopword.
    tells: Vec<f32>,
}

impl Card {
    pub(crate) fn of(document: &Indexed, hash: u64, known: &mut Stems, tells: &impl Fn(&str) -> f32) -> Card {
        let names = || std::iter::once(&document.title).chain(&document.aliases);
        let mut sense = Sense::default();
        let short = names().chain([&document.summary]).map(String::as_str);
        for text in short.chain(document.asked_as.lines()) {
            sense.add(&Sense::of(text), 1.0);
        }
        for passage in passages(&document.body) {
            sense.add(&Sense::of_pieces(&passage), PASSAGE_COUNTS);
        }
        let mut numbers = |text: &str| stems(text).iter().map(|stem| known.number(stem, tells)).collect();
        let names = names().map(|name| numbers(name)).collect();
        let body = stems(&document.body).into_iter().take(MOST_BODY);
        let body = body.filter(|stem| !is_stopword(stem));
        let body = body.map(|stem| known.number(&stem, tells)).collect();
        Card {
            path: document.path.clone(),
            kind: document.kind.clone(),
            title: document.title.clone(),
            scope: document.scope,
            nations: document.nations.clone(),
            weight: document.weight,
            hash,
            names,
            body,
            sense: sense.shortened(),
        }
    }
}

impl Stems {
    fn number(&mut self, stem: &str, tells: &impl Fn(&str) -> f32) -> u32 {
        if let Some(&number) = self.numbers.get(stem) {
            return number;
        }
        let number = self.tells.len() as u32;
        self.numbers.insert(stem.to_owned(), number);
        self.tells.push(if is_stopword(stem) { 0.0 } else { tells(stem) });
        number
    }

    /// The number of a stem, when any card has it.
    pub(crate) fn find(&self, stem: &str) -> Option<u32> {
        self.numbers.get(stem).copied()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.tells.len()
    }

    pub(crate) fn tells(&self, number: u32) -> f32 {
        self.tells[number as usize]
    }
}
