//! The calendar in iCalendar (RFC 5545), to be followed by a phone or a mail program.
//!
//! The same content gives the same bytes, so that a follower sees a change only where there is one: the
//! name of an event is made from its slug and day, and its stamp is the day of its last review.

use axum::response::IntoResponse;
use http::header;
use icalendar::{Calendar, Component as _, Property};
use jiff::civil::Date;
use web::Document;

use super::Occasion;
use crate::{item::Item, item::Kind, reader::Reader, settings::Settings};

/// All dates; with a group, its own.
pub async fn show(reader: Reader) -> impl IntoResponse {
    let settings = reader.shelf.settings();
    let group = reader.group_slug();
    let mut calendar = empty(settings);
    let items = reader
        .shelf
        .all(Kind::Event)
        .filter(|item| item.head.holds_in(&reader.nations));
    for item in items.filter(|item| group.is_none_or(|group| item.head.is_for(group))) {
        let occasions = item.event().map(|event| event.occasions.as_slice()).unwrap_or_default();
        let ours = occasions.iter().enumerate();
        for (index, occasion) in ours.filter(|(_, occasion)| occasion.holds_in(&reader.nations)) {
            let earlier = occasions[..index]
                .iter()
                .filter(|other| other.starts == occasion.starts)
                .count();
            calendar.push(entry(item, occasion, earlier, settings.public_url.as_deref()));
        }
    }
    let is_same_for_all = reader.read.viewer.is_stranger();
    let document = Document::new("text/calendar; charset=utf-8", calendar.to_string()).kept_when(is_same_for_all);
    (
        [(header::CONTENT_DISPOSITION, "inline; filename=\"events.ics\"")],
        document,
    )
}

/// A calendar with its own properties and no dates.
fn empty(settings: &Settings) -> Calendar {
    let name = one_line(&format!("{}: dates", settings.hub_name));
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//Watchward//Dates//EN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        // Said to be text, so that a comma in it is escaped.
        .append_property(Property::new("NAME", &name).add_parameter("VALUE", "TEXT").done())
        .append_property(Property::new("X-WR-CALNAME", &name));
    calendar
}

/// One occasion; `earlier` is how many before it begin on the same day.
fn entry(item: &Item, occasion: &Occasion, earlier: usize, public_url: Option<&str>) -> icalendar::Event {
    // The end of an all-day event is the day after its last (RFC 5545, section 3.6.1).
    let after = occasion.last_day().tomorrow().unwrap_or(occasion.last_day());
    let expected = if occasion.expected { " (expected)" } else { "" };
    let again = if earlier == 0 {
        String::new()
    } else {
        format!("-{}", earlier + 1)
    };
    let mut about = text::markdown::to_plain(&item.head.summary);
    if let Some(time) = &occasion.time {
        about = format!("{time}. {about}");
    }
    if !item.tlp.is_clear() {
        about = format!("{}. {} {about}", item.tlp.name(), item.tlp.permits());
    }
    let stamp = text::date::london_midnight(item.head.reviewed)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string();
    let mut event = icalendar::Event::new();
    event
        .uid(&format!("{}-{}{again}@watchward", item.slug, occasion.starts))
        .summary(&one_line(&format!("{}{expected}", item.head.title)))
        .description(&one_line(&about))
        .add_property("DTSTAMP", stamp)
        .append_property(date_property("DTSTART", occasion.starts))
        .append_property(date_property("DTEND", after))
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(url) = public_url {
        event.url(&format!("{url}{}", item.address()));
    }
    event.done()
}

fn date_property(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string())
        .add_parameter("VALUE", "DATE")
        .done()
}

/// The text without control characters, of which only a line's end can be escaped.
fn one_line(text: &str) -> String {
    text.trim().replace(|letter: char| letter.is_control(), " ")
}
