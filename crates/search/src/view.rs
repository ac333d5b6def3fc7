//! A view: one side as one pair of eyes sees it for one question.

use std::collections::HashMap;

use tantivy::DocAddress;

use crate::document::{Indexed, Scope};
use crate::error::Result;
use crate::found::Query;
use crate::gather::{Candidate, Gathering};
use crate::limits::Limits;
use crate::rank::{Ranked, Ranking};
use crate::snapshot::{Side, Snapshot};
use crate::understand::{Concept, Understanding};

/// So many of the documents gathered are compared phrase by phrase; so many records are ranked.
const MOST_RANKED: usize = 300;

/// What was found on one side.
pub(crate) struct View<'a> {
    pub side: &'a Side,
    limits: Limits,
    pub candidates: Vec<Candidate>,
}

/// A document in its place.
pub(crate) struct Placed<'a> {
    pub side: &'a Side,
    pub ranked: Ranked,
}

/// Looks on every side that these eyes may see. Also says how much each concept tells.
pub(crate) fn views<'a>(
    snapshot: &'a Snapshot,
    query: &Query,
    concepts: &[Concept],
) -> Result<(Vec<View<'a>>, Vec<f32>)> {
    let mut clear = View { side: &snapshot.clear, limits: Limits::of(&snapshot.clear, query, None)?, candidates: Vec::new() };
    let scopes = query.sight.restricted();
    clear.limits.hide(snapshot.hidden_by(&scopes));
    let worths = clear.gather(&snapshot.clear, concepts, None)?;
    let mut views = vec![clear];
    if !scopes.is_empty() {
        let side = &snapshot.restricted;
        let mut view = View { side, limits: Limits::of(side, query, Some(&scopes))?, candidates: Vec::new() };
        view.gather(&snapshot.clear, concepts, Some(&worths))?;
        views.push(view);
    }
    Ok((views, worths))
}

impl<'a> View<'a> {
    fn gather(&mut self, counted: &'a Side, concepts: &[Concept], worths: Option<&[f32]>) -> Result<Vec<f32>> {
        let mut gathering = Gathering::new(self.side, counted)?;
        let worths = gathering.look(concepts, worths)?;
        self.candidates = gathering.candidates(&self.limits, &worths);
        Ok(worths)
    }

    /// Adds how many there are by kind.
    pub(crate) fn count(&self, counts: &mut HashMap<String, usize>) -> Result<()> {
        let mut records: HashMap<(u32, u64), usize> = HashMap::new();
        let kinds = self.side.kinds()?;
        for Candidate { address, .. } in &self.candidates {
            if let Some(card) = self.side.cards.get(address) {
                match counts.get_mut(&card.kind) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(card.kind.clone(), 1)),
                }
            } else if let Some(kind) = kinds.of(*address) {
                *records.entry((address.segment_ord, kind)).or_default() += 1;
            }
        }
        for ((segment, kind), count) in records {
            *counts.entry(kinds.name(segment, kind)?).or_default() += count;
        }
        Ok(())
    }

    /// The candidates of these kinds (all, when there are none), best first.
    pub(crate) fn rank(&self, query: &Query, understanding: &Understanding, worths: &[f32]) -> Result<Vec<Placed<'a>>> {
        let ranking = Ranking::new(understanding, worths, &self.side.stems);
        let kinds = self.side.kinds()?;
        let mut of_library = Vec::new();
        let mut of_records = Vec::new();
        for &candidate in &self.candidates {
            match self.side.cards.get(&candidate.address) {
                Some(card) if is_wanted(query, &card.kind) => of_library.push(candidate),
                None if kinds.is_wanted(query, candidate.address)? => of_records.push(candidate),
                _ => {}
            }
        }
        let most = MOST_RANKED.max(query.offset.saturating_add(query.limit));
        keep_best(&mut of_library, most);
        keep_best(&mut of_records, most);
        let of_library = of_library.into_iter().filter_map(|candidate| {
            self.side.cards.get(&candidate.address).map(|card| ranking.rank(candidate, card))
        });
        let of_records = of_records.into_iter().map(|candidate| ranking.rank_record(candidate));
        Ok(of_library.chain(of_records).map(|ranked| Placed { side: self.side, ranked }).collect())
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
        let own = self.restricted.by_path.keys().filter(|(scope, _)| scopes.contains(scope));
        own.filter_map(|(_, path)| self.clear.by_path.get(&(Scope::Clear, path.clone())).copied())
    }
}
