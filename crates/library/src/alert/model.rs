//! What is happening now, and what to do about it.

use jiff::civil::Date;
use serde::Deserialize;

use crate::item::one;

/// What an alert adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// How soon to act.
    pub decision: Decision,
    /// When it was published.
    #[serde(deserialize_with = "one")]
    pub published: Date,
    /// The last day on which it is live.
    #[serde(deserialize_with = "one")]
    pub expires: Date,
    /// Why we say so, a sentence each.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// For each group: the four lines.
    #[serde(rename = "audience")]
    pub lines: Vec<FourLines>,
}

impl Alert {
    /// Whether it is live on `today`.
    pub fn is_live(&self, today: Date) -> bool {
        self.published <= today && today <= self.expires
    }

    /// The four lines for `audience`.
    pub fn lines_for(&self, audience: &str) -> Option<&FourLines> {
        self.lines.iter().find(|lines| lines.slug == audience)
    }
}

/// The four lines of an alert for one group.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FourLines {
    /// The group.
    pub slug: String,
    /// What it means for your work.
    pub means: String,
    /// What to do today.
    pub today: String,
    /// What IT does.
    pub it: String,
    /// Whom to ask.
    pub ask: String,
}

impl FourLines {
    /// All four.
    pub fn all(&self) -> [&String; 4] {
        [&self.means, &self.today, &self.it, &self.ask]
    }
}

/// How soon to act. What SSVC calls Act, Attend and Track (CERT/CC, *Stakeholder-Specific Vulnerability
/// Categorization*, version 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Today.
    ActToday,
    /// This week.
    ActThisWeek,
    /// Nothing yet.
    Watching,
}

impl Decision {
    /// As officers read it.
    pub fn words(self) -> &'static str {
        match self {
            Self::ActToday => "Act today",
            Self::ActThisWeek => "Act this week",
            Self::Watching => "Watching",
        }
    }

    /// As in files and in the API.
    pub fn slug(self) -> &'static str {
        match self {
            Self::ActToday => "act-today",
            Self::ActThisWeek => "act-this-week",
            Self::Watching => "watching",
        }
    }
}
