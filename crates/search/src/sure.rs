//! Sureness: whether the first hit is clearly the answer, so that it may be shown in place.

use crate::understand::Understanding;
use crate::view::Placed;

/// The first must come this close to the question with one phrase, and be this far ahead.
const CLOSE: f32 = 0.78;
const COVERS: f32 = 0.88;
const AHEAD: f32 = 1.15;

/// Whether the first is clearly the answer.
pub(crate) fn is_sure(placed: &[Placed<'_>], understanding: &Understanding) -> bool {
    let Some(first) = placed.first().map(|placed| placed.ranked) else {
        return false;
    };
    let ahead = placed.get(1).map_or(f32::INFINITY, |second| {
        first.score / second.ranked.score.max(f32::EPSILON)
    });
    if first.closeness.is_name && understanding.intent.name {
        return ahead > 1.1;
    }
    first.closeness.best > CLOSE && first.closeness.covers > COVERS && ahead > AHEAD
}
