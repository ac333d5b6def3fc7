//! A real incident, or good practice.

use jiff::civil::Date;
use serde::Deserialize;

use crate::item::one;

/// What a case study adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseStudy {
    /// Whether it is an incident or good practice.
    #[serde(rename = "type")]
    pub sort: Sort,
    /// Its first day, for sorting.
    #[serde(deserialize_with = "one")]
    pub date: Date,
    /// When, in words.
    pub when: String,
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
    /// One line for a row.
    pub line: String,
    /// What stopped.
    #[serde(default)]
    pub stopped: Vec<String>,
    /// What it cost, in words.
    pub cost: Option<String>,
    /// How long recovery took, in words.
    pub recovery: Option<String>,
    /// What they say they would do differently.
    pub differently: Option<String>,
    /// What each group takes from it.
    #[serde(default, rename = "audience")]
    pub takeaways: Vec<Takeaway>,
}

/// An incident or good practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Something went wrong.
    Incident,
    /// Something went well.
    Practice,
}

/// What one group takes from a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Takeaway {
    /// The group.
    pub slug: String,
    /// What it takes from it.
    pub takeaway: String,
}

impl CaseStudy {
    /// What `audience` takes from it.
    pub fn takeaway(&self, audience: &str) -> Option<&str> {
        self.takeaways
            .iter()
            .find(|takeaway| takeaway.slug == audience)
            .map(|takeaway| takeaway.takeaway.as_str())
    }
}
