//! What a council does.

use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    alert::FourLines,
    item::{Day, Nation, one},
};

/// What a service adds to an item. The groups that depend on it are those of the item's head.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Which tiers of council have it.
    pub tiers: Vec<Tier>,
    /// What data it holds.
    pub data_held: Vec<String>,
    /// When it is busy or bound by law.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// What it commonly runs on. For matching; only confirmed ones are shown, and never as a claim about
    /// a named council.
    #[serde(default)]
    pub products: Vec<Product>,
    /// For each group: the four lines from which an alert is composed.
    #[serde(default, rename = "audience")]
    pub lines: Vec<FourLines>,
    /// How to go on without it.
    pub continuity: Continuity,
}

/// A tier of local government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// District councils.
    District,
    /// County councils.
    County,
    /// Unitary, metropolitan and London councils; those of Scotland, Wales and Northern Ireland.
    Unitary,
}

impl Tier {
    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::District => "district councils",
            Self::County => "county councils",
            Self::Unitary => "unitary councils",
        }
    }
}

/// A time of the year that matters to a service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// What happens then.
    pub name: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// Whether the law sets it.
    pub kind: PeriodKind,
    /// The id of the source of a statutory one.
    pub source: Option<String>,
    /// What to do in the weeks before, and until the last day of a statutory one; starts with a verb.
    pub action: String,
    /// The groups it is for, when not all that depend on the service.
    #[serde(default)]
    pub audiences: Vec<String>,
    /// The nations it is for; empty means all that have the service.
    #[serde(default)]
    pub nations: Vec<Nation>,
}

impl Period {
    /// Whether it is for any of `nations`.
    pub fn holds_in(&self, nations: &[Nation]) -> bool {
        Nation::are_for(&self.nations, nations)
    }
}

/// Whether a period is set by law or only busy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// The law sets it.
    Statutory,
    /// People are busy.
    Busy,
}

/// A product that services like this often run on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Who makes it.
    pub vendor: String,
    /// Its name.
    pub product: String,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// CPE 2.3 names without a version, where they exist (NIST IR 7695).
    #[serde(default)]
    pub cpe: Vec<String>,
    /// Whether a source supports that councils often use it.
    pub confirmed: bool,
    /// When this line was last looked at.
    #[serde(deserialize_with = "one")]
    pub reviewed: Date,
}

/// How to go on without a service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continuity {
    /// The first hour.
    pub hour: Phase,
    /// The first day.
    pub day: Phase,
    /// The first week.
    pub week: Phase,
    /// The first month.
    pub month: Phase,
}

/// One stretch of time without a service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// What people would feel.
    pub felt: String,
    /// What to do.
    #[serde(rename = "do")]
    pub deeds: Vec<String>,
}

impl Continuity {
    /// The four stretches with their names.
    pub fn phases(&self) -> [(&'static str, &Phase); 4] {
        [
            ("The first hour", &self.hour),
            ("The first day", &self.day),
            ("The first week", &self.week),
            ("The first month", &self.month),
        ]
    }
}
