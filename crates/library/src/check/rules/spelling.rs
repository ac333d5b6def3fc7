//! One outside page written in two ways: a reader sees two visited colours, and one of them is a redirect.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::super::{
    entry::Entry,
    outside::{self, Outside},
    stock::Stock,
};
use crate::item::Fault;

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut pages: HashMap<String, Vec<(&Entry<'_>, Outside)>> = HashMap::new();
    for entry in stock.entries() {
        for found in outside::addresses(entry) {
            pages
                .entry(outside::same_page(&found.address))
                .or_default()
                .push((entry, found));
        }
    }
    pages.values().flat_map(|uses| faults_of_page(uses)).collect()
}

fn faults_of_page(uses: &[(&Entry<'_>, Outside)]) -> Vec<Fault> {
    let mut spellings: BTreeMap<&str, Vec<&(&Entry<'_>, Outside)>> = BTreeMap::new();
    for place in uses {
        spellings
            .entry(outside::without_fragment(&place.1.address))
            .or_default()
            .push(place);
    }
    // The spelling used most is taken for right; of two used alike, the one that came first.
    let most = spellings.values().map(Vec::len).max().unwrap_or(0);
    let right = uses.iter().find(|(_, found)| {
        spellings
            .get(outside::without_fragment(&found.address))
            .is_some_and(|same| same.len() == most)
    });
    let Some((first, right)) = right else { return Vec::new() };
    let right = outside::without_fragment(&right.address);
    let others = uses
        .iter()
        .filter(|(_, found)| outside::without_fragment(&found.address) != right);
    others
        .map(|(entry, found)| {
            let what = format!(
                "'{}' is the same page as '{right}' in {}",
                found.address, first.file.path
            );
            entry.fault(
                &found.place,
                what,
                "Write both the same way, as the publisher's site does",
            )
        })
        .collect()
}
