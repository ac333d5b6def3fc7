//! What is learnt from: phrases and passages, each with the page that it belongs to.

use std::collections::HashMap;

use search::{Indexed, passages, pieces};

/// A passage counts so much beside a phrase.
const PASSAGE_COUNTS: f32 = 0.2;

/// A phrase or a passage: its pieces, whose it is and how much it counts.
pub struct Example {
    pub pieces: Vec<usize>,
    pub page: usize,
    pub counts: f32,
}

/// All there is to learn from.
#[derive(Default)]
pub struct Lessons {
    pub pages: usize,
    /// The pieces that occur, as the table names them.
    pub names: Vec<&'static str>,
    /// How many examples have each.
    pub having: Vec<u32>,
    pub examples: Vec<Example>,
}

impl Lessons {
    pub fn of(documents: &[Indexed]) -> Lessons {
        let mut lessons = Lessons {
            pages: documents.len(),
            ..Lessons::default()
        };
        let mut places = HashMap::new();
        for (page, document) in documents.iter().enumerate() {
            for phrase in phrases(document) {
                lessons.add(&mut places, &pieces(phrase), page, 1.0);
            }
            for passage in passages(&document.body) {
                lessons.add(&mut places, &passage, page, PASSAGE_COUNTS);
            }
        }
        lessons
    }

    fn add(&mut self, places: &mut HashMap<&'static str, usize>, named: &[&'static str], page: usize, counts: f32) {
        let place = |name: &&'static str| {
            *places.entry(*name).or_insert_with(|| {
                self.names.push(name);
                self.having.push(0);
                self.names.len() - 1
            })
        };
        let pieces: Vec<usize> = named.iter().map(place).collect();
        let mut once = pieces.clone();
        once.sort_unstable();
        once.dedup();
        once.iter().for_each(|&piece| self.having[piece] += 1);
        if !pieces.is_empty() {
            self.examples.push(Example { pieces, page, counts });
        }
    }
}

/// The short texts that may answer a question by themselves.
fn phrases(document: &Indexed) -> impl Iterator<Item = &str> {
    [&document.title, &document.summary]
        .into_iter()
        .chain(&document.aliases)
        .map(String::as_str)
        .chain(document.asked_as.lines())
}
