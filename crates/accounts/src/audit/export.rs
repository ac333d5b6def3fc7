//! The trail as a table for a spreadsheet, and for whoever checks it outside the hub: every column that an
//! entry's hash is over is there. A page of it is in memory at a time, however long it is.

use axum::{
    body::{Body, Bytes},
    response::{IntoResponse as _, Response},
};
use data_encoding::HEXLOWER;
use db::Db;
use futures::stream;
use http::header;
use web::{Error, Found as _, Read, Result};

use super::{
    former,
    list::{self, Line},
    search::{Scope, Search},
    shown::Shown,
};

/// How many entries are in memory at once.
const PAGE: i64 = 500;
/// By which a spreadsheet knows that the letters are UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
const COLUMNS: [&str; 16] = [
    "number",
    "time",
    "who",
    "what",
    "words",
    "action",
    "subject kind",
    "subject",
    "actor",
    "organisation",
    "entry",
    "microseconds",
    "detail digest",
    "previous hash",
    "hash",
    "erased",
];

/// The entries of the viewer's organisation.
pub(super) async fn of_organisation(read: Read) -> Result<Response> {
    let organisation = read.viewer.organisation.found("organisation")?;
    table(&read, Scope::Organisation(organisation)).await
}

/// The entries of the hub itself.
pub(super) async fn of_hub(read: Read) -> Result<Response> {
    table(&read, Scope::Hub).await
}

async fn table(read: &Read, scope: Scope) -> Result<Response> {
    let search = Search::of(read);
    if !search.errors().is_empty() {
        return Err(Error::BadRequest("A day in this address is not one.".into()));
    }
    let (scope, _) = former::chosen(&mut read.tx().await?, scope, &search).await?;
    let begin = (read.shared.get::<Db>().clone(), search, true);
    let pages = stream::try_unfold(Some(begin), move |state| async move {
        let Some((db, mut search, is_first)) = state else {
            return Ok::<_, Error>(None);
        };
        let mut tx = db.read().await?;
        let lines = list::find(&mut tx, scope, &search, PAGE).await?;
        drop(tx);
        let bytes = page(&lines, is_first)?;
        let last = lines
            .last()
            .map(|line| line.entry.number)
            .filter(|_| lines.len() as i64 == PAGE);
        let next = last.map(|last| {
            search.before = last;
            (db, search, false)
        });
        Ok(Some((bytes, next)))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit-trail.csv\""),
    ];
    Ok((headers, Body::from_stream(pages)).into_response())
}

fn page(lines: &[Line], is_first: bool) -> Result<Bytes> {
    let mut out = Vec::new();
    if is_first {
        out.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
    }
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    if is_first {
        table.write_record(COLUMNS).map_err(Error::failed)?;
    }
    for line in lines {
        table.write_record(cells(line)).map_err(Error::failed)?;
    }
    let out = table.into_inner().map_err(|error| Error::failed(error.into_error()))?;
    Ok(out.into())
}

fn cells(line: &Line) -> [String; 16] {
    let (entry, shown) = (&line.entry, Shown::of(line));
    let words: Vec<String> = shown
        .facts
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    [
        entry.number.to_string(),
        entry.at.to_string(),
        harmless(shown.who),
        harmless(shown.did),
        harmless(words.join("; ")),
        entry.action.clone(),
        entry.subject_kind.clone(),
        harmless(entry.subject_id.clone()),
        id(entry.actor_id.map(web::PersonId::uuid)),
        id(entry.organisation_id.map(web::OrganisationId::uuid)),
        entry.id.to_string(),
        entry.at.timestamp().as_microsecond().to_string(),
        HEXLOWER.encode(&entry.detail_digest),
        HEXLOWER.encode(&entry.previous_hash),
        HEXLOWER.encode(&entry.hash),
        if shown.is_erased { "yes" } else { "" }.to_owned(),
    ]
}

/// A cell that a spreadsheet takes for text: one that would begin a formula gets an apostrophe before it.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_be_a_formula_is_text() {
        for formula in ["=1+1", "+44 1632", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(formula.to_owned()), format!("'{formula}"));
        }
        assert_eq!(harmless("a = b".to_owned()), "a = b");
    }
}
