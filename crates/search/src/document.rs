//! What can be found, by what names, and by whom.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Kinds that come by the hundred thousand and are written by machines. They are counted apart from
/// the library, so that their words do not make the library's own words look common, and they never
/// push a page of the library aside for a plain question.
pub const RECORDS: [&str; 2] = ["vulnerabilities", "vulnerability"];

/// One thing that can be found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indexed {
    /// Its address from the root, such as `/guidance/verify-bank-details`; one a scope.
    pub path: String,
    /// Its kind: the folder's name, such as `guidance` or `first-hour`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// One or two sentences that stand alone in a list.
    pub summary: String,
    /// How people who do not know our words ask for it, a phrase a line.
    pub asked_as: String,
    /// Its other names: also known as.
    pub aliases: Vec<String>,
    /// The rest, as plain text.
    pub body: String,
    /// Slugs of the groups it is for; empty: everybody.
    pub audiences: Vec<String>,
    /// Nations it holds for; empty: all.
    pub nations: Vec<String>,
    /// Who may find it.
    pub scope: Scope,
    /// 1.0 usual; more comes sooner, less later. Records all weigh the same.
    pub weight: f32,
}

/// Who may find a thing. What is RED is never given to the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Everybody.
    Clear,
    /// Signed-in members of any organisation.
    Green,
    /// Members of one organisation.
    Organisation(Uuid),
}

/// A meaning with its other names, from the glossary. Meanings are for everybody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    /// The term, such as "Multi-factor authentication".
    pub term: String,
    /// The address of its page.
    pub path: String,
    /// Names that mean the same: abbreviations, synonyms, old names.
    pub also_known_as: Vec<String>,
    /// Everyday words that people use for it, less exactly.
    pub plain: Vec<String>,
}

/// Whose eyes: what may be found at all. The default is a stranger's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sight {
    /// May find what is GREEN.
    pub green: bool,
    /// May find what is this organisation's own.
    pub organisation: Option<Uuid>,
}

impl Indexed {
    pub(crate) fn is_record(&self) -> bool {
        RECORDS.contains(&self.kind.as_str())
    }
}

impl Scope {
    /// The scope as one word of the index.
    pub(crate) fn key(&self) -> String {
        match self {
            Scope::Clear => "clear".to_owned(),
            Scope::Green => "green".to_owned(),
            Scope::Organisation(organisation) => organisation.to_string(),
        }
    }
}

impl Sight {
    /// The scopes beyond CLEAR that these eyes may see.
    pub(crate) fn restricted(&self) -> Vec<Scope> {
        let green = self.green.then_some(Scope::Green);
        green
            .into_iter()
            .chain(self.organisation.map(Scope::Organisation))
            .collect()
    }
}
