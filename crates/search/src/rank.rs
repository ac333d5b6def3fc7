//! Ranking: of the documents gathered, which answers best.
//!
//! What is weighed: where the document points all in all, against where the question does; how well its
//! fields say the words of the question, and how many of them one passage has; and which kind of answer,
//! and for which nation, the question wants. The weights were fitted to phrases of writers from whom the
//! senses had learnt nothing: how likely each document is to be the one that was meant, as powers of e. What
//! each kind is worth was fitted where there were enough of it, else set by hand.

use crate::card::{Card, Stems};
use crate::closeness::{Closeness, Measure};
use crate::found::Query;
use crate::gather::Candidate;
use crate::intent::Intent;
use crate::nation;
use crate::understand::Understanding;

const SENSE: f32 = 17.0;
const SAID: f32 = 1.7;
const PASSAGE: f32 = 1.7;
/// What bears the very name that was typed.
const NAMED: f32 = 1.5;
/// A plain answer comes to about so much, and the scores are made so much flatter than likelihoods.
const PLAIN: f32 = 10.5;
const FLAT: f32 = 0.2;
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
    understanding: &'a Understanding,
    /// The nations that it names, else the one that was chosen.
    nations: Vec<&'a str>,
    measure: Measure<'a>,
}

impl<'a> Ranking<'a> {
    pub(crate) fn new(
        query: &'a Query,
        understanding: &'a Understanding,
        worths: &'a [f32],
        stems: &'a Stems,
    ) -> Ranking<'a> {
        let chosen = query.nation.as_deref().into_iter().collect();
        let named = &understanding.nations;
        Ranking {
            understanding,
            nations: if named.is_empty() { chosen } else { named.clone() },
            measure: Measure::new(understanding, worths, stems),
        }
    }

    /// Ranks a document of the library.
    pub(crate) fn rank(&self, candidate: Candidate, card: &Card) -> Ranked {
        let closeness = self.measure.of(card);
        let words = SAID * candidate.said + PASSAGE * closeness.passage;
        let kind = kind_worth(&card.kind, &self.understanding.intent, &closeness);
        let nation = nation::worth(&card.nations, &self.nations);
        let likely = words + SENSE * closeness.sense + kind + nation;
        Ranked {
            candidate,
            closeness,
            score: (FLAT * (likely - PLAIN)).exp() * card.weight,
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
fn kind_worth(kind: &str, intent: &Intent, closeness: &Closeness) -> f32 {
    let asks = |wanted: bool, more: f32| if wanted { more } else { 0.0 };
    let named = asks(closeness.is_name && intent.name, NAMED);
    named
        + match kind {
            "glossary" if closeness.is_name && (intent.meaning || intent.name) => 2.0,
            "glossary" => -1.8 + asks(intent.meaning, 1.2) - asks(intent.name, 1.0),
            "contacts" => 0.1 + asks(intent.contact, 1.5),
            "first-hour" => 2.1,
            "guidance" => 1.1,
            "questions" => 0.6,
            "threats" => -0.6,
            "case-studies" => 0.2 + asks(intent.case, 1.2),
            "resources" => -1.0 + asks(intent.material, 0.3),
            "opportunities" => -0.5 + asks(intent.material, 0.4),
            "events" => -2.1 + asks(intent.day, 2.6) + asks(intent.material, 1.0),
            "alerts" => 0.0,
            _ => -1.3,
        }
}
