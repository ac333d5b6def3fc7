//! Sureness: whether the first hit is clearly the answer, so that it may be shown in place.

use crate::understand::Understanding;
use crate::view::Placed;

/// The first must point this nearly where the question does, and be this far ahead: sixteen times as likely.
/// `search_quality.rs` of the library says for how many of its questions that holds, and is right.
const NEAR: f32 = 0.5;
const AHEAD: f32 = 1.75;
/// What bears the very name that was typed, and is wanted for it, need only be this far ahead.
const AHEAD_BY_NAME: f32 = 1.1;

/// Whether the first is clearly the answer.
pub(crate) fn is_sure(placed: &[Placed<'_>], understanding: &Understanding) -> bool {
    let Some(first) = placed.first().map(|placed| placed.ranked) else {
        return false;
    };
    let ahead = placed.get(1).map_or(f32::INFINITY, |second| {
        first.score / second.ranked.score.max(f32::EPSILON)
    });
    if first.closeness.is_name && understanding.intent.name {
        return ahead > AHEAD_BY_NAME;
    }
    first.closeness.sense > NEAR && ahead > AHEAD
}
