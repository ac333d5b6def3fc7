//! Dates to come, as data.

use serde::Serialize;
use utoipa::ToSchema;
use web::Document;

use super::{asked::Asked, record::words, refusal::Refusal};
use crate::{event::upcoming, reader::Reader};

/// A part of the list of dates.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventsAnswer)]
pub(super) struct Answer {
    /// How many match in all.
    total: usize,
    /// This part of them, soonest first.
    events: Vec<Occasion>,
}

/// One time at which an event happens.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventEntry)]
struct Occasion {
    /// The event's address from the root of the hub; an event that comes again has one for all times.
    path: String,
    /// Its title.
    title: String,
    /// One or two sentences, as plain text.
    summary: String,
    /// Who may see it, by the Traffic Light Protocol 2.0.
    tlp: &'static str,
    /// Its first day.
    #[schema(format = Date)]
    starts: String,
    /// Its last day.
    #[schema(format = Date)]
    ends: String,
    /// The time of day, in words.
    time: Option<String>,
    /// Whether the date is expected and not certain.
    expected: bool,
    /// Where.
    r#where: Option<String>,
    /// Where to register.
    register_at: Option<String>,
    /// The slugs of the groups that it is for; empty: everybody.
    audiences: Vec<String>,
    /// The nations that it holds for; empty: all four.
    nations: Vec<&'static str>,
}

/// Lists the dates to come.
pub(super) async fn list(mut reader: Reader) -> Result<Document, Refusal> {
    let asked = Asked(&reader);
    asked.nation()?;
    let (part, group) = (asked.part()?, asked.audience()?);
    // `audience` is the parameter here, as elsewhere in the API; the `for` of pages says nothing.
    reader.group = group;
    let upcoming = upcoming(&reader);
    let total = upcoming.len();
    let events = part
        .of(upcoming)
        .map(|(item, occasion)| Occasion {
            path: item.address(),
            title: item.head.title.clone(),
            summary: words(&reader).plain(&item.head.summary),
            tlp: item.tlp.as_str(),
            starts: occasion.starts.to_string(),
            ends: occasion.last_day().to_string(),
            time: occasion.time.clone(),
            expected: occasion.expected,
            r#where: item.event().and_then(|event| event.place.clone()),
            register_at: item.event().and_then(|event| event.register_at.clone()),
            audiences: item.head.audiences.clone(),
            nations: if occasion.nations.is_empty() {
                super::facts::nations(&item.head.nations)
            } else {
                super::facts::nations(&occasion.nations)
            },
        })
        .collect();
    Ok(Document::json(&Answer { total, events })?.kept_when(reader.read.viewer.is_stranger()))
}
