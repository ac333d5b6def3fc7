//! What could hit a council, and how likely and how bad that is for each group.

use serde::Deserialize;

/// What a threat adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threat {
    /// Other names.
    #[serde(default)]
    pub also_known_as: Vec<String>,
    /// What you would notice.
    pub signs: Vec<String>,
    /// The first steps, in order.
    pub first: Vec<String>,
    /// The slugs of the first-hour cards that fit.
    #[serde(default)]
    pub first_hour: Vec<String>,
    /// What it means for each group.
    #[serde(rename = "audience")]
    pub audiences: Vec<Exposure>,
}

/// What a threat means for one group.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exposure {
    /// The group.
    pub slug: String,
    /// How likely it is.
    pub likelihood: Likelihood,
    /// Why we say so.
    pub likelihood_reason: String,
    /// How bad it would be.
    pub impact: Impact,
    /// Why we say so.
    pub impact_reason: String,
    /// What the two reasons rest on: ids of sources in the file, or paths of items.
    pub cites: Vec<String>,
    /// How it looks in this work, in one line.
    pub looks_like: String,
    /// What it means for your work.
    pub means: String,
    /// What to do today.
    pub today: String,
    /// What IT does.
    pub it: String,
    /// Whom to ask.
    pub ask: String,
    /// What this group does first.
    pub first_response: String,
    /// What stops it here.
    pub stops: String,
    /// The case study to show.
    pub case: Option<String>,
}

impl Exposure {
    /// Likelihood × impact, each from 1 to 4: what orders a group's threats.
    pub fn weight(&self) -> u8 {
        (self.likelihood as u8 + 1) * (self.impact as u8 + 1)
    }
}

/// How likely something is within a year or so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likelihood {
    /// Seldom heard of.
    Rare,
    /// It has happened to some.
    Possible,
    /// Expect it.
    Likely,
    /// It happens most weeks.
    VeryLikely,
}

impl Likelihood {
    /// As people say it, at the beginning of a line.
    pub fn words(self) -> &'static str {
        match self {
            Self::Rare => "Rare",
            Self::Possible => "Possible",
            Self::Likely => "Likely",
            Self::VeryLikely => "Very likely",
        }
    }
}

/// How bad it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Impact {
    /// An hour's work.
    Minor,
    /// Days of trouble.
    Moderate,
    /// Harm to people or money, weeks of trouble.
    Serious,
    /// Services stop for months.
    Severe,
}

impl Impact {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Moderate => "moderate",
            Self::Serious => "serious",
            Self::Severe => "severe",
        }
    }
}

impl Threat {
    /// What it means for `audience`.
    pub fn exposure(&self, audience: &str) -> Option<&Exposure> {
        self.audiences.iter().find(|exposure| exposure.slug == audience)
    }
}
