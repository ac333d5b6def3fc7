//! How easy the prose is: the Flesch-Kincaid grade of items and of kinds, and sentences that are too long.

use jiff::civil::Date;
use text::reading_age::{self, Count};

use super::super::{entry::Entry, stock::Stock};
use crate::item::{Fault, Kind};

/// Below this many words a grade says little.
const ENOUGH_WORDS: usize = 100;
const HIGHEST_GRADE: f64 = 8.0;
const HIGHEST_AVERAGE: f64 = 7.0;
const LONGEST_SENTENCE: usize = 25;

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.entries() {
        if let Some(grade) = grade(entry).filter(|grade| *grade > HIGHEST_GRADE) {
            let what = format!("its prose is of grade {grade:.1}, and {HIGHEST_GRADE:.0} is the highest");
            faults.push(entry.fault_in_body(what, "Use shorter sentences and shorter words"));
        }
        for (words, sentence) in reading_age::sentence_lengths(&entry.prose) {
            if words > LONGEST_SENTENCE {
                let first: Vec<&str> = sentence.split_whitespace().take(6).collect();
                let what = format!("the sentence that begins '{}' has {words} words", first.join(" "));
                faults.push(entry.fault(&entry.place_of_sentence(&sentence), what, "Make it two"));
            }
        }
    }
    faults.extend(Kind::ALL.into_iter().filter_map(|kind| average(stock, kind)));
    faults
}

/// The grade of an item that has enough words to have one, to the decimal that is shown.
fn grade(entry: &Entry<'_>) -> Option<f64> {
    if entry.count.words < ENOUGH_WORDS {
        return None;
    }
    entry.count.grade().map(shown)
}

fn shown(grade: f64) -> f64 {
    (grade * 10.0).round() / 10.0
}

fn average(stock: &Stock<'_>, kind: Kind) -> Option<Fault> {
    let mut total = Count::default();
    for entry in stock.all(kind) {
        total += entry.count;
    }
    if total.words < ENOUGH_WORDS || total.grade().map(shown).is_none_or(|grade| grade <= HIGHEST_AVERAGE) {
        return None;
    }
    let mut hardest: Vec<_> = stock
        .all(kind)
        .filter_map(|entry| Some((grade(entry)?, &entry.item.slug)))
        .collect();
    hardest.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let hardest: Vec<String> = hardest
        .iter()
        .take(3)
        .map(|(grade, slug)| format!("{slug} ({grade:.1})"))
        .collect();
    Some(Fault {
        file: format!("{}/", kind.folder()),
        line: 1,
        what: format!("all prose of this kind together is above grade {HIGHEST_AVERAGE:.0}"),
        remedy: format!("Begin with the hardest: {}", hardest.join(", ")),
    })
}
