//! Ranking: of the documents gathered, which answers best.
//!
//! Three things are weighed: how well a document's fields say what was asked and how much of it they
//! cover; how close one of its phrases or passages comes to the whole question; and which kind of answer
//! the question wants. The figures here and in `gather` were found by trying: raise one, ask the sets of
//! questions again (`examples/try.rs`), keep what helps those that were not used for trying.

use crate::card::{Card, Stems};
use crate::closeness::{Closeness, Measure};
use crate::gather::Candidate;
use crate::intent::Intent;
use crate::understand::Understanding;

/// What the fields say counts so much,
const FIELDS: f32 = 0.65;
/// the best phrase so much, and a second that comes close adds a little,
const PHRASE: f32 = 1.0;
const SECOND: f32 = 0.2;
/// and the best passage of the body so much.
const PASSAGE: f32 = 0.35;
/// A record has no phrases to compare.
const RECORD: f32 = 0.6;

/// A document's place in the answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranked {
    pub candidate: Candidate,
    pub closeness: Closeness,
    pub score: f32,
}

/// The ranking of one side's documents for one question.
pub(crate) struct Ranking<'a> {
    intent: Intent,
    measure: Measure<'a>,
}

impl<'a> Ranking<'a> {
    pub(crate) fn new(understanding: &Understanding, worths: &'a [f32], stems: &'a Stems) -> Ranking<'a> {
        Ranking {
            intent: understanding.intent,
            measure: Measure::new(&understanding.concepts, worths, stems),
        }
    }

    /// Ranks a document of the library.
    pub(crate) fn rank(&self, candidate: Candidate, card: &Card) -> Ranked {
        let closeness = self.measure.of(card);
        let fields = FIELDS * candidate.said * candidate.covered;
        let phrases = PHRASE * (closeness.best + SECOND * closeness.second) + PASSAGE * closeness.passage;
        let kind = kind_factor(&card.kind, &self.intent, &closeness);
        Ranked {
            candidate,
            closeness,
            score: (fields + phrases) * kind * card.weight,
        }
    }

    /// Ranks a record, which has no card.
    pub(crate) fn rank_record(&self, candidate: Candidate) -> Ranked {
        let score = RECORD * candidate.said * candidate.covered;
        Ranked {
            candidate,
            closeness: Closeness::default(),
            score,
        }
    }
}

/// How much a kind is wanted. Advice and first aid come before what explains or lists, unless the
/// question asks for a meaning, somebody to turn to, a case or something to have.
fn kind_factor(kind: &str, intent: &Intent, closeness: &Closeness) -> f32 {
    match kind {
        "glossary" if closeness.is_name && (intent.meaning || intent.name) => 1.65,
        "glossary" if intent.meaning && closeness.best > 0.6 => 0.95,
        "glossary" => 0.65,
        "contacts" if intent.contact => 1.2,
        "contacts" => 1.0,
        "first-hour" if intent.trouble => 1.3,
        "first-hour" => 1.1,
        "guidance" | "questions" => 1.05,
        "threats" => 0.87,
        "case-studies" if intent.case => 1.2,
        "case-studies" => 0.95,
        "resources" | "opportunities" | "events" if intent.material => 1.05,
        "audiences" => 0.65,
        "services" => 0.83,
        _ => 0.82,
    }
}
