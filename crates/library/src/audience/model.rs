//! A group of people in a council.

use serde::Deserialize;

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
}
