//! The tally of one gathering: what has been found of each document, concept by concept.

/// What a second field that also has the word adds, against the best one.
const ALSO: f32 = 0.25;

/// What has been found so far.
pub(crate) struct Tally {
    marks: Vec<Mark>,
    /// Documents that have anything.
    found: Vec<usize>,
    /// Documents that have the concept that is being read.
    fresh: Vec<usize>,
}

#[derive(Clone, Copy, Default)]
struct Mark {
    said: f32,
    covered: f32,
    /// Of the concept that is being read.
    best: f32,
    sum: f32,
    cover: f32,
}

impl Tally {
    pub(crate) fn new(documents: usize) -> Tally {
        Tally { marks: vec![Mark::default(); documents], found: Vec::new(), fresh: Vec::new() }
    }

    /// A document says the concept that is being read, so well, and covers so much of it.
    pub(crate) fn mark(&mut self, place: usize, said: f32, cover: f32) {
        let mark = &mut self.marks[place];
        if mark.cover == 0.0 {
            self.fresh.push(place);
        }
        mark.best = mark.best.max(said);
        mark.sum += said;
        mark.cover = mark.cover.max(cover);
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

    /// Each document found: its place, what it says and covers.
    pub(crate) fn found(&self) -> impl Iterator<Item = (usize, f32, f32)> {
        self.found.iter().map(|&place| (place, self.marks[place].said, self.marks[place].covered))
    }

    /// The places found in a range, rising.
    pub(crate) fn found_within(&self, range: std::ops::Range<usize>) -> Vec<usize> {
        let mut within: Vec<_> = self.found.iter().copied().filter(|place| range.contains(place)).collect();
        within.sort_unstable();
        within
    }
}
