//! Ranking: of the documents gathered, which answers best.
//!
//! Three things are weighed: how well a document's fields say what was asked and how much of it they
//! cover; how close one of its short phrases (title, other name, way of asking, summary) comes to the
//! whole question; and which kind of answer the question wants.

use std::collections::HashMap;
use crate::tune::p;

use crate::card::{Card, Phrase, Role, Stems};
use crate::gather::Candidate;
use crate::intent::Intent;
use crate::understand::{Concept, Understanding};

/// What the fields say, and how close the best phrase comes.
const FIELDS: f32 = 0.65;
const PHRASE: f32 = 1.0;
/// What a second phrase that comes close adds.
const SECOND: f32 = 0.2;

/// How many words with content a passage has.
const PASSAGE: usize = 14;

/// How close a document's phrases come to a question.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Closeness {
    /// The best phrase, from 0 to 1.
    pub best: f32,
    pub second: f32,
    /// How much of the question the best phrase has.
    pub covers: f32,
    /// How much of the best phrase the question has.
    pub precise: f32,
    /// How much of the question one passage of the body covers.
    pub passage: f32,
    /// Whether the best phrase is the title or another name, to the word.
    pub is_name: bool,
}

/// A document's place in the answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranked {
    pub candidate: Candidate,
    pub closeness: Closeness,
    pub score: f32,
}

/// A question as the numbers of one side's stems.
pub(crate) struct Ranking<'a> {
    stems: &'a Stems,
    intent: Intent,
    worths: &'a [f32],
    all: f32,
    /// A stem that alone says a concept.
    single: HashMap<u32, Vec<(usize, f32)>>,
    /// Stems that together say a concept.
    several: Vec<(Vec<u32>, usize, f32)>,
}

impl<'a> Ranking<'a> {
    pub(crate) fn new(understanding: &Understanding, worths: &'a [f32], stems: &'a Stems) -> Ranking<'a> {
        let mut ranking = Ranking {
            stems,
            intent: understanding.intent,
            worths,
            all: worths.iter().sum::<f32>().max(f32::EPSILON),
            single: HashMap::new(),
            several: Vec::new(),
        };
        for (number, concept) in understanding.concepts.iter().enumerate() {
            ranking.add(number, concept);
        }
        ranking
    }

    fn add(&mut self, number: usize, concept: &Concept) {
        for way in &concept.ways {
            let found: Option<Vec<u32>> = way.stems.iter().map(|stem| self.stems.find(stem)).collect();
            match found.as_deref() {
                Some([only]) => self.single.entry(*only).or_default().push((number, way.strength)),
                Some(several) => self.several.push((several.to_vec(), number, way.strength)),
                None => {}
            }
        }
    }

    /// Ranks a document of the library.
    pub(crate) fn rank(&self, candidate: Candidate, card: &Card) -> Ranked {
        let mut closeness = self.closeness(card);
        closeness.passage = self.passage(&card.body);
        let fields = p("FIELDS", FIELDS) * candidate.said * candidate.covered.powf(p("COVPOW", 1.0));
        let phrase = p("PHRASE", PHRASE) * (closeness.best + p("SECOND", SECOND) * closeness.second) + p("PASSAGE", 0.35) * closeness.passage;
        let kind = kind_factor(&card.kind, &self.intent, &closeness);
        Ranked { candidate, closeness, score: (fields + phrase) * kind * card.weight }
    }

    /// Ranks a record, which has no card.
    pub(crate) fn rank_record(&self, candidate: Candidate) -> Ranked {
        let score = 0.6 * candidate.said * candidate.covered;
        Ranked { candidate, closeness: Closeness::default(), score }
    }

    fn closeness(&self, card: &Card) -> Closeness {
        let mut closeness = Closeness::default();
        for phrase in &card.phrases {
            let (value, covers, precise) = self.compare(phrase);
            let value = value * role_factor(phrase.role);
            if value > closeness.best {
                closeness.second = closeness.best;
                closeness.best = value;
                closeness.covers = covers;
                closeness.precise = precise;
                closeness.is_name = matches!(phrase.role, Role::Title | Role::Alias) && covers > 0.9 && precise > 0.9;
            } else {
                closeness.second = closeness.second.max(value);
            }
        }
        closeness
    }

    /// How much of the question the best passage of a body covers.
    fn passage(&self, body: &[u32]) -> f32 {
        let hits: Vec<(usize, usize, f32)> = body
            .iter()
            .enumerate()
            .flat_map(|(at, stem)| self.single.get(stem).into_iter().flatten().map(move |&(concept, strength)| (at, concept, strength)))
            .collect();
        let mut best = 0.0_f32;
        for (number, &(from, ..)) in hits.iter().enumerate() {
            let mut strengths = [0.0_f32; 32];
            for &(_, concept, strength) in hits[number..].iter().take_while(|&&(at, ..)| at < from + PASSAGE) {
                strengths[concept] = strengths[concept].max(strength);
            }
            best = best.max(strengths.iter().zip(self.worths).map(|(strength, worth)| strength * worth).sum());
        }
        best / self.all
    }

    /// How close a phrase comes: how much of the question it has, how much of it the question has, and
    /// whether in the same order.
    fn compare(&self, phrase: &Phrase) -> (f32, f32, f32) {
        let mut asked = vec![(0.0_f32, usize::MAX); self.worths.len()];
        let mut said = vec![0.0_f32; phrase.stems.len()];
        let mut mark = |at: usize, concept: usize, strength: f32| {
            said[at] = said[at].max(strength);
            if strength > asked[concept].0 {
                asked[concept] = (strength, at);
            }
        };
        for (at, stem) in phrase.stems.iter().enumerate() {
            for &(concept, strength) in self.single.get(stem).into_iter().flatten() {
                mark(at, concept, strength);
            }
        }
        for (several, concept, strength) in &self.several {
            let places: Option<Vec<usize>> =
                several.iter().map(|stem| phrase.stems.iter().position(|other| other == stem)).collect();
            for at in places.into_iter().flatten() {
                mark(at, *concept, *strength);
            }
        }
        let covers = asked.iter().zip(self.worths).map(|((strength, _), worth)| strength * worth).sum::<f32>() / self.all;
        if covers == 0.0 {
            return (0.0, 0.0, 0.0);
        }
        let tells = |stem: &u32| self.stems.tells(*stem);
        let whole: f32 = phrase.stems.iter().map(tells).sum::<f32>().max(f32::EPSILON);
        let precise = phrase.stems.iter().zip(&said).map(|(stem, strength)| tells(stem) * strength).sum::<f32>() / whole;
        let b2 = p("BETA2", 1.0); let balance = (1.0 + b2) * covers * precise / (covers + b2 * precise).max(f32::EPSILON);
        let pairs = asked.windows(2).filter(|pair| pair[0].1 < pair[1].1 && pair[1].1 != usize::MAX && pair[1].1 - pair[0].1 <= 3);
        let order = pairs.count() as f32 / asked.len().saturating_sub(1).max(1) as f32;
        ((1.0 - p("ORDER", 0.10)) * balance + p("ORDER", 0.10) * order * covers, covers, precise)
    }
}

fn role_factor(role: Role) -> f32 {
    match role {
        Role::Title => p("RTITLE", 1.0),
        Role::AskedAs => p("RASKED", 1.0),
        Role::Alias => p("RALIAS", 0.9),
        Role::Summary => p("RSUMMARY", 0.8),
    }
}

/// How much a kind is wanted.
fn kind_factor(kind: &str, intent: &Intent, closeness: &Closeness) -> f32 {
    let is_named = closeness.is_name;
    match kind {
        "glossary" if is_named && (intent.meaning || intent.name) => p("KGLOSSNAME", 1.65),
        "glossary" if intent.meaning && closeness.best > 0.6 => p("KGLOSSMEAN", 0.90),
        "glossary" => p("KGLOSS", 0.65),
        "contacts" if intent.contact => p("KCONTACTI", 1.15),
        "contacts" => p("KCONTACT", 1.00),
        "first-hour" if intent.trouble => p("KFIRSTI", 1.30),
        "first-hour" => p("KFIRST", 1.10),
        "guidance" | "questions" if intent.advice => p("KGUIDEI", 1.00),
        "guidance" | "questions" => p("KGUIDE", 1.05),
        "threats" => p("KTHREAT", 0.95),
        "case-studies" => p("KCASE", 0.95),
        "services" => p("KSERVICE", 0.85),
        "audiences" => p("KAUDIENCE", 0.65),
        _ => p("KOTHER", 0.85),
    }
}
