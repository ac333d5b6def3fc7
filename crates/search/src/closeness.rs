//! Closeness: how near a card's names, the passages of its body and its sense come to a question.

use crate::card::{Card, Stems};
use crate::understand::Understanding;
use crate::words::Sense;

/// So much of a name or of a question is nearly all of it.
const NEARLY_ALL: f32 = 0.9;
/// How many words with content a passage has.
const PASSAGE: usize = 14;

/// How close a document comes to a question.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Closeness {
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
        Closeness {
            sense: self.sense.near(&card.sense).max(0.0),
            passage: self.passage(&card.body),
            is_name: card.names.iter().any(|name| self.is_name(name)),
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

    /// Whether the question is this name: it has nearly all of the name, and the name nearly all of it.
    fn is_name(&self, name: &[u32]) -> bool {
        let mut asked = vec![0.0_f32; self.worths.len()];
        let mut said = vec![0.0_f32; name.len()];
        let mut mark = |at: usize, concept: usize, strength: f32| {
            said[at] = said[at].max(strength);
            asked[concept] = asked[concept].max(strength);
        };
        for (at, &stem) in name.iter().enumerate() {
            self.says(stem)
                .iter()
                .for_each(|&(concept, strength)| mark(at, concept, strength));
        }
        for (several, concept, strength) in &self.several {
            let place = |stem: &u32| name.iter().position(|other| other == stem);
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
        let tells = |stem: &u32| self.stems.tells(*stem);
        let whole: f32 = name.iter().map(tells).sum();
        let precise: f32 = name
            .iter()
            .zip(&said)
            .map(|(stem, strength)| tells(stem) * strength)
            .sum();
        covers > NEARLY_ALL * self.all && precise > NEARLY_ALL * whole
    }
}
