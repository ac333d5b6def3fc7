//! A dated thing, which may come again.

use jiff::civil::Date;
use serde::Deserialize;

use crate::item::{Elsewhere, Nation, maybe, one};

/// What an event adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When it happens.
    pub occasions: Vec<Occasion>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// Where to register.
    pub register_at: Option<String>,
    /// Whether it is the banner of the home page until it is over.
    #[serde(default)]
    pub banner: bool,
    /// The nations that have dates of their own, and where those stand.
    #[serde(default)]
    pub elsewhere: Vec<Elsewhere>,
}

/// One time at which an event happens.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// Its first day.
    #[serde(deserialize_with = "one")]
    pub starts: Date,
    /// Its last day, when it has more than one.
    #[serde(default, deserialize_with = "maybe")]
    pub ends: Option<Date>,
    /// The time of day, in words.
    pub time: Option<String>,
    /// Whether it is expected and not certain.
    #[serde(default)]
    pub expected: bool,
    /// The nations it is for; empty means all for which the event holds.
    #[serde(default)]
    pub nations: Vec<Nation>,
}

impl Occasion {
    /// Its last day.
    pub fn last_day(&self) -> Date {
        self.ends.unwrap_or(self.starts)
    }

    /// Whether it is for any of `nations`.
    pub fn holds_in(&self, nations: &[Nation]) -> bool {
        Nation::are_for(&self.nations, nations)
    }

    /// When it is, in words, for a reader in `nations`: with the place, when it is not for all of them.
    pub fn words_in(&self, nations: &[Nation]) -> String {
        match Nation::place(&self.nations, nations) {
            Some(place) => format!("{}, in {place}", self.words()),
            None => self.words(),
        }
    }

    /// When it is, in words.
    pub fn words(&self) -> String {
        let mut words = text::date::range_in_words(self.starts, self.last_day());
        if let Some(time) = &self.time {
            words.push_str(", ");
            words.push_str(time);
        }
        if self.expected {
            words.push_str(" (expected)");
        }
        words
    }
}

impl Event {
    /// The next time it happens, today included.
    pub fn next(&self, today: Date) -> Option<&Occasion> {
        self.next_in(&Nation::ALL, today)
    }

    /// The next time it happens for a reader in `nations`, today included.
    pub fn next_in(&self, nations: &[Nation], today: Date) -> Option<&Occasion> {
        self.occasions
            .iter()
            .filter(|occasion| occasion.holds_in(nations))
            .filter(|occasion| occasion.last_day() >= today)
            .min_by_key(|occasion| occasion.starts)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_next_time_is_the_nearest_that_is_not_over() {
        let on = |starts, ends| Occasion {
            starts,
            ends,
            time: None,
            expected: false,
            nations: Vec::new(),
        };
        let event = Event {
            occasions: vec![
                on(date(2027, 12, 1), None),
                on(date(2026, 12, 1), None),
                on(date(2026, 11, 20), Some(date(2026, 11, 25))),
            ],
            place: None,
            register_at: None,
            banner: false,
            elsewhere: Vec::new(),
        };
        let next = |today| event.next(today).map(|occasion| occasion.starts);
        assert_eq!(next(date(2026, 11, 25)), Some(date(2026, 11, 20)));
        assert_eq!(next(date(2026, 11, 26)), Some(date(2026, 12, 1)));
        assert_eq!(next(date(2028, 1, 1)), None);
    }

    #[test]
    fn a_day_of_one_nation_is_not_told_to_another() {
        let on = |starts, nations: &[Nation]| Occasion {
            starts,
            ends: None,
            time: None,
            expected: false,
            nations: nations.to_vec(),
        };
        let event = Event {
            occasions: vec![on(date(2027, 5, 6), &[]), on(date(2028, 5, 4), &[Nation::England])],
            place: None,
            register_at: None,
            banner: false,
            elsewhere: Vec::new(),
        };
        let next = |nations: &[Nation]| {
            event
                .next_in(nations, date(2027, 6, 1))
                .map(|next| next.words_in(nations))
        };
        assert_eq!(next(&[Nation::Scotland]), None);
        assert_eq!(next(&[Nation::England]).as_deref(), Some("4 May 2028"));
        assert_eq!(next(&Nation::ALL).as_deref(), Some("4 May 2028, in England"));
    }
}
