//! Alerts as data, newest first.

use std::{cmp::Reverse, sync::Arc};

use serde::Serialize;
use utoipa::ToSchema;
use web::Document;

use super::{asked::Asked, entry::AlertEntry, record::words, refusal::Refusal};
use crate::{
    alert::Alert,
    feed::{concerns, is_out},
    item::{Item, Kind},
    reader::Reader,
};

/// A part of the list of alerts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AlertsAnswer)]
pub(super) struct Answer {
    /// How many match in all.
    total: usize,
    /// This part of them, newest first.
    alerts: Vec<AlertEntry>,
}

/// Lists alerts.
pub(super) async fn list(reader: Reader) -> Result<Document, Refusal> {
    let asked = Asked(&reader);
    let (group, live, part) = (asked.audience()?, asked.yes_or_no("live")?, asked.part()?);
    asked.nation()?;
    let today = reader.read.today;
    let mut alerts: Vec<(&Arc<Item>, &Alert)> = reader
        .shelf
        .all(Kind::Alert)
        .filter(|item| is_out(item, today) && item.head.holds_in(&reader.nations))
        .filter(|item| group.as_ref().is_none_or(|group| concerns(item, &group.slug)))
        .filter_map(|item| Some((item, item.alert()?)))
        .filter(|(_, alert)| live.is_none_or(|live| alert.is_live(today) == live))
        .collect();
    alerts.sort_by_key(|(item, alert)| (Reverse(alert.published), item.slug.clone()));
    let total = alerts.len();
    let group = group.as_ref().map(|group| group.slug.as_str());
    let alerts = part
        .of(alerts)
        .map(|(item, alert)| AlertEntry::of(item, alert, group, today, None, words(&reader)))
        .collect();
    Ok(Document::json(&Answer { total, alerts })?.kept_when(reader.read.viewer.is_stranger()))
}
