//! Addresses of other people's pages that cannot be right.

use jiff::civil::Date;

use super::super::{outside, stock::Stock};
use crate::item::Fault;

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.with_broken() {
        for found in outside::addresses(entry) {
            if let Some((what, remedy)) = outside::why_wrong(&found.address) {
                faults.push(entry.fault(&found.place, what, remedy));
            }
        }
    }
    faults
}
