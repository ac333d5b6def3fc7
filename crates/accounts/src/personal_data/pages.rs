//! One's own data, as a page and as a file.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::header;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use text::date::moment_in_words;
use web::{DataSubject, Document, Error, Found as _, Held, Page, PersonalRooms, Read, Result};

use crate::{Settings, person, session};

/// How many things of each kind the page shows.
const SHOWN: i64 = 20;
/// How many things of each kind the file has.
const IN_FILE: i64 = 100_000;

#[derive(Template)]
#[template(path = "personal_data/data.html")]
struct DataPage {
    shell: ui::Shell,
    parts: Vec<Part>,
}

/// One kind of thing that is held, as the page shows it.
struct Part {
    title: &'static str,
    records: Vec<Vec<(&'static str, String)>>,
    has_more: bool,
}

/// Shows the viewer what is held on them.
pub(super) async fn show(read: Read) -> Result<Page> {
    let (_, held) = held(&read, SHOWN + 1).await?;
    let mut shell = read.shell("Your data");
    shell.breadcrumbs = vec![("Home".into(), "/".into()), ("Your account".into(), "/account".into())];
    let parts = held.into_iter().map(|held| part(held, SHOWN as usize)).collect();
    Page::of(&DataPage { shell, parts })
}

fn part(mut held: Held, shown: usize) -> Part {
    let has_more = held.records.len() > shown;
    held.records.truncate(shown);
    Part {
        title: held.title,
        records: held.records.into_iter().map(readable).collect(),
        has_more,
    }
}

/// A record as people read it: moments by London's clocks, browsers by the names that people know. The file has
/// them to the letter.
fn readable(record: web::Record) -> web::Record {
    let value = |name: &str, value: String| match (name, value.parse::<Timestamp>()) {
        (session::BROWSER, _) => session::browser_in_words(&value),
        (_, Ok(instant)) => moment_in_words(instant),
        (_, Err(_)) => value,
    };
    let readable = record.into_iter().map(|(name, held)| (name, value(name, held)));
    readable.collect()
}

/// Gives the viewer what is held on them as a file.
pub(super) async fn download(read: Read) -> Result<Response> {
    let (subject, held) = held(&read, IN_FILE).await?;
    let held: Vec<Value> = held
        .iter()
        .map(|held| json!({ "title": held.title, "records": held.records.iter().map(object).collect::<Vec<_>>() }))
        .collect();
    let file = json!({
        "hub": read.shared.get::<Settings>().hub_name,
        "person": subject.person.to_string(),
        "taken_at": read.now.to_string(),
        "held": held,
    });
    let text = serde_json::to_string_pretty(&file).map_err(Error::failed)?;
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"");
    Ok(([name], Document::new("application/json", text)).into_response())
}

/// A record under keys as programs like them: "Signed in" is `signed_in`.
fn object(record: &web::Record) -> Value {
    let key = |name: &str| name.to_lowercase().replace([' ', '-'], "_");
    let pairs = record
        .iter()
        .map(|(name, value)| (key(name), Value::from(value.as_str())));
    Value::Object(pairs.collect::<Map<_, _>>())
}

async fn held(read: &Read, most: i64) -> Result<(DataSubject, Vec<Held>)> {
    let mut tx = read.tx().await?;
    let person = read.viewer.person.found("person")?;
    let person = person::store::find(&mut tx, person).await?.found("person")?;
    let subject = DataSubject {
        person: person.id,
        name: person.name,
        email: person.email,
    };
    let mut all = Vec::new();
    for room in &read.shared.get::<PersonalRooms>().0 {
        all.extend((room.export)(&mut tx, &subject, most).await?);
    }
    Ok((subject, all))
}
