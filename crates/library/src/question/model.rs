//! A question and its answer: the title asks, the summary answers, the body says more.

use serde::Deserialize;

/// What a question adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its place in the list.
    pub order: u32,
}
