//! Places in an order, and old slugs, that two items claim.

use std::collections::HashMap;

use jiff::civil::Date;

use super::super::{entry::Entry, stock::Stock};
use crate::item::{Detail, Fault, Kind};

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for kind in [Kind::Audience, Kind::FirstHour, Kind::Question] {
        let mut taken: HashMap<u32, &Entry<'_>> = HashMap::new();
        let mut last = stock.all(kind).filter_map(order).max().unwrap_or(0);
        for entry in stock.all(kind) {
            let Some(order) = order(entry) else { continue };
            let Some(other) = taken.get(&order) else {
                taken.insert(order, entry);
                continue;
            };
            last += 1;
            let what = format!("`order` is {order}, as in {}", other.file.path);
            faults.push(entry.fault_at("order", what, format!("Give each its own place; {last} is free")));
        }
    }
    formerly(stock, &mut faults);
    faults
}

fn order(entry: &Entry<'_>) -> Option<u32> {
    match &entry.item.detail {
        Detail::Audience(audience) => Some(audience.order),
        Detail::FirstHour(card) => Some(card.order),
        Detail::Question(question) => Some(question.order),
        _ => None,
    }
}

fn formerly(stock: &Stock<'_>, faults: &mut Vec<Fault>) {
    let mut taken: HashMap<(Kind, &str), &Entry<'_>> = HashMap::new();
    for entry in stock.entries() {
        for (index, old) in entry.item.head.formerly.iter().enumerate() {
            let key = format!("formerly.{index}");
            if !text::slug::is_slug(old) {
                faults.push(entry.fault_at(key, format!("'{old}' was never an address"), "Write the old slug alone"));
            } else if let Some(live) = stock.find(entry.item.kind, old) {
                let what = format!("the old slug '{old}' is that of {}", live.file.path);
                faults.push(entry.fault_at(
                    key,
                    what,
                    "Take it out of `formerly`, or give the other item another slug",
                ));
            } else if let Some(other) = taken.insert((entry.item.kind, old), entry) {
                let what = format!("the old slug '{old}' stands in {} too", other.file.path);
                faults.push(entry.fault_at(key, what, "Leave it in the one to which readers should come"));
            }
        }
    }
}
