//! Items: the list of them, by path, and each whole.

use std::sync::Arc;

use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Document, Error};

use super::{
    asked::Asked,
    record::{Brief, Record, stage, words},
    refusal::Refusal,
};
use crate::{
    feed::{concerns, is_out},
    item::{Item, Kind},
    reader::Reader,
};

/// A part of the list of items.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ItemsAnswer)]
pub(super) struct Page {
    /// This part, by path.
    items: Vec<Brief>,
    /// The `after` of the next part; null when this is the last.
    next: Option<String>,
}

/// Lists items by path.
pub(super) async fn list(reader: Reader) -> Result<Document, Refusal> {
    let asked = Asked(&reader);
    let (kinds, group, limit) = (asked.kinds()?, asked.audience()?, asked.limit()?);
    let (service, threat) = (
        asked.slug("service", Kind::Service)?,
        asked.slug("threat", Kind::Threat)?,
    );
    let (wanted, nation, after) = (asked.stage()?, asked.nation()?, asked.words("after"));
    let names = |slugs: &[String], slug: &Option<String>| slug.as_ref().is_none_or(|slug| slugs.contains(slug));
    let mut items: Vec<(String, &Arc<Item>)> = reader
        .shelf
        .everything()
        .filter(|item| kinds.is_empty() || kinds.contains(&item.kind))
        .filter(|item| is_out(item, reader.read.today) && nation.is_none_or(|nation| item.head.holds_in(&[nation])))
        .filter(|item| group.as_ref().is_none_or(|group| concerns(item, &group.slug)))
        .filter(|item| names(&item.head.services, &service) && names(&item.head.threats, &threat))
        .filter(|item| wanted.is_none_or(|wanted| stage(item) == Some(wanted)))
        .map(|item| (item.address(), item))
        .filter(|(path, _)| after.as_ref().is_none_or(|after| path > after))
        .collect();
    items.sort_by(|(a, _), (b, _)| a.cmp(b));
    let has_more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| has_more).map(|(path, _)| path.clone());
    let items = items
        .into_iter()
        .map(|(_, item)| Brief::of(item, words(&reader)))
        .collect();
    Ok(Document::json(&Page { items, next })?.kept_when(reader.read.viewer.is_stranger()))
}

/// One item, whole.
pub(super) async fn show(Path((kind, slug)): Path<(String, String)>, reader: Reader) -> Result<Document, Refusal> {
    let kind: Kind = kind.parse().map_err(|_| Refusal::NoSuch("kind"))?;
    let item = find(&reader, kind, &slug, "/api/v1/items/")?;
    let document = Document::json(&Record::of(&reader, &item))?;
    Ok(document.kept_when(reader.read.viewer.is_stranger()).labelled(item.tlp))
}

/// The item at a slug; a former slug leads to the present one under `base`.
pub(super) fn find(reader: &Reader, kind: Kind, slug: &str, base: &str) -> Result<Arc<Item>, Refusal> {
    if let Some(item) = reader
        .shelf
        .find(kind, slug)
        .filter(|item| is_out(item, reader.read.today))
    {
        return Ok(Arc::clone(item));
    }
    match reader.shelf.now_called(kind, slug) {
        Some(new) => Err(Error::Moved(format!("{base}{}/{new}", kind.folder())).into()),
        None => Err(Refusal::NoSuch("item")),
    }
}
