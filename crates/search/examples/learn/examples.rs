//! What is learnt from: phrases and pieces of text, each with the page that it belongs to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use search::Indexed;
use search::{is_stopword, stems};

/// A word, or a pair, that tells much counts more, by this power.
const TELLING: f32 = 1.2;
/// A pair of neighbouring words is learnt when so many phrases have it,
const FREQUENT: u32 = 3;
/// and counts so much beside a word that tells as much.
const PAIR: f32 = 0.6;
/// The text of a page is read in pieces of so many words with content, each half over the one before,
const PIECE: usize = 14;
/// and a piece counts so much beside a phrase.
const PIECE_COUNTS: f32 = 0.25;
const MOST_BODY: usize = 6_000;

/// A phrase or a piece: how much of each word it has, and whose it is.
pub struct Example {
    pub words: Vec<(usize, f32)>,
    pub page: usize,
    pub counts: f32,
}

/// All there is to learn from.
#[derive(Default)]
pub struct Lessons {
    pub pages: usize,
    /// The words and the pairs, as the table names them.
    pub names: Vec<String>,
    /// How much each tells.
    pub tells: Vec<f32>,
    pub examples: Vec<Example>,
}

impl Lessons {
    pub fn of(documents: &[Indexed]) -> Lessons {
        let phrases: Vec<Vec<Vec<String>>> = documents.iter().map(phrases).collect();
        let bodies: Vec<Vec<String>> = documents.iter().map(body).collect();
        let mut lessons = Lessons {
            pages: documents.len(),
            ..Lessons::default()
        };
        let mut places = HashMap::new();
        for (word, pages) in spread(&phrases, &bodies) {
            places.insert(word.clone(), lessons.names.len());
            lessons.tells.push(worth(pages, documents.len()).powf(TELLING));
            lessons.names.push(word);
        }
        for (pair, phrases) in frequent_pairs(&phrases) {
            places.insert(pair.clone(), lessons.names.len());
            lessons.tells.push(PAIR * worth(phrases, documents.len()).powf(TELLING));
            lessons.names.push(pair);
        }
        for (page, (phrases, body)) in phrases.iter().zip(&bodies).enumerate() {
            for phrase in phrases {
                let named = phrase.iter().cloned().chain(pairs(phrase));
                lessons.add(&places, named, page, 1.0);
            }
            for at in (0..body.len().saturating_sub(PIECE / 2).max(1)).step_by(PIECE / 2) {
                let piece = &body[at..body.len().min(at + PIECE)];
                lessons.add(&places, piece.iter().cloned(), page, PIECE_COUNTS);
            }
        }
        lessons
    }

    fn add(&mut self, places: &HashMap<String, usize>, named: impl Iterator<Item = String>, page: usize, counts: f32) {
        let words: BTreeSet<usize> = named.filter_map(|name| places.get(&name).copied()).collect();
        let length = words.iter().map(|&word| self.tells[word].powi(2)).sum::<f32>().sqrt();
        if length > 0.0 {
            let words = words
                .into_iter()
                .map(|word| (word, self.tells[word] / length))
                .collect();
            self.examples.push(Example { words, page, counts });
        }
    }
}

/// The short texts that may answer a question by themselves.
fn phrases(document: &Indexed) -> Vec<Vec<String>> {
    [&document.title, &document.summary]
        .into_iter()
        .chain(&document.aliases)
        .chain(&document.asked_as)
        .map(|text| stems(text))
        .collect()
}

fn body(document: &Indexed) -> Vec<String> {
    let mut body: Vec<String> = stems(&document.body).into_iter().take(MOST_BODY).collect();
    body.retain(|stem| !is_stopword(stem));
    body
}

fn pairs(phrase: &[String]) -> impl Iterator<Item = String> {
    phrase.windows(2).map(|two| two.join(" "))
}

/// Each word with content, and how many pages have it.
fn spread(phrases: &[Vec<Vec<String>>], bodies: &[Vec<String>]) -> BTreeMap<String, u32> {
    let mut spread = BTreeMap::new();
    for (phrases, body) in phrases.iter().zip(bodies) {
        let words: BTreeSet<&String> = phrases.iter().flatten().chain(body).collect();
        for word in words.into_iter().filter(|word| !is_stopword(word)) {
            *spread.entry(word.clone()).or_default() += 1;
        }
    }
    spread
}

fn frequent_pairs(phrases: &[Vec<Vec<String>>]) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for phrase in phrases.iter().flatten() {
        for pair in pairs(phrase).collect::<BTreeSet<_>>() {
            *counts.entry(pair).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= FREQUENT);
    counts
}

/// How much a word tells that so many of the pages have.
fn worth(having: u32, pages: usize) -> f32 {
    let having = having.min(pages as u32) as f32;
    (1.0 + (pages as f32 - having + 0.5) / (having + 0.5)).ln().powf(0.7)
}
