//! What a threat must have, first of all a word for every group.

use jiff::civil::Date;

use super::{
    super::{entry::Entry, stock::Stock},
    audience::missing_headings,
};
use crate::{
    item::{Fault, Kind},
    threat::{Exposure, Threat},
};

const HEADINGS: [&str; 3] = ["How it starts", "What it does to a council", "What stops it"];

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let audiences = stock.audiences();
    let mut faults = Vec::new();
    for entry in stock.all(Kind::Threat) {
        let Some(threat) = entry.item.threat() else { continue };
        for (key, lines) in [("signs", &threat.signs), ("first", &threat.first)] {
            if lines.iter().all(|line| line.trim().is_empty()) {
                faults.push(entry.fault_at(key, format!("`{key}` is empty"), "Say it in a few short lines"));
            }
        }
        for audience in &audiences {
            let slug = &audience.item.slug;
            if threat.exposure(slug).is_none() {
                let what = format!("it does not say what it is for the group '{slug}'");
                faults.push(entry.fault_at("audience", what, format!("Add [[audience]] with slug = \"{slug}\"")));
            }
        }
        exposures(entry, threat, &mut faults);
        faults.extend(missing_headings(entry, &HEADINGS));
    }
    faults
}

fn exposures(entry: &Entry<'_>, threat: &Threat, faults: &mut Vec<Fault>) {
    for (index, exposure) in threat.audiences.iter().enumerate() {
        let slug = &exposure.slug;
        if threat.audiences[..index].iter().any(|earlier| earlier.slug == *slug) {
            let what = format!("it has two [[audience]] for '{slug}'");
            faults.push(entry.fault_at(format!("audience.{index}.slug"), what, "Make one of the two"));
        }
        if exposure.cites.is_empty() {
            let what = format!("what it says for '{slug}' cites nothing");
            let remedy = "Cite the id of a source in the file, or an item such as \"case-studies/hackney-2020\"";
            faults.push(entry.fault_at(format!("audience.{index}.cites"), what, remedy));
        }
        for (key, _) in lines(exposure).iter().filter(|(_, line)| line.trim().is_empty()) {
            let what = format!("`{key}` is empty for '{slug}'");
            faults.push(entry.fault_at(format!("audience.{index}.{key}"), what, "Write the line"));
        }
    }
}

fn lines(exposure: &Exposure) -> [(&'static str, &str); 9] {
    [
        ("likelihood_reason", &exposure.likelihood_reason),
        ("impact_reason", &exposure.impact_reason),
        ("looks_like", &exposure.looks_like),
        ("means", &exposure.means),
        ("today", &exposure.today),
        ("it", &exposure.it),
        ("ask", &exposure.ask),
        ("first_response", &exposure.first_response),
        ("stops", &exposure.stops),
    ]
}
