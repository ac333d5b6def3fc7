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
    fn a_day_begins_at_midnight_in_london_also_in_summer() {
        let winter: Timestamp = "2026-11-24T23:59:59Z".parse().unwrap();
        assert_eq!(london_date(winter), date(2026, 11, 24));
        let summer: Timestamp = "2026-06-30T23:30:00Z".parse().unwrap();
        assert_eq!(london_date(summer), date(2026, 7, 1));
        assert_eq!(london_midnight(date(2026, 7, 1)).to_string(), "2026-06-30T23:00:00Z");
    }
}
