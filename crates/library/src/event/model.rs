//! A dated thing, which may come again.

use jiff::civil::Date;
use serde::Deserialize;

use crate::item::{maybe, one};

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
}

impl Occasion {
    /// Its last day.
    pub fn last_day(&self) -> Date {
        self.ends.unwrap_or(self.starts)
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
        self.occasions
            .iter()
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
        };
        let next = |today| event.next(today).map(|occasion| occasion.starts);
        assert_eq!(next(date(2026, 11, 25)), Some(date(2026, 11, 20)));
        assert_eq!(next(date(2026, 11, 26)), Some(date(2026, 12, 1)));
        assert_eq!(next(date(2028, 1, 1)), None);
    }
}
