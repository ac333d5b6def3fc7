//! A word and its meaning.

use serde::Deserialize;

/// What a term adds to an item. The title is the term, the summary its meaning.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Abbreviations, synonyms, old names.
    #[serde(default)]
    pub also_known_as: Vec<String>,
    /// Everyday words that search should understand.
    #[serde(default)]
    pub plain: Vec<String>,
}
