//! A question as it was put, and what was found for it.

use crate::document::Sight;

/// A question. [`Query::new`] asks as a stranger, for the first ten of every kind.
#[derive(Debug, Clone)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// Only these kinds; empty: all.
    pub kinds: Vec<String>,
    /// Only what is for this group, or for everybody.
    pub audience: Option<String>,
    /// Only what holds in this nation.
    pub nation: Option<String>,
    /// How many hits at most (100 at the very most).
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
    /// Whose eyes.
    pub sight: Sight,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// How many match in all, with the kinds asked for.
    pub total: usize,
    /// This page of them, best first.
    pub hits: Vec<Hit>,
    /// How many match by kind, most first. The kinds asked for do not narrow these, so that a list of
    /// kinds to choose from can show them all.
    pub counts: Vec<(String, usize)>,
    /// What the question was taken to mean, when that is not what was typed.
    pub understood: Option<Understood>,
    /// The first hit is clearly the answer: it may be shown in place.
    pub sure: bool,
    /// When nothing is found: the nearest terms or titles to try.
    pub suggestions: Vec<String>,
}

/// What a question was taken to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Understood {
    /// A word or phrase is another name of a glossary term: "mfa", "Multi-factor authentication".
    Meaning {
        /// The words as typed.
        typed: String,
        /// The term they stand for.
        meant: String,
        /// The term's page.
        path: String,
    },
    /// A spelling was mended.
    Spelling {
        /// The whole question as typed.
        typed: String,
        /// The whole question as it was searched.
        meant: String,
    },
}

/// One thing found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its address.
    pub path: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// Comparable within one answer only.
    pub score: f32,
    /// The piece of its text that answers best. Plain text: the template escapes it.
    pub extract: Vec<Span>,
    /// The title, with what matched marked.
    pub title_spans: Vec<Span>,
}

/// A piece of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether these are words that were asked for.
    pub is_match: bool,
}

impl Query {
    /// A stranger's question.
    pub fn new(text: &str) -> Query {
        Query {
            text: text.to_owned(),
            kinds: Vec::new(),
            audience: None,
            nation: None,
            limit: 10,
            offset: 0,
            sight: Sight::default(),
        }
    }
}
