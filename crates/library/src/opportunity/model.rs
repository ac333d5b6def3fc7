//! Funding, programmes, memberships, free services, training.

use jiff::civil::Date;
use serde::Deserialize;

use crate::item::maybe;

/// What an opportunity adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opportunity {
    /// Who offers it.
    pub publisher: String,
    /// Where it stands.
    pub address: Option<String>,
    /// What it is.
    #[serde(rename = "type")]
    pub sort: Sort,
    /// When it opens.
    #[serde(default, deserialize_with = "maybe")]
    pub opens: Option<Date>,
    /// When it closes.
    #[serde(default, deserialize_with = "maybe")]
    pub closes: Option<Date>,
    /// Whether it is over.
    #[serde(default)]
    pub closed: bool,
    /// Whether nobody could tell if it is still open when this was last looked at.
    #[serde(default)]
    pub unconfirmed: bool,
    /// Who may apply.
    pub who: String,
    /// What it costs, in words.
    pub cost: Option<String>,
    /// When the address was last reached; written by `check --links` alone.
    #[serde(default, deserialize_with = "maybe")]
    pub last_checked: Option<Date>,
}

/// What sort of opportunity it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Money.
    Funding,
    /// A programme to take part in.
    Programme,
    /// A body to join.
    Membership,
    /// Something to use.
    Service,
    /// Something to learn.
    Training,
}

impl Sort {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Funding => "Funding",
            Self::Programme => "Programme",
            Self::Membership => "Membership",
            Self::Service => "Service",
            Self::Training => "Training",
        }
    }
}

/// Whether one may still apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Open until a day.
    OpenUntil(Date),
    /// Open, with no last day.
    Open,
    /// Opens on a day.
    OpensOn(Date),
    /// It may be open, or over: nothing says which.
    NotConfirmed,
    /// Over.
    Closed,
}

impl Opportunity {
    /// Whether one may apply on `today`.
    pub fn standing(&self, today: Date) -> Standing {
        match (self.closed, self.opens, self.closes) {
            (true, ..) => Standing::Closed,
            (_, _, Some(closes)) if closes < today => Standing::Closed,
            _ if self.unconfirmed => Standing::NotConfirmed,
            (_, Some(opens), _) if opens > today => Standing::OpensOn(opens),
            (_, _, Some(closes)) => Standing::OpenUntil(closes),
            _ => Standing::Open,
        }
    }
}

impl Standing {
    /// As people say it.
    pub fn words(self) -> String {
        match self {
            Self::OpenUntil(date) => format!("Closes {}", text::date::in_words(date)),
            Self::Open => "Open, no closing date".to_owned(),
            Self::OpensOn(date) => format!("Opens {}", text::date::in_words(date)),
            Self::NotConfirmed => "Not confirmed: ask before you count on it".to_owned(),
            Self::Closed => "Closed".to_owned(),
        }
    }

    /// Whether one may apply now, and somebody looked.
    pub fn is_open(self) -> bool {
        matches!(self, Self::OpenUntil(_) | Self::Open)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn offer(opens: Option<Date>, closes: Option<Date>, closed: bool) -> Opportunity {
        Opportunity {
            publisher: String::new(),
            address: None,
            sort: Sort::Funding,
            opens,
            closes,
            closed,
            unconfirmed: false,
            who: String::new(),
            cost: None,
            last_checked: None,
        }
    }

    #[test]
    fn an_offer_is_open_on_its_last_day_and_closed_on_the_next() {
        let last = date(2026, 11, 30);
        let offer_until = offer(None, Some(last), false);
        assert_eq!(offer_until.standing(last), Standing::OpenUntil(last));
        assert_eq!(offer_until.standing(date(2026, 12, 1)), Standing::Closed);
        assert_eq!(
            offer(Some(last), None, false).standing(date(2026, 11, 29)),
            Standing::OpensOn(last)
        );
        assert_eq!(offer(None, None, true).standing(last), Standing::Closed);
        assert_eq!(offer(None, None, false).standing(last), Standing::Open);
    }

    #[test]
    fn what_nobody_could_confirm_is_neither_open_nor_closed_until_its_last_day_is_past() {
        let (last, next) = (date(2026, 11, 30), date(2026, 12, 1));
        let unconfirmed = |closes| Opportunity {
            unconfirmed: true,
            ..offer(None, closes, false)
        };
        assert_eq!(unconfirmed(None).standing(last), Standing::NotConfirmed);
        assert_eq!(unconfirmed(Some(last)).standing(next), Standing::Closed);
        assert!(!Standing::NotConfirmed.is_open() && Standing::OpenUntil(last).is_open() && Standing::Open.is_open());
    }
}
