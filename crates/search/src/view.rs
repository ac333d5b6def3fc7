//! A view: one side as one pair of eyes sees it for one question.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use tantivy::DocAddress;

use crate::document::{Indexed, Scope};
use crate::error::Result;
use crate::found::Query;
use crate::gather::{Candidate, Gathering};
use crate::limits::Limits;
use crate::rank::{Ranked, Ranking};
use crate::snapshot::{Side, Snapshot};
use crate::understand::{Concept, Understanding};

/// So many of the documents gathered are ranked, those that share most with the question; so many records.
const MOST_RANKED: usize = 1000;
/// A document that points so nearly where a question of several words does is found without its words.
const NEAR: f32 = 0.5;

/// What was found on one side.
pub(crate) struct View<'a> {
    side: &'a Side,
    limits: Limits,
    pub library: Vec<Candidate>,
    records: Vec<Candidate>,
}

/// A document in its place.
pub(crate) struct Placed<'a> {
    side: &'a Side,
    pub ranked: Ranked,
}

/// Looks on every side that these eyes may see. Also says how much each concept tells.
pub(crate) fn views<'a>(
    snapshot: &'a Snapshot,
    query: &Query,
    concepts: &[Concept],
) -> Result<(Vec<View<'a>>, Vec<f32>)> {
    let mut clear = View::new(&snapshot.clear, Limits::of(&snapshot.clear, query, None)?);
    let scopes = query.sight.restricted();
    clear.limits.hide(snapshot.hidden_by(&scopes));
    let worths = clear.gather(&snapshot.clear, concepts, None)?;
    let mut views = vec![clear];
    if !scopes.is_empty() {
        let mut restricted = View::new(
            &snapshot.restricted,
            Limits::of(&snapshot.restricted, query, Some(&scopes))?,
        );
        restricted.limits.hide(snapshot.green_hidden_by(&scopes));
        restricted.gather(&snapshot.clear, concepts, Some(&worths))?;
        views.push(restricted);
    }
    Ok((views, worths))
}

impl<'a> View<'a> {
    fn new(side: &'a Side, limits: Limits) -> View<'a> {
        View {
            side,
            limits,
            library: Vec::new(),
            records: Vec::new(),
        }
    }

    fn gather(&mut self, counted: &'a Side, concepts: &[Concept], worths: Option<&[f32]>) -> Result<Vec<f32>> {
        let mut gathering = Gathering::new(self.side, counted);
        let worths = gathering.library(concepts, worths)?;
        self.library = gathering.take(&self.limits, &worths, 0.0);
        gathering.records(concepts, &worths)?;
        self.records = gathering.take_records(&self.limits, &worths);
        Ok(worths)
    }

    /// How much of the question the best of its documents covers.
    pub(crate) fn best_covered(&self) -> f32 {
        self.library
            .iter()
            .chain(&self.records)
            .map(|candidate| candidate.covered)
            .fold(0.0, f32::max)
    }

    /// Keeps what covers so much of the question, or is near to it.
    pub(crate) fn keep(&mut self, enough: f32, understanding: &Understanding) {
        let mut near = HashSet::new();
        if understanding.concepts.len() > 1 {
            let cards = self.side.cards.iter();
            let cards = cards.filter(|(address, card)| {
                understanding.sense.near(&card.sense) >= NEAR && self.limits.allow(**address)
            });
            near.extend(cards.map(|(address, _)| *address));
        }
        self.library
            .retain(|candidate| near.remove(&candidate.address) || candidate.covered >= enough);
        self.library.extend(near.into_iter().map(Candidate::unsaid));
    }

    /// Adds how many there are by kind.
    pub(crate) fn count(&self, counts: &mut HashMap<String, usize>) -> Result<()> {
        let mut add = |kind: &str, more: usize| match counts.get_mut(kind) {
            Some(count) => *count += more,
            None => drop(counts.insert(kind.to_owned(), more)),
        };
        for candidate in &self.library {
            if let Some(card) = self.side.cards.get(&candidate.address) {
                add(&card.kind, 1);
            }
        }
        // Very many records in a row are of one kind: they are added together.
        let mut run = (Cow::Borrowed(""), 0);
        for candidate in &self.records {
            let kind = self.side.kinds.of(candidate.address)?;
            if kind != run.0 {
                if run.1 > 0 {
                    add(&run.0, run.1);
                }
                run = (kind, 0);
            }
            run.1 += 1;
        }
        if run.1 > 0 {
            add(&run.0, run.1);
        }
        Ok(())
    }

    /// The candidates of these kinds (all, when there are none), best first.
    pub(crate) fn rank(&self, query: &Query, understanding: &Understanding, worths: &[f32]) -> Result<Vec<Placed<'a>>> {
        let ranking = Ranking::new(query, understanding, worths, &self.side.stems);
        let side = self.side;
        let card = |candidate: &Candidate| side.cards.get(&candidate.address);
        let mut library = self.library.clone();
        library.retain(|candidate| card(candidate).is_some_and(|card| is_wanted(query, &card.kind)));
        let mut records = Vec::new();
        for candidate in &self.records {
            if query.kinds.is_empty() || is_wanted(query, &side.kinds.of(candidate.address)?) {
                records.push(*candidate);
            }
        }
        let most = MOST_RANKED.max(query.offset.saturating_add(query.limit));
        keep_best(&mut library, most);
        keep_best(&mut records, most);
        let library = library
            .into_iter()
            .filter_map(|candidate| card(&candidate).map(|card| ranking.rank(candidate, card)));
        let records = records.into_iter().map(|candidate| ranking.rank_record(candidate));
        Ok(library.chain(records).map(|ranked| Placed { side, ranked }).collect())
    }
}

impl Placed<'_> {
    pub(crate) fn given(&self) -> Result<Indexed> {
        self.side.given(self.ranked.candidate.address)
    }
}

/// Whether the question wants this kind.
pub(crate) fn is_wanted(query: &Query, kind: &str) -> bool {
    query.kinds.is_empty() || query.kinds.iter().any(|wanted| wanted == kind)
}

fn keep_best(candidates: &mut Vec<Candidate>, most: usize) {
    let value = |candidate: &Candidate| candidate.said * candidate.covered;
    if candidates.len() > most {
        candidates.select_nth_unstable_by(most, |one, other| value(other).total_cmp(&value(one)));
        candidates.truncate(most);
    }
}

impl Snapshot {
    /// What is CLEAR and has a version of its own in these scopes.
    fn hidden_by(&self, scopes: &[Scope]) -> impl Iterator<Item = DocAddress> {
        let own = self
            .restricted
            .by_path
            .keys()
            .filter(|(scope, _)| scopes.contains(scope));
        own.filter_map(|(_, path)| self.clear.by_path.get(&(Scope::Clear, path.clone())).copied())
    }

    /// What is GREEN and has a version of an organisation's own in these scopes.
    fn green_hidden_by(&self, scopes: &[Scope]) -> impl Iterator<Item = DocAddress> {
        let by_path = &self.restricted.by_path;
        let own = by_path
            .keys()
            .filter(|(scope, _)| *scope != Scope::Green && scopes.contains(scope));
        own.filter_map(|(_, path)| by_path.get(&(Scope::Green, path.clone())).copied())
    }
}
