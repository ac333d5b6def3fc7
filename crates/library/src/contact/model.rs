//! Who to ring.

use jiff::civil::Date;
use serde::Deserialize;

use crate::item::maybe;

/// What a contact adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Its place within its group.
    pub order: u32,
    /// Which list it stands in.
    pub group: ContactGroup,
    /// The telephone number, as it is printed.
    pub number: Option<String>,
    /// A number to send a text message to.
    pub text_number: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// The address of a form or page.
    pub form: Option<String>,
    /// How to reach it when an address does not say it, in words: "Report to NCSC".
    pub how: Option<String>,
    /// When somebody answers, in words.
    pub hours: Option<String>,
    /// When to ring it.
    #[serde(rename = "for")]
    pub purpose: String,
    /// What it does.
    #[serde(default)]
    pub does: Vec<String>,
    /// What it does not do.
    #[serde(default)]
    pub does_not: Vec<String>,
    /// When the number was last checked; written by an editor who rang it, or by `check --links`.
    #[serde(default, deserialize_with = "maybe")]
    pub last_checked: Option<Date>,
}

impl Contact {
    /// The number as a `tel:` address (RFC 3966): digits alone.
    pub fn tel(&self) -> Option<String> {
        self.number.as_deref().map(tel)
    }
}

/// A printed number as a `tel:` address.
pub fn tel(number: &str) -> String {
    let digits: String = number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect();
    format!("tel:{digits}")
}

/// The lists of contacts, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactGroup {
    /// The first calls.
    FirstCalls,
    /// Personal data.
    PersonalData,
    /// Scam messages and sites.
    Scams,
    /// Health, care, schools, benefits.
    HealthCareSchools,
    /// Elections.
    Elections,
    /// People.
    People,
}

impl ContactGroup {
    /// All lists, in order.
    pub const ALL: [Self; 6] = [
        Self::FirstCalls,
        Self::PersonalData,
        Self::Scams,
        Self::HealthCareSchools,
        Self::Elections,
        Self::People,
    ];

    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::FirstCalls => "The first calls",
            Self::PersonalData => "Personal data",
            Self::Scams => "Scam messages and websites",
            Self::HealthCareSchools => "Health, care, schools and benefits",
            Self::Elections => "Elections",
            Self::People => "Fraud intelligence and support for people",
        }
    }
}
