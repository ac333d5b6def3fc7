//! The calendar in iCalendar (RFC 5545), to be followed by a phone or a mail program.

use axum::response::{IntoResponse, Response};
use http::header;
use icalendar::{Calendar, Component as _};

use super::Occasion;
use crate::{item::Item, item::Kind, reader::Reader};

/// All dates; with a group, its own.
pub async fn show(reader: Reader) -> Response {
    let settings = reader.shelf.settings();
    let mut calendar = Calendar::new();
    calendar.name(&format!("{}: dates", settings.hub_name));
    let stamp = chrono_stamp(&reader);
    let group = reader.group_slug();
    for item in reader.shelf.all(Kind::Event).filter(|item| item.head.holds_in(&reader.nations)) {
        if group.is_some_and(|group| !item.head.is_for(group)) {
            continue;
        }
        for occasion in item.event().map(|event| event.occasions.as_slice()).unwrap_or_default() {
            calendar.push(entry(item, occasion, settings.public_url.as_deref(), &stamp));
        }
    }
    let head = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"events.ics\""),
    ];
    (head, calendar.to_string()).into_response()
}

fn chrono_stamp(reader: &Reader) -> String {
    reader.read.now.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn entry(item: &Item, occasion: &Occasion, public_url: Option<&str>, stamp: &str) -> icalendar::Event {
    // The end of an all-day event is the day after its last (RFC 5545, section 3.6.1).
    let after = occasion.last_day().tomorrow().unwrap_or(occasion.last_day());
    let day = |date: jiff::civil::Date| date.strftime("%Y%m%d").to_string();
    let expected = if occasion.expected { " (expected)" } else { "" };
    let mut about = text::markdown::to_plain(&item.head.summary);
    if let Some(time) = &occasion.time {
        about = format!("{time}. {about}");
    }
    let mut event = icalendar::Event::new();
    event
        .uid(&format!("{}-{}@watchward", item.slug, occasion.starts))
        .summary(&format!("{}{expected}", item.head.title))
        .description(about.trim())
        .add_property("DTSTAMP", stamp)
        .append_property(date_property("DTSTART", &day(occasion.starts)))
        .append_property(date_property("DTEND", &day(after)))
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(url) = public_url {
        event.url(&format!("{url}{}", item.address()));
    }
    event.done()
}

fn date_property(name: &str, day: &str) -> icalendar::Property {
    icalendar::Property::new(name, day).add_parameter("VALUE", "DATE").done()
}
