//! Every item is within two links of a group's page, lists apart.

use std::collections::HashSet;

use jiff::civil::Date;

use super::super::{
    graph::{Reader, Words, group_page, item_page},
    stock::Stock,
};
use crate::{
    item::{Fault, Item, Kind, Nation},
    opportunity::Standing,
};

pub(super) fn faults(stock: &Stock<'_>, today: Date) -> Vec<Fault> {
    let shelf = stock.shelf(today);
    let mut words = Words::default();
    let mut reached: HashSet<String> = HashSet::new();
    for group in shelf.audiences() {
        for nations in readers() {
            let reader = Reader {
                shelf: &shelf,
                group,
                nations,
            };
            let near = group_page(stock, &mut words, &reader, today);
            for entry in near.iter().filter_map(|path| stock.at(path)) {
                reached.extend(item_page(&mut words, &reader, entry));
            }
            reached.extend(near);
        }
    }
    let lost = stock.entries().iter().filter(|entry| {
        let path = entry.item.path();
        must_be_near(&entry.item, today) && shelf.at(&path).is_some() && !reached.contains(&path)
    });
    lost.map(|entry| {
        entry.fault_at(
            "see_also",
            "it is more than two links from every group's page",
            remedy(entry.item.kind),
        )
    })
    .collect()
}

/// The nations that a reader may have: one, or all while none was chosen.
fn readers() -> Vec<Vec<Nation>> {
    std::iter::once(Nation::ALL.to_vec())
        .chain(Nation::ALL.map(|nation| vec![nation]))
        .collect()
}

/// Groups' pages are where a reader begins; alerts and offers that are over live in their lists.
fn must_be_near(item: &Item, today: Date) -> bool {
    match item.kind {
        Kind::Audience | Kind::Alert => false,
        Kind::Opportunity => item
            .opportunity()
            .is_some_and(|offer| offer.standing(today) != Standing::Closed),
        _ => true,
    }
}

fn remedy(kind: Kind) -> &'static str {
    match kind {
        Kind::Glossary => "Use the word in a text that a group's page shows, or name it in `see_also` of one",
        _ => "Name it in `see_also` of an item that a group's page shows, or link to it there",
    }
}
