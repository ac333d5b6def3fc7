//! The rules. Each looks at the whole stock and returns what is wrong, and none does anything else.

mod address;
mod audience;
mod card;
mod dangling;
mod dated;
mod grade;
mod head;
mod link;
mod number;
mod order;
mod reach;
mod service;
mod spelling;
mod story;
mod term;
mod threat;
mod twin;
mod word;

use jiff::civil::Date;

use super::stock::Stock;
use crate::item::Fault;

type Rule = fn(&Stock<'_>, Date) -> Vec<Fault>;

/// All rules.
pub(super) const ALL: [Rule; 18] = [
    head::faults,
    address::faults,
    dangling::faults,
    link::faults,
    number::faults,
    order::faults,
    audience::faults,
    threat::faults,
    card::faults,
    service::faults,
    story::faults,
    dated::faults,
    grade::faults,
    word::faults,
    spelling::faults,
    twin::faults,
    term::faults,
    reach::faults,
];
