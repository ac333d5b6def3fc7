//! Every item is within two links of a group's page, lists apart.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::{
    graph::{Signposts, leads_from_group, leads_from_item},
    stock::Stock,
};
use crate::item::{Fault, Kind};

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let signposts = Signposts::of(stock);
    let groups: Vec<_> = stock.all(Kind::Audience).collect();
    let near: BTreeSet<String> = groups.iter().flat_map(|group| leads_from_group(stock, &signposts, group)).collect();
    let mut reached = near.clone();
    for entry in near.iter().filter_map(|path| stock.at(path)).filter(|entry| entry.item.kind != Kind::Audience) {
        reached.extend(leads_from_item(&signposts, entry));
    }
    let must_be_near = |kind| !matches!(kind, Kind::Audience | Kind::Alert);
    let lost = stock.entries().iter().filter(|entry| must_be_near(entry.item.kind) && !reached.contains(&entry.item.path()));
    lost.map(|entry| {
        let remedy = match entry.item.kind {
            Kind::Guidance | Kind::CaseStudy | Kind::Resource => {
                "Name a threat or service it bears on, or name it in `see_also` of a page that a group's page shows"
            }
            Kind::Glossary => "Use the word in a text, or name it in `see_also` of a page that a group's page shows",
            _ => "Name it in `see_also` of a page that a group's page shows, or name such a page in its own",
        };
        entry.fault_at("see_also", "it is more than two links from every group's page", remedy)
    })
    .collect()
}
