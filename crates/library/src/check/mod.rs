//! The check: everything that is wrong with the content, told at once, with the line and the remedy.
//!
//! A *stock* is the starter library with a folder laid over it; an *entry* of it is one item with its file.
//! A *rule* looks at the stock and returns faults; [`run`] asks them all. When a folder is given, only its
//! own faults are told, and those of the starter library that it causes. [`links`] asks the outside
//! addresses whether they still answer, which no other rule does.

mod entry;
mod graph;
pub mod links;
mod outside;
mod report;
mod rules;
mod sources;
mod stock;

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use crate::item::Fault;

pub use report::{Cell, Matrix, Report};
pub use sources::Sources;
use stock::Stock;

/// Checks the content as it stands on `today`.
pub fn run(sources: &Sources, today: Date) -> Report {
    let folder = sources.folder.as_deref().unwrap_or_default();
    let stock = Stock::of(&sources.built_in, folder);
    let mut faults = judge(&stock, today);
    if sources.folder.is_some() {
        let without: BTreeSet<Fault> = judge(&Stock::of(&sources.built_in, &[]), today).into_iter().collect();
        let own: HashSet<&str> = folder.iter().map(|file| file.path.as_str()).collect();
        faults.retain(|fault| own.contains(fault.file.as_str()) || !without.contains(fault));
    }
    faults.extend(sources.unreadable.iter().cloned());
    faults.sort();
    faults.dedup();
    Report::new(faults, &stock)
}

fn judge(stock: &Stock<'_>, today: Date) -> Vec<Fault> {
    let mut faults = stock.faults.clone();
    for rule in rules::ALL {
        faults.extend(
            rule(stock, today)
                .into_iter()
                .filter(|fault| !stock.is_of_stand_in(fault)),
        );
    }
    faults
}

#[cfg(test)]
mod tests;
