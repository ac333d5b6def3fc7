//! What every item has.

use jiff::civil::Date;
use serde::Deserialize;

use super::day;

/// What every item has, whatever its kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its name.
    pub title: String,
    /// One or two sentences that stand alone in a list.
    pub summary: String,
    /// Who keeps it.
    pub owner: String,
    /// When it was last read against its sources.
    #[serde(deserialize_with = "day::one")]
    pub reviewed: Date,
    /// When it must be read again.
    #[serde(deserialize_with = "day::one")]
    pub review_by: Date,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Why it rests on no outside source, when it does not.
    pub own: Option<String>,
    /// The groups that it is for; empty means everybody.
    #[serde(default)]
    pub audiences: Vec<String>,
    /// The nations that it holds for; empty means all four.
    #[serde(default)]
    pub nations: Vec<Nation>,
    /// The services that it bears on.
    #[serde(default)]
    pub services: Vec<String>,
    /// The threats that it bears on.
    #[serde(default)]
    pub threats: Vec<String>,
    /// Other items, as `kind/slug`, most useful first.
    #[serde(default)]
    pub see_also: Vec<String>,
    /// How people who do not know our words would ask for it.
    #[serde(default)]
    pub asked_as: Vec<String>,
    /// The groups for which the editors put it first.
    #[serde(default)]
    pub featured_for: Vec<String>,
    /// Old slugs.
    #[serde(default)]
    pub formerly: Vec<String>,
    /// How its name is said within a sentence, when the title in small letters does not do: "the electoral
    /// register".
    pub said: Option<String>,
    /// Who may see it.
    pub tlp: Option<String>,
}

impl Head {
    /// Its name within a sentence.
    pub fn said(&self) -> String {
        self.said
            .clone()
            .unwrap_or_else(|| text::words::lower_first(&self.title))
    }

    /// Whether it is for `audience`: named, or for everybody.
    pub fn is_for(&self, audience: &str) -> bool {
        self.audiences.is_empty() || self.audiences.iter().any(|slug| slug == audience)
    }

    /// Whether it names `audience`.
    pub fn names(&self, audience: &str) -> bool {
        self.audiences.iter().any(|slug| slug == audience)
    }

    /// Whether it holds in any of `nations`.
    pub fn holds_in(&self, nations: &[Nation]) -> bool {
        Nation::are_for(&self.nations, nations)
    }

    /// Whether the day on which it must be read again has passed.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.review_by < today
    }

    /// The nations that it holds for, in words, when they are not all four.
    pub fn nations_in_words(&self) -> Option<String> {
        Nation::place(&self.nations, &Nation::ALL)
    }
}

/// What a fact rests on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A name by which a line of the file cites it.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it stands.
    pub address: Option<String>,
    /// The date it shows, in words; "undated" when it shows none.
    pub date: String,
}

/// The four nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nation {
    /// England.
    England,
    /// Scotland.
    Scotland,
    /// Wales.
    Wales,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// Whether what is for `nations`, and for all when none is named, is for a reader in any of `reader`.
    pub fn are_for(nations: &[Self], reader: &[Self]) -> bool {
        nations.is_empty() || nations.iter().any(|nation| reader.contains(nation))
    }

    /// Where something holds, in words, when that is not everywhere that the reader reads for: "England and Wales".
    pub fn place(nations: &[Self], reader: &[Self]) -> Option<String> {
        let is_partial = !nations.is_empty() && reader.iter().any(|nation| !nations.contains(nation));
        let names = || nations.iter().map(|nation| nation.name()).collect::<Vec<_>>();
        is_partial.then(|| text::words::join(&names()))
    }

    /// All four.
    pub const ALL: [Self; 4] = [Self::England, Self::Scotland, Self::Wales, Self::NorthernIreland];

    /// As in addresses and files.
    pub fn slug(self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Scotland => "scotland",
            Self::Wales => "wales",
            Self::NorthernIreland => "northern-ireland",
        }
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::England => "England",
            Self::Scotland => "Scotland",
            Self::Wales => "Wales",
            Self::NorthernIreland => "Northern Ireland",
        }
    }

    /// The nation with this slug.
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|nation| nation.slug() == slug)
    }
}
