//! What a service must have: how to go on without it, and the lines from which an alert is composed.

use jiff::civil::Date;

use super::super::{entry::Entry, stock::Stock};
use crate::{
    alert::FourLines,
    item::{Fault, Kind},
    service::{PeriodKind, Service},
};

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.all(Kind::Service) {
        let Some(service) = entry.item.service() else { continue };
        continuity(entry, service, &mut faults);
        groups(entry, service, &mut faults);
        for (index, period) in service.periods.iter().enumerate() {
            if period.kind == PeriodKind::Statutory && period.source.is_none() {
                let what = format!("the period '{}' is statutory and has no source", period.name);
                let remedy = "Name the id of the source that sets it: source = \"…\"; or say kind = \"busy\"";
                faults.push(entry.fault_at(format!("periods.{index}.kind"), what, remedy));
            }
        }
    }
    faults
}

fn continuity(entry: &Entry<'_>, service: &Service, faults: &mut Vec<Fault>) {
    for (key, (name, phase)) in ["hour", "day", "week", "month"]
        .into_iter()
        .zip(service.continuity.phases())
    {
        let name = name.to_lowercase();
        if phase.felt.trim().is_empty() {
            let what = format!("it does not say what would be felt in {name}");
            faults.push(entry.fault_at(
                format!("continuity.{key}.felt"),
                what,
                "Say it in a sentence: felt = \"…\"",
            ));
        }
        if phase.deeds.iter().all(|deed| deed.trim().is_empty()) {
            let what = format!("it does not say what to do in {name}");
            faults.push(entry.fault_at(format!("continuity.{key}.do"), what, "List the steps: do = [\"…\"]"));
        }
    }
}

fn groups(entry: &Entry<'_>, service: &Service, faults: &mut Vec<Fault>) {
    if service.lines.is_empty() {
        let remedy = "Add [[audience]] with slug, means, today, it and ask for each group that depends on it";
        faults.push(entry.fault_at("audience", "it has the four lines of an alert for no group", remedy));
    }
    for (index, lines) in service.lines.iter().enumerate() {
        if !entry.item.head.is_for(&lines.slug) {
            let what = format!(
                "it has the four lines for '{}', which is not among its `audiences`",
                lines.slug
            );
            let remedy = "Add the group to `audiences`, or take the lines out";
            faults.push(entry.fault_at(format!("audience.{index}.slug"), what, remedy));
        }
    }
    faults.extend(four_lines(entry, &service.lines));
}

/// Faults of the four lines for each group: one that is empty, a group that comes twice.
pub(super) fn four_lines(entry: &Entry<'_>, groups: &[FourLines]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        if groups[..index].iter().any(|earlier| earlier.slug == group.slug) {
            let what = format!("it has two [[audience]] for '{}'", group.slug);
            faults.push(entry.fault_at(format!("audience.{index}.slug"), what, "Make one of the two"));
        }
        for (key, line) in [
            ("means", &group.means),
            ("today", &group.today),
            ("it", &group.it),
            ("ask", &group.ask),
        ] {
            if line.trim().is_empty() {
                let what = format!("`{key}` is empty for '{}'", group.slug);
                faults.push(entry.fault_at(format!("audience.{index}.{key}"), what, "Write the line"));
            }
        }
    }
    faults
}
