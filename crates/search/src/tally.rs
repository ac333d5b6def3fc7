//! The tally of one gathering: what has been found of each document, concept by concept.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// What a second field that also has the word adds, against the best one.
const ALSO: f32 = 0.25;
/// So many unused tallies are kept for the next questions.
const MOST_KEPT: usize = 4;

/// Marks for every document of a side, none set, kept so that a question need not clear them all.
#[derive(Default)]
pub(crate) struct Marks {
    unused: Mutex<Vec<Vec<Mark>>>,
}

/// What has been found so far.
pub(crate) struct Tally<'a> {
    from: &'a Marks,
    marks: Vec<Mark>,
    /// Documents that have anything.
    found: Vec<usize>,
    /// Documents that have the concept that is being read.
    fresh: Vec<usize>,
    /// How much the concept that is being read tells, when its marks are added at once.
    at_once: Option<f32>,
}

/// What has been found of one document.
#[derive(Clone, Copy, Default)]
struct Mark {
    said: f32,
    covered: f32,
    /// Of the concept that is being read.
    best: f32,
    sum: f32,
    cover: f32,
}

impl<'a> Tally<'a> {
    pub(crate) fn new(from: &'a Marks, documents: usize) -> Tally<'a> {
        let unused = from.unused.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let marks = unused.unwrap_or_else(|| vec![Mark::default(); documents]);
        Tally {
            from,
            marks,
            found: Vec::new(),
            fresh: Vec::new(),
            at_once: None,
        }
    }

    /// The next concept tells so much and is said in one way in one field, or may be said in several.
    pub(crate) fn add_at_once(&mut self, told: Option<f32>) {
        self.at_once = told;
    }

    /// A document says the concept that is being read, so well, and covers so much of it.
    pub(crate) fn mark(&mut self, place: usize, said: f32, cover: f32) {
        let mark = &mut self.marks[place];
        if let Some(told) = self.at_once {
            if mark.covered == 0.0 {
                self.found.push(place);
            }
            mark.said += told * said;
            mark.covered += told.max(f32::MIN_POSITIVE) * cover;
            return;
        }
        if mark.cover == 0.0 {
            self.fresh.push(place);
        }
        mark.best = mark.best.max(said);
        mark.sum += said;
        mark.cover = mark.cover.max(cover);
    }

    /// Whether a concept read before has been found of the document.
    pub(crate) fn has(&self, place: usize) -> bool {
        self.marks[place].covered > 0.0
    }

    /// How many documents have anything.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// How many documents have the concept that is being read, the less sure counting less.
    pub(crate) fn weight_of_fresh(&self) -> f32 {
        self.fresh.iter().map(|&place| self.marks[place].cover).sum()
    }

    /// Ends the reading of a concept that tells so much.
    pub(crate) fn fold(&mut self, told: f32) {
        for place in self.fresh.drain(..) {
            let mark = &mut self.marks[place];
            if mark.covered == 0.0 {
                self.found.push(place);
            }
            let others = (mark.sum - mark.best).min(mark.best * 2.0);
            mark.said += told * (mark.best + ALSO * others);
            mark.covered += told.max(f32::MIN_POSITIVE) * mark.cover;
            (mark.best, mark.sum, mark.cover) = (0.0, 0.0, 0.0);
        }
    }

    /// Each document found: its place, what it says and covers. They are found no more.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = (usize, f32, f32)> {
        self.found.drain(..).map(|place| {
            let mark = std::mem::take(&mut self.marks[place]);
            (place, mark.said, mark.covered)
        })
    }

    /// The places found in a range, rising.
    pub(crate) fn found_within(&self, range: Range<usize>) -> Vec<usize> {
        let mut within: Vec<_> = self
            .found
            .iter()
            .copied()
            .filter(|place| range.contains(place))
            .collect();
        within.sort_unstable();
        within
    }
}

impl Drop for Tally<'_> {
    fn drop(&mut self) {
        for place in self.found.drain(..).chain(self.fresh.drain(..)) {
            self.marks[place] = Mark::default();
        }
        let mut unused = self.from.unused.lock().unwrap_or_else(PoisonError::into_inner);
        if unused.len() < MOST_KEPT {
            unused.push(std::mem::take(&mut self.marks));
        }
    }
}
