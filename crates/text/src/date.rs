//! Dates as people in councils say them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "24 November 2026".
pub fn in_words(date: Date) -> String {
    format!("{} {}", day_and_month(date), date.year())
}

/// "24 November".
pub fn day_and_month(date: Date) -> String {
    format!(
        "{} {}",
        date.day(),
        MONTHS[usize::from(date.month().unsigned_abs()) - 1]
    )
}

/// "3 to 8 March 2027", "28 March to 2 April 2027", or the one day when both are the same.
pub fn range_in_words(from: Date, to: Date) -> String {
    if from == to {
        in_words(from)
    } else if from.year() != to.year() {
        format!("{} to {}", in_words(from), in_words(to))
    } else if from.month() != to.month() {
        format!("{} to {}", day_and_month(from), in_words(to))
    } else {
        format!("{} to {}", from.day(), in_words(to))
    }
}

/// "24 November 2026, 12:00", in London.
pub fn moment_in_words(instant: Timestamp) -> String {
    let there = instant.to_zoned_datetime(london());
    format!("{}, {}", in_words(there.date()), there.strftime("%H:%M"))
}

/// "2 years", "1 year", "90 days", "1 day".
pub fn days_in_words(days: u32) -> String {
    match (days / 365, days % 365, days) {
        (_, _, 1) => "1 day".to_owned(),
        (1, 0, _) => "1 year".to_owned(),
        (years, 0, _) if years > 1 => format!("{years} years"),
        _ => format!("{days} days"),
    }
}

/// The London time zone, in which every date of the hub is meant.
pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

/// The date in London at `instant`.
pub fn london_date(instant: Timestamp) -> Date {
    instant.to_zoned_datetime(london()).date()
}

/// The instant at which `date` begins in London.
pub fn london_midnight(date: Date) -> Timestamp {
    date.to_zoned_datetime(london())
        .map_or_else(|_| Timestamp::MAX, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_said_as_people_say_them() {
        assert_eq!(in_words(date(2026, 11, 24)), "24 November 2026");
        assert_eq!(range_in_words(date(2027, 3, 3), date(2027, 3, 8)), "3 to 8 March 2027");
        assert_eq!(
            range_in_words(date(2027, 3, 28), date(2027, 4, 2)),
            "28 March to 2 April 2027"
        );
        assert_eq!(
            range_in_words(date(2026, 12, 25), date(2027, 1, 2)),
            "25 December 2026 to 2 January 2027"
        );
        assert_eq!(range_in_words(date(2027, 5, 6), date(2027, 5, 6)), "6 May 2027");
    }

    #[test]
    fn days_are_said_as_years_when_they_are() {
        let said = [730, 365, 90, 1, 0].map(days_in_words);
        assert_eq!(said, ["2 years", "1 year", "90 days", "1 day", "0 days"]);
    }

    #[test]
    fn a_moment_is_said_as_it_is_in_london() {
        let summer: Timestamp = "2026-06-30T23:30:09Z".parse().unwrap();
        assert_eq!(moment_in_words(summer), "1 July 2026, 00:30");
    }

    #[test]
    fn a_day_begins_at_midnight_in_london_also_in_summer() {
        let winter: Timestamp = "2026-11-24T23:59:59Z".parse().unwrap();
        assert_eq!(london_date(winter), date(2026, 11, 24));
        let summer: Timestamp = "2026-06-30T23:30:00Z".parse().unwrap();
        assert_eq!(london_date(summer), date(2026, 7, 1));
        assert_eq!(london_midnight(date(2026, 7, 1)).to_string(), "2026-06-30T23:00:00Z");
    }
}
