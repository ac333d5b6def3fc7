//! Answering: a question read, looked up on each side that these eyes may see, ranked and shown.

use std::collections::HashMap;

use crate::error::Result;
use crate::extract::Marking;
use crate::found::{Found, Hit, Query, Understood};
use crate::snapshot::Snapshot;
use crate::spelling::Speller;
use crate::suggest;
use crate::sure;
use crate::understand::{Understanding, understand};
use crate::view::{Placed, View, is_wanted, views};

/// No question is longer than this; the rest is not read.
const MOST_BYTES: usize = 8_000;
const MOST_HITS: usize = 100;
/// A document is found when it covers this much of the question, and this share of what the best does.
const COVERED: f32 = 0.2;
const OF_THE_BEST: f32 = 0.4;

/// Answers a question.
pub(crate) fn answer(snapshot: &Snapshot, query: &Query) -> Result<Found> {
    let text = &query.text[..query.text.floor_char_boundary(MOST_BYTES)];
    let found = look_up(snapshot, query, text)?;
    if found.total > 0 || !found.counts.is_empty() {
        return Ok(found);
    }
    let lexicons = snapshot.lexicons(&query.sight);
    if let Some(alike) = suggest::alike(&lexicons, text) {
        let found = look_up(snapshot, query, &alike)?;
        if found.total > 0 {
            let understood = Some(Understood::Spelling {
                typed: text.trim().to_owned(),
                meant: alike,
            });
            return Ok(Found {
                understood,
                sure: false,
                ..found
            });
        }
    }
    Ok(Found {
        suggestions: suggest::nearest(snapshot, &query.sight, text),
        ..found
    })
}

fn look_up(snapshot: &Snapshot, query: &Query, text: &str) -> Result<Found> {
    let lexicons = snapshot.lexicons(&query.sight);
    let is_known = |stem: &str| {
        lexicons.iter().any(|lexicon| lexicon.has(stem))
            || snapshot
                .clear
                .record_frequency(stem)
                .is_ok_and(|frequency| frequency > 2)
    };
    let speller = Speller {
        lexicons: lexicons.clone(),
        names: &snapshot.names,
        is_known: &is_known,
    };
    let understanding = understand(text, snapshot, &speller);
    if understanding.concepts.is_empty() {
        return Ok(Found::default());
    }
    let (mut views, worths) = views(snapshot, query, &understanding.concepts)?;
    let best = views.iter().map(View::best_covered).fold(0.0, f32::max);
    let enough = COVERED.max(OF_THE_BEST * best);
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut placed: Vec<Placed<'_>> = Vec::new();
    for view in &mut views {
        view.keep(enough, &understanding);
        view.count(&mut counts)?;
        placed.extend(view.rank(query, &understanding, &worths)?);
    }
    let by_place = |placed: &Placed<'_>| placed.ranked.candidate.address;
    placed.sort_by(|one, other| {
        other
            .ranked
            .score
            .total_cmp(&one.ranked.score)
            .then_with(|| by_place(one).cmp(&by_place(other)))
    });
    let mut found = Found {
        understood: understanding.understood.clone(),
        ..Found::default()
    };
    found.total = counts
        .iter()
        .filter(|(kind, _)| is_wanted(query, kind))
        .map(|(_, count)| count)
        .sum();
    found.counts = counts.into_iter().collect();
    found
        .counts
        .sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    found.sure = sure::is_sure(&placed, &understanding);
    found.hits = hits(query, &placed, &understanding)?;
    Ok(found)
}

fn hits(query: &Query, placed: &[Placed<'_>], understanding: &Understanding) -> Result<Vec<Hit>> {
    let marking = Marking::of(&understanding.concepts);
    let page = placed.iter().skip(query.offset).take(query.limit.min(MOST_HITS));
    page.map(|placed| {
        let given = placed.given()?;
        let extract = marking
            .best_piece(&given.body)
            .unwrap_or_else(|| marking.whole(&given.summary));
        Ok(Hit {
            title_spans: marking.whole(&given.title),
            extract,
            path: given.path,
            kind: given.kind,
            title: given.title,
            summary: given.summary,
            score: placed.ranked.score,
        })
    })
    .collect()
}
