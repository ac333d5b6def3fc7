//! What is in season: a service that is within eight weeks of a busy or statutory period, or in it.

use std::{cmp::Reverse, sync::Arc};

use jiff::{ToSpan as _, civil::Date};

use crate::{
    item::{Day, Item, Kind, Nation},
    service::Period,
    shelf::Shelf,
};

/// How long before a period its service is in season, in days.
const EIGHT_WEEKS: i64 = 56;

/// A service in season, and the time for which it is.
#[derive(Debug, Clone)]
pub struct Season<'s> {
    /// The service.
    pub service: &'s Arc<Item>,
    /// What happens then.
    pub period: &'s Period,
    /// The first day of this year's period.
    pub starts: Date,
    /// Its last day.
    pub ends: Date,
}

/// The seasons of the services that `audience` depends on, soonest first; one for each service. Of those
/// that begin on one day, the service that the group named first comes first.
pub fn in_season<'s>(shelf: &'s Shelf, audience: &Item, nations: &[Nation], today: Date) -> Vec<Season<'s>> {
    let mut seasons: Vec<Season<'s>> = shelf
        .find_all(Kind::Service, &audience.head.services)
        .filter(|service| service.head.holds_in(nations))
        .filter_map(|service| next_season(service, &audience.slug, nations, today))
        .collect();
    // The sort is stable, and the services come in the group's own order.
    seasons.sort_by_key(|season| season.starts.max(today));
    seasons
}

/// Of several that are on, the one that began last: what is due now, rather than what has gone on for months.
fn next_season<'s>(service: &'s Arc<Item>, audience: &str, nations: &[Nation], today: Date) -> Option<Season<'s>> {
    service
        .service()?
        .periods
        .iter()
        .filter(|period| period.holds_in(nations))
        .filter(|period| period.audiences.is_empty() || period.audiences.iter().any(|slug| slug == audience))
        .filter_map(|period| {
            let (starts, ends) = occurrence(period.from, period.to, today)?;
            Some(Season {
                service,
                period,
                starts,
                ends,
            })
        })
        .min_by_key(|season| (season.starts.max(today), Reverse(season.starts), season.ends))
}

/// The first and last day of the period that is on now or begins within eight weeks. A period from
/// November to March ends in the year after it began.
fn occurrence(from: Day, to: Day, today: Date) -> Option<(Date, Date)> {
    let horizon = today.checked_add(EIGHT_WEEKS.days()).ok()?;
    (today.year() - 1..=today.year() + 1).find_map(|year| {
        let starts = from.in_year(year)?;
        let ends = match to {
            Day::Once(last) => last,
            Day::Yearly(..) => to
                .in_year(year)
                .filter(|ends| *ends >= starts)
                .or_else(|| to.in_year(year + 1))?,
        };
        (ends >= today && starts <= horizon).then_some((starts, ends))
    })
}

impl Season<'_> {
    /// When it is, seen from `today`: "now, until 31 March 2027", "starts in 3 weeks, on 15 December 2026"; of a
    /// single day "in 3 weeks, on 15 December 2026".
    pub fn when(&self, today: Date) -> String {
        if self.starts <= today {
            return if self.ends == today {
                "today".to_owned()
            } else {
                format!("now, until {}", text::date::in_words(self.ends))
            };
        }
        let days = today.until(self.starts).map_or(0, |span| span.get_days());
        let distance = match days {
            1 => "tomorrow".to_owned(),
            2..=13 => format!("in {days} days"),
            _ => format!("in {} weeks", days / 7),
        };
        let starts = if self.starts == self.ends { "" } else { "starts " };
        format!("{starts}{distance}, on {}", text::date::in_words(self.starts))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_is_in_season_for_eight_weeks_before_and_while_it_lasts() {
        let (from, to) = (Day::Yearly(1, 10), Day::Yearly(1, 31));
        assert_eq!(occurrence(from, to, date(2026, 11, 14)), None);
        let whole = Some((date(2027, 1, 10), date(2027, 1, 31)));
        for today in [date(2026, 11, 15), date(2027, 1, 10), date(2027, 1, 31)] {
            assert_eq!(occurrence(from, to, today), whole, "{today}");
        }
        assert_eq!(occurrence(from, to, date(2027, 2, 1)), None);
    }

    #[test]
    fn a_period_over_new_year_is_one_period() {
        let (from, to) = (Day::Yearly(11, 1), Day::Yearly(3, 31));
        let winter = Some((date(2026, 11, 1), date(2027, 3, 31)));
        assert_eq!(occurrence(from, to, date(2026, 11, 24)), winter);
        assert_eq!(occurrence(from, to, date(2027, 2, 24)), winter);
        assert_eq!(occurrence(from, to, date(2027, 4, 1)), None);
    }

    #[test]
    fn one_day_of_one_year_does_not_come_again() {
        let day = Day::Once(date(2027, 1, 31));
        assert!(occurrence(day, day, date(2027, 1, 31)).is_some());
        assert_eq!(occurrence(day, day, date(2027, 12, 31)), None);
    }
}
