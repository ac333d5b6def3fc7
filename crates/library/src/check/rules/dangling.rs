//! Names of other items that nothing has.

use jiff::civil::Date;
use strsim::damerau_levenshtein as distance;

use super::super::{entry::Entry, stock::Stock};
use crate::{
    item::{Detail, Fault, Kind},
    local_fact,
};

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.with_broken() {
        for (key, kind, slug) in slugs(entry) {
            if stock.find(kind, slug).is_none() {
                let what = format!("there is no '{slug}' in {kind}");
                faults.push(entry.fault_at(key, what, instead(stock, &format!("{}/{slug}", kind.folder()))));
            }
        }
        paths(stock, entry, &mut faults);
        cites(stock, entry, &mut faults);
        facts(entry, &mut faults);
    }
    faults
}

/// Every slug of another item that an item's front matter names, with its key and kind.
fn slugs<'e>(entry: &'e Entry<'_>) -> Vec<(String, Kind, &'e str)> {
    let head = &entry.item.head;
    let mut found = Vec::new();
    let mut list = |key: &str, kind, slugs: &'e [String]| {
        found.extend(
            slugs
                .iter()
                .enumerate()
                .map(|(index, slug)| (format!("{key}.{index}"), kind, slug.as_str())),
        );
    };
    list("audiences", Kind::Audience, &head.audiences);
    list("featured_for", Kind::Audience, &head.featured_for);
    list("services", Kind::Service, &head.services);
    list("threats", Kind::Threat, &head.threats);
    match &entry.item.detail {
        Detail::Audience(audience) => list("contacts", Kind::Contact, &audience.contacts),
        Detail::Threat(threat) => list("first_hour", Kind::FirstHour, &threat.first_hour),
        Detail::Service(service) => {
            for (index, period) in service.periods.iter().enumerate() {
                list(&format!("periods.{index}.audiences"), Kind::Audience, &period.audiences);
            }
        }
        Detail::FirstHour(card) => {
            for (index, step) in card.steps.iter().enumerate() {
                list(&format!("steps.{index}.audiences"), Kind::Audience, &step.audiences);
            }
            for (index, ring) in card.ring.iter().enumerate() {
                list(&format!("ring.{index}.audiences"), Kind::Audience, &ring.audiences);
            }
        }
        _ => {}
    }
    found.extend(
        groups(entry)
            .into_iter()
            .map(|(index, slug)| (format!("audience.{index}.slug"), Kind::Audience, slug)),
    );
    match &entry.item.detail {
        Detail::Threat(threat) => {
            for (index, exposure) in threat.audiences.iter().enumerate() {
                let case = exposure
                    .case
                    .iter()
                    .map(|slug| (format!("audience.{index}.case"), Kind::CaseStudy, slug.as_str()));
                found.extend(case);
            }
        }
        Detail::FirstHour(card) => {
            for (index, ring) in card.ring.iter().enumerate() {
                let contact = ring
                    .contact
                    .iter()
                    .map(|slug| (format!("ring.{index}.contact"), Kind::Contact, slug.as_str()));
                found.extend(contact);
            }
        }
        _ => {}
    }
    found
}

/// The groups of an item's `[[audience]]` tables.
fn groups<'e>(entry: &'e Entry<'_>) -> Vec<(usize, &'e str)> {
    let slugs: Vec<&str> = match &entry.item.detail {
        Detail::Service(service) => service.lines.iter().map(|lines| lines.slug.as_str()).collect(),
        Detail::Alert(alert) => alert.lines.iter().map(|lines| lines.slug.as_str()).collect(),
        Detail::Threat(threat) => threat.audiences.iter().map(|exposure| exposure.slug.as_str()).collect(),
        Detail::FirstHour(card) => card.notes.iter().map(|note| note.slug.as_str()).collect(),
        Detail::CaseStudy(case) => case.takeaways.iter().map(|takeaway| takeaway.slug.as_str()).collect(),
        _ => Vec::new(),
    };
    slugs.into_iter().enumerate().collect()
}

fn paths(stock: &Stock<'_>, entry: &Entry<'_>, faults: &mut Vec<Fault>) {
    let own = entry.item.path();
    for (index, path) in entry.item.head.see_also.iter().enumerate() {
        let key = format!("see_also.{index}");
        if *path == own {
            faults.push(entry.fault_at(key, "it names itself in `see_also`", "Take it out"));
        } else if entry.item.head.see_also[..index].contains(path) {
            faults.push(entry.fault_at(key, format!("'{path}' stands twice in `see_also`"), "Take one out"));
        } else if stock.at(path).is_none() {
            faults.push(entry.fault_at(key, format!("there is no '{path}'"), instead(stock, path)));
        }
    }
    for (index, action) in entry
        .item
        .audience()
        .iter()
        .flat_map(|audience| &audience.actions)
        .enumerate()
    {
        if let Some(path) = action.link.as_ref().filter(|path| stock.at(path).is_none()) {
            let key = format!("actions.{index}.link");
            faults.push(entry.fault_at(key, format!("there is no '{path}'"), instead(stock, path)));
        }
    }
}

fn cites(stock: &Stock<'_>, entry: &Entry<'_>, faults: &mut Vec<Fault>) {
    let is_id = |id: &str| {
        entry
            .item
            .head
            .sources
            .iter()
            .any(|source| source.id.as_deref() == Some(id))
    };
    for (index, exposure) in entry
        .item
        .threat()
        .iter()
        .flat_map(|threat| &threat.audiences)
        .enumerate()
    {
        for (place, cite) in exposure.cites.iter().enumerate() {
            if !is_id(cite) && stock.at(cite).is_none() {
                faults.push(entry.fault_at(
                    format!("audience.{index}.cites.{place}"),
                    format!("'{cite}' is neither the id of a source in this file nor an item"),
                    if cite.contains('/') {
                        instead(stock, cite)
                    } else {
                        "Give the source this id, or cite another".into()
                    },
                ));
            }
        }
    }
    for (index, period) in entry
        .item
        .service()
        .iter()
        .flat_map(|service| &service.periods)
        .enumerate()
    {
        if let Some(id) = period.source.as_ref().filter(|id| !is_id(id)) {
            let what = format!("no source in this file has the id '{id}'");
            faults.push(entry.fault_at(format!("periods.{index}.source"), what, "Give the source this id"));
        }
    }
}

fn facts(entry: &Entry<'_>, faults: &mut Vec<Fault>) {
    for (index, ring) in entry.item.first_hour().iter().flat_map(|card| &card.ring).enumerate() {
        if let Some(fact) = ring.fact.as_ref().filter(|fact| !local_fact::is_known(fact)) {
            let what = format!("'{fact}' is not the name of a local fact");
            faults.push(entry.fault_at(format!("ring.{index}.fact"), what, known_facts()));
        }
    }
}

/// What to do about the name of a local fact that is not in the list.
pub(super) fn known_facts() -> String {
    let names: Vec<&str> = local_fact::NAMES.iter().map(|(name, _)| *name).collect();
    format!("Use one of {}", names.join(", "))
}

/// What to do about a path that leads nowhere: the item that may be meant.
pub(super) fn instead(stock: &Stock<'_>, path: &str) -> String {
    let slug = path.rsplit('/').next().unwrap_or(path);
    let renamed = stock.entries().iter().find(|entry| {
        entry.item.kind.folder() == path.split('/').next().unwrap_or_default()
            && entry.item.head.formerly.iter().any(|old| old == slug)
    });
    let nearest = || {
        let candidates = stock.entries().iter().map(|entry| entry.item.path());
        let (distance, nearest) = candidates
            .map(|candidate| (distance(path, &candidate), candidate))
            .min()?;
        (distance <= path.len() / 4).then_some(nearest)
    };
    let same_slug = || {
        stock
            .entries()
            .iter()
            .find(|entry| entry.item.slug == slug)
            .map(|entry| entry.item.path())
    };
    match renamed
        .map(|entry| entry.item.path())
        .or_else(same_slug)
        .or_else(nearest)
    {
        Some(meant) => format!("Write '{meant}', if that is meant"),
        None => "Mend its name, add the item, or take it out".into(),
    }
}
