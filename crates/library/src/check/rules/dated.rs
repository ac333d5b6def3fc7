//! Dates of events, opportunities, alerts and checks that cannot be right.

use jiff::civil::Date;

use super::{
    super::{entry::Entry, stock::Stock},
    service::four_lines,
};
use crate::item::{Detail, Fault, Kind};

pub(super) fn faults(stock: &Stock<'_>, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.entries() {
        faults.extend(spans(entry));
        faults.extend(last_checked(entry, today));
        if let Detail::Alert(alert) = &entry.item.detail {
            if alert.lines.is_empty() {
                let remedy = "Add [[audience]] with slug, means, today, it and ask";
                faults.push(entry.fault_at("audience", "the alert is for no group", remedy));
            }
            faults.extend(four_lines(entry, &alert.lines));
        }
        if let Detail::Opportunity(offer) = &entry.item.detail
            && offer.closed
            && offer.unconfirmed
        {
            let what = "it is `closed` and `unconfirmed`, and cannot be both";
            faults.push(entry.fault_at("unconfirmed", what, "Take one of the two out"));
        }
        if let Detail::Event(event) = &entry.item.detail
            && event.occasions.is_empty()
        {
            faults.push(entry.fault_at("occasions", "the event never happens", "Add [[occasions]] with starts"));
        }
    }
    faults.extend(banners(stock, today));
    faults
}

/// Beginnings that come after their ends.
fn spans(entry: &Entry<'_>) -> Vec<Fault> {
    let mut pairs: Vec<(String, &str, Option<Date>, Option<Date>)> = Vec::new();
    match &entry.item.detail {
        Detail::Event(event) => pairs.extend(event.occasions.iter().enumerate().map(|(index, occasion)| {
            (
                format!("occasions.{index}.ends"),
                "starts",
                Some(occasion.starts),
                occasion.ends,
            )
        })),
        Detail::Opportunity(offer) => pairs.push(("closes".into(), "opens", offer.opens, offer.closes)),
        Detail::Alert(alert) => pairs.push((
            "expires".into(),
            "published",
            Some(alert.published),
            Some(alert.expires),
        )),
        _ => {}
    }
    let backwards = pairs
        .into_iter()
        .filter_map(|(key, first, from, to)| Some((key, first, from?, to?)));
    backwards
        .filter(|(_, _, from, to)| to < from)
        .map(|(key, first, from, to)| {
            let last = key.rsplit('.').next().unwrap_or_default().to_owned();
            entry.fault_at(
                key,
                format!("`{last}` is {to}, which is before `{first}`, {from}"),
                "Mend one of the two",
            )
        })
        .collect()
}

fn last_checked(entry: &Entry<'_>, today: Date) -> Option<Fault> {
    let checked = match &entry.item.detail {
        Detail::Resource(resource) => resource.last_checked,
        Detail::Opportunity(offer) => offer.last_checked,
        Detail::Contact(contact) => contact.last_checked,
        _ => None,
    };
    let checked = checked.filter(|checked| *checked > today)?;
    let what = format!("`last_checked` is {checked}, which is in the future");
    Some(entry.fault_at("last_checked", what, "Take it out: `watchward check --links` writes it"))
}

fn banners(stock: &Stock<'_>, today: Date) -> Vec<Fault> {
    let mut banners = stock.all(Kind::Event).filter(|entry| {
        entry
            .item
            .event()
            .is_some_and(|event| event.banner && event.next(today).is_some())
    });
    let Some(first) = banners.next() else { return Vec::new() };
    banners
        .map(|entry| {
            let what = format!("the home page has one banner, and {} is it already", first.file.path);
            entry.fault_at("banner", what, "Take `banner` out of one of the two")
        })
        .collect()
}
