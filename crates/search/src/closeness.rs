//! Closeness: how near a card's names, its summary and the passages of its body come to a question.

use crate::card::{Card, Stems};
use crate::understand::Understanding;
use crate::words::Sense;

/// How many words with content a passage has.
const PASSAGE: usize = 14;

/// How close a document comes to a question.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Closeness {
    /// The summary, from 0 to 1.
    pub summary: f32,
    /// How much the whole document points where the question does.
    pub sense: f32,
    /// How much of the question the best passage of the body has.
    pub passage: f32,
    /// Whether the question is the title or another name, to the word.
    pub is_name: bool,
}

/// A question as the numbers of one side's stems.
pub(crate) struct Measure<'a> {
    stems: &'a Stems,
    /// Where the question points.
    sense: &'a Sense,
    /// How much each concept tells, and all together.
    worths: &'a [f32],
    all: f32,
    /// For each stem, one more than its place in `single`; zero when it says nothing asked for.
    places: Vec<u16>,
    /// The concepts that one stem alone says.
    single: Vec<Vec<(usize, f32)>>,
    /// Stems that only together say a concept.
    several: Vec<(Vec<u32>, usize, f32)>,
}

/// How a short text compares: its value, how much of the question it has, how much of it the question has.
#[derive(Clone, Copy, Default)]
struct Compared {
    value: f32,
    covers: f32,
    precise: f32,
}

impl<'a> Measure<'a> {
    pub(crate) fn new(understanding: &'a Understanding, worths: &'a [f32], stems: &'a Stems) -> Measure<'a> {
        let concepts = &understanding.concepts;
        let all = worths.iter().sum::<f32>().max(f32::EPSILON);
        let places = vec![0; stems.len()];
        let mut measure = Measure {
            sense: &understanding.sense,
            stems,
            worths,
            all,
            places,
            single: Vec::new(),
            several: Vec::new(),
        };
        for (number, concept) in concepts.iter().enumerate() {
            for way in &concept.ways {
                let found: Option<Vec<u32>> = way.stems.iter().map(|stem| stems.find(stem)).collect();
                match found.as_deref() {
                    Some([only]) => measure.add(*only as usize, number, way.strength),
                    Some(several) => measure.several.push((several.to_vec(), number, way.strength)),
                    None => {}
                }
            }
        }
        measure
    }

    fn add(&mut self, stem: usize, concept: usize, strength: f32) {
        if self.places[stem] == 0 {
            self.single.push(Vec::new());
            self.places[stem] = self.single.len() as u16;
        }
        self.single[self.places[stem] as usize - 1].push((concept, strength));
    }

    /// What one stem alone says.
    fn says(&self, stem: u32) -> &[(usize, f32)] {
        match self.places[stem as usize] {
            0 => &[],
            place => &self.single[place as usize - 1],
        }
    }

    pub(crate) fn of(&self, card: &Card) -> Closeness {
        let is_whole = |compared: Compared| compared.covers > 0.9 && compared.precise > 0.9;
        Closeness {
            summary: self.compare(&card.summary).value,
            sense: self.sense.near(&card.sense).max(0.0),
            passage: self.passage(&card.body),
            is_name: card.names.iter().any(|name| is_whole(self.compare(name))),
        }
    }

    /// How much of the question the best passage of a body has.
    fn passage(&self, body: &[u32]) -> f32 {
        let mut hits: Vec<(usize, usize, f32)> = Vec::new();
        for (at, &stem) in body.iter().enumerate() {
            hits.extend(
                self.says(stem)
                    .iter()
                    .map(|&(concept, strength)| (at, concept, strength)),
            );
        }
        let mut best = 0.0_f32;
        let mut strengths = vec![0.0_f32; self.worths.len()];
        for (number, &(from, ..)) in hits.iter().enumerate() {
            strengths.fill(0.0);
            for &(_, concept, strength) in hits[number..].iter().take_while(|&&(at, ..)| at < from + PASSAGE) {
                strengths[concept] = strengths[concept].max(strength);
            }
            best = best.max(
                strengths
                    .iter()
                    .zip(self.worths)
                    .map(|(strength, worth)| strength * worth)
                    .sum(),
            );
        }
        best / self.all
    }

    fn compare(&self, text: &[u32]) -> Compared {
        let mut asked = vec![0.0_f32; self.worths.len()];
        let mut said = vec![0.0_f32; text.len()];
        let mut mark = |at: usize, concept: usize, strength: f32| {
            said[at] = said[at].max(strength);
            asked[concept] = asked[concept].max(strength);
        };
        for (at, &stem) in text.iter().enumerate() {
            self.says(stem)
                .iter()
                .for_each(|&(concept, strength)| mark(at, concept, strength));
        }
        for (several, concept, strength) in &self.several {
            let place = |stem: &u32| text.iter().position(|other| other == stem);
            let places: Option<Vec<usize>> = several.iter().map(place).collect();
            places
                .into_iter()
                .flatten()
                .for_each(|at| mark(at, *concept, *strength));
        }
        let covers = asked
            .iter()
            .zip(self.worths)
            .map(|(strength, worth)| strength * worth)
            .sum::<f32>();
        if covers == 0.0 {
            return Compared::default();
        }
        let covers = covers / self.all;
        let tells = |stem: &u32| self.stems.tells(*stem);
        let whole: f32 = text.iter().map(tells).sum::<f32>().max(f32::EPSILON);
        let precise: f32 = text
            .iter()
            .zip(&said)
            .map(|(stem, strength)| tells(stem) * strength)
            .sum();
        let precise = precise / whole;
        let value = 2.0 * covers * precise / (covers + precise).max(f32::EPSILON);
        Compared { value, covers, precise }
    }
}
