//! What was found for plain words.

use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;
use web::{Document, Error};

use super::{asked::Asked, refusal::Refusal};
use crate::{
    Library,
    feed::is_out,
    item::{Kind, Nation},
    reader::Reader,
};

/// A longer question is cut off here, in letters.
const LONGEST: usize = 300;

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SearchAnswer)]
pub(super) struct Answer {
    /// How many match in all.
    total: usize,
    /// This part of them, best first.
    results: Vec<Hit>,
}

/// One thing found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SearchResult)]
struct Hit {
    /// Its address from the root of the hub.
    path: String,
    /// Its kind.
    kind: String,
    /// Its title.
    title: String,
    /// One or two sentences.
    summary: String,
    /// Who may see it, by the Traffic Light Protocol 2.0.
    tlp: &'static str,
    /// Comparable within one answer only.
    score: f32,
}

/// Finds what answers the question.
pub(super) async fn show(reader: Reader) -> Result<Document, Refusal> {
    let asked = Asked(&reader);
    let Some(words) = asked.words("q") else {
        return Err(Refusal::NotUnderstood(
            "q is missing: say in it what to look for.".into(),
        ));
    };
    let text: String = words.chars().take(LONGEST).collect();
    let part = asked.part()?;
    let query = search::Query {
        kinds: asked
            .kinds()?
            .into_iter()
            .map(|kind| kind.folder().to_owned())
            .collect(),
        audience: asked.audience()?.map(|group| group.slug.clone()),
        nation: asked.nation()?.map(Nation::slug).map(str::to_owned),
        limit: part.limit,
        offset: part.offset,
        sight: crate::search::sight(&reader.read.viewer),
        ..search::Query::new(&text)
    };
    let found = reader
        .read
        .shared
        .get::<Arc<Library>>()
        .whole_index()
        .await
        .search(&query)
        .map_err(Error::failed)?;
    let all = found.hits.len();
    let results: Vec<Hit> = found
        .hits
        .into_iter()
        .filter(|hit| is_hit_out(&reader, hit))
        .map(|hit| Hit::of(&reader, hit))
        .collect();
    let total = found.total.saturating_sub(all - results.len());
    Ok(Document::json(&Answer { total, results })?)
}

/// Whether what was found is out today.
fn is_hit_out(reader: &Reader, hit: &search::Hit) -> bool {
    let alert = hit
        .path
        .strip_prefix("/alerts/")
        .and_then(|slug| reader.shelf.find(Kind::Alert, slug));
    alert.is_none_or(|alert| is_out(alert, reader.read.today))
}

impl Hit {
    fn of(reader: &Reader, hit: search::Hit) -> Self {
        Self {
            tlp: crate::search::item_of(reader, &hit)
                .map_or(web::Tlp::Clear, |item| item.tlp)
                .as_str(),
            path: hit.path,
            kind: hit.kind,
            title: hit.title,
            summary: hit.summary,
            score: hit.score,
        }
    }
}
