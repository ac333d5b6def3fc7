//! What a group's item must have.

use jiff::civil::Date;

use super::super::{entry::Entry, stock::Stock};
use crate::item::{Fault, Kind};

/// Three actions stand on every group's page, also in a week with nothing more urgent.
const FEWEST_ACTIONS: usize = 3;
const HEADINGS: [&str; 4] = [
    "What attackers want from you",
    "How it usually starts",
    "When something is wrong",
    "What to settle beforehand",
];

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.all(Kind::Audience) {
        let Some(audience) = entry.item.audience() else {
            continue;
        };
        if audience.actions.len() < FEWEST_ACTIONS {
            let what = format!(
                "it has {} actions, and {FEWEST_ACTIONS} are the fewest",
                audience.actions.len()
            );
            faults.push(entry.fault_at("actions", what, "Add [[actions]] with do, why and link"));
        }
        if entry.item.head.services.is_empty() {
            let remedy = "Name the services that this group depends on, most important first: services = [\"…\"]";
            faults.push(entry.fault_at("services", "it depends on no service", remedy));
        }
        faults.extend(missing_headings(entry, &HEADINGS));
    }
    faults
}

/// A fault for each of `wanted` that is no heading of the body.
pub(super) fn missing_headings(entry: &Entry<'_>, wanted: &[&str]) -> Vec<Fault> {
    let missing = wanted
        .iter()
        .filter(|heading| !entry.headings().any(|there| there == **heading));
    missing
        .map(|heading| {
            entry.fault_in_body(
                format!("the body has no heading '{heading}'"),
                format!("Add ## {heading}"),
            )
        })
        .collect()
}
