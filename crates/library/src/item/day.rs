//! Dates in front matter: TOML's own local dates, or text of the same form.

use jiff::civil::{Date, date};
use serde::{Deserialize, Deserializer, de::Error};

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Toml(toml::value::Datetime),
    Text(String),
}

impl Written {
    fn date<E: Error>(self) -> Result<Date, E> {
        match self {
            Self::Toml(toml::value::Datetime { date: Some(day), .. }) => {
                let (year, month, day) = (day.year, day.month, day.day);
                match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
                    (Ok(year), Ok(month), Ok(day)) => {
                        Date::new(year, month, day).map_err(|_| E::custom("this is no day of the calendar"))
                    }
                    _ => Err(E::custom("this is no day of the calendar")),
                }
            }
            Self::Toml(_) => Err(E::custom("a date is written 2026-11-24")),
            Self::Text(text) => text
                .parse()
                .map_err(|_| E::custom(format!("'{text}' is not a date: write 2026-11-24"))),
        }
    }
}

pub(crate) fn one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    Written::deserialize(deserializer)?.date()
}

pub(crate) fn maybe<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    Option::<Written>::deserialize(deserializer)?
        .map(Written::date)
        .transpose()
}

/// A day that comes every year, or one day of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Month and day of any year.
    Yearly(i8, i8),
    /// One day.
    Once(Date),
}

impl Day {
    /// This day in `year`, when it has one. 29 February is 28 February in other years.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Yearly(2, 29) if Date::new(year, 2, 29).is_err() => Some(date(year, 2, 28)),
            Self::Yearly(month, day) => Date::new(year, month, day).ok(),
            Self::Once(date) => (date.year() == year).then_some(date),
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Text(text) => yearly(&text).map_or_else(|| Written::Text(text).date().map(Self::Once), Ok),
            toml => toml.date().map(Self::Once),
        }
    }
}

fn yearly(text: &str) -> Option<Day> {
    let (month, day) = text.split_once('-')?;
    if month.len() != 2 || day.len() != 2 {
        return None;
    }
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // 2000 was a leap year, so every day that any year has is a day of it.
    Date::new(2000, month, day).ok().map(|_| Day::Yearly(month, day))
}
