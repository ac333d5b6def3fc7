//! Telephone numbers stand with the contacts, where they are looked after, and in no other text.

use jiff::civil::Date;

use super::super::{
    entry::{Entry, Place},
    stock::Stock,
};
use crate::item::{Fault, Kind};

/// How many digits a number of the United Kingdom has, the nought included.
const DIGITS: std::ops::RangeInclusive<usize> = 10..=11;

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let others = stock.with_broken().filter(|entry| entry.item.kind != Kind::Contact);
    let contacts = stock.with_broken().filter_map(|entry| {
        let contact = entry.item.contact()?;
        let numbers = [("number", &contact.number), ("text_number", &contact.text_number)];
        Some(
            numbers
                .into_iter()
                .filter_map(|(key, number)| unringable(entry, key, number.as_deref()?)),
        )
    });
    others.flat_map(faults_of).chain(contacts.flatten()).collect()
}

/// The shortest numbers there are: 999, 101.
const FEWEST_DIGITS: usize = 3;

/// What a telephone would make of a contact's number: nothing, when it is words.
fn unringable(entry: &Entry<'_>, key: &str, number: &str) -> Option<Fault> {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_number = number
        .chars()
        .all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '+' | '(' | ')' | '-'));
    (!is_number || digits < FEWEST_DIGITS).then(|| {
        let what = format!("'{number}' is not a number that can be rung");
        let remedy = "Write the number alone; what else there is to say goes into `hours` or `does`";
        entry.fault_at(key, what, remedy)
    })
}

fn faults_of(entry: &Entry<'_>) -> Vec<Fault> {
    let numbers = numbers(&entry.prose);
    numbers
        .into_iter()
        .map(|number| {
            let what = format!("the number {number} stands in the text");
            let remedy = "Link to its contact in place of it: a number that changes is then changed once";
            entry.fault(&Place::Words(number.to_owned()), what, remedy)
        })
        .collect()
}

/// What looks like a telephone number: digits and single spaces, beginning with a nought.
fn numbers(text: &str) -> Vec<&str> {
    let runs = text.split(|letter: char| !(letter.is_ascii_digit() || letter == ' '));
    let runs = runs.map(str::trim);
    runs.filter(|run| run.starts_with('0') && !run.contains("  "))
        .filter(|run| DIGITS.contains(&run.bytes().filter(u8::is_ascii_digit).count()))
        .collect()
}
