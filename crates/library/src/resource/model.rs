//! Somebody else's page or tool.

use jiff::civil::Date;
use serde::Deserialize;

use crate::{guidance::Stage, item::maybe};

/// What a resource adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Who publishes it.
    pub publisher: String,
    /// Where it stands.
    pub address: String,
    /// What it is: "Web guidance", "E-learning", "Toolkit".
    pub format: String,
    /// What it costs, in words.
    pub cost: String,
    /// How long it takes, when the publisher says.
    pub time: Option<String>,
    /// The date on its page, in words.
    pub page_date: Option<String>,
    /// When it helps.
    pub stage: Option<Stage>,
    /// When the address was last reached; written by `check --links` alone.
    #[serde(default, deserialize_with = "maybe")]
    pub last_checked: Option<Date>,
}
