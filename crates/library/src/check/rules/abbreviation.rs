//! Abbreviations that readers meet and the glossary does not explain.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::super::{
    entry::{Entry, Place},
    stock::Stock,
};
use crate::item::{Fault, Kind};

/// What every reader knows, or what is the name of a firm rather than an abbreviation.
const KNOWN: [&str; 28] = [
    "UK", "GB", "NI", "EU", "US", "USA", "IT", "ID", "OK", "AM", "PM", "TV", "PC", "PDF", "FAQ", "DIY", "CV", "PIN",
    "USB", "SMS", "VAT", "HM", "GP", "NHS", "BBC", "CCTV", "PO", "NRS",
];
/// A term that one item alone uses is explained there.
const FEWEST_ITEMS: usize = 2;

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let explained = explained(stock);
    let mut users: BTreeMap<&str, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in stock.entries() {
        let found: HashSet<&str> = abbreviations(&entry.prose)
            .chain(abbreviations(&entry.item.head.title))
            .collect();
        for abbreviation in found {
            let is_explained = KNOWN.contains(&abbreviation) || explained.contains(abbreviation);
            if !is_explained {
                users.entry(abbreviation).or_default().push(entry);
            }
        }
    }
    users
        .into_iter()
        .filter(|(_, users)| users.len() >= FEWEST_ITEMS)
        .filter_map(|(name, users)| fault(name, &users))
        .collect()
}

fn fault(abbreviation: &str, users: &[&Entry<'_>]) -> Option<Fault> {
    // The last is a folder's, when a folder uses it at all.
    let (last, rest) = users.split_last()?;
    let shown: Vec<&str> = rest
        .iter()
        .rev()
        .take(3)
        .map(|entry| entry.file.path.as_str())
        .collect();
    let more = match rest.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let what = format!(
        "'{abbreviation}' is not in the glossary, and stands in {}{more} too",
        shown.join(", ")
    );
    let remedy = "Add it to the glossary, to `also_known_as` of the term it stands for, or write the words in full";
    Some(last.fault(&Place::Words(abbreviation.to_owned()), what, remedy))
}

/// Every abbreviation that is a name, or part of a name, of a glossary entry.
fn explained<'s>(stock: &'s Stock<'_>) -> HashSet<&'s str> {
    let mut explained = HashSet::new();
    for entry in stock.all(Kind::Glossary) {
        let also = entry.item.term().map_or(&[][..], |term| &term.also_known_as);
        for name in std::iter::once(&entry.item.head.title).chain(also) {
            explained.extend(abbreviations(name));
        }
    }
    explained
}

/// The words of two to six capital letters in a text, with digits and ampersands; a plural is its singular.
fn abbreviations(text: &str) -> impl Iterator<Item = &str> {
    // What has a hyphen or a full stop in it, such as GOV.UK, is a name.
    let words = text.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '&' | '-' | '.')));
    let words = words
        .map(|word| word.trim_matches('.'))
        .map(|word| word.strip_suffix('s').unwrap_or(word));
    words.filter(|word| {
        let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
        let is_plain = word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'&');
        (2..=6).contains(&word.len())
            && capitals >= 2
            && is_plain
            && word.starts_with(|first: char| first.is_ascii_uppercase())
    })
}
