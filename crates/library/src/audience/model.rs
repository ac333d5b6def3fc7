//! A group of people in a council.

use serde::Deserialize;

use crate::item::{Elsewhere, Nation};

/// What a group adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Its place among the doors.
    pub order: u32,
    /// The title of its page: "Cyber security for finance teams".
    pub page_title: String,
    /// The line on its door.
    pub promise: String,
    /// The line under the title of its page.
    pub lead: String,
    /// Whom to ring, in this order.
    #[serde(default)]
    pub contacts: Vec<String>,
    /// What to do, in this order, when nothing more urgent is known.
    pub actions: Vec<Action>,
    /// The nations whose councils do not do this work, and who does.
    #[serde(default)]
    pub elsewhere: Vec<Elsewhere>,
}

impl Audience {
    /// Who does this group's work, when the councils in `nations` do not.
    pub fn done_elsewhere(&self, nations: &[Nation]) -> Option<&str> {
        Elsewhere::note(&self.elsewhere, nations)
    }
}

/// One thing to do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// It starts with a verb.
    #[serde(rename = "do")]
    pub deed: String,
    /// Why.
    pub why: String,
    /// Where to read on.
    pub link: Option<String>,
    /// The nations it is for; empty means all.
    #[serde(default)]
    pub nations: Vec<Nation>,
}
