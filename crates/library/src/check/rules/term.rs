//! Terms that readers meet and the glossary does not explain: abbreviations, and words of the trade.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use jiff::civil::Date;

use super::super::{
    entry::{Entry, Place},
    stock::Stock,
};
use crate::item::{Fault, Kind};

/// What every reader knows, and what is the name of a firm, a gang or a thing rather than an abbreviation.
const KNOWN: [&str; 36] = [
    "UK", "GB", "NI", "EU", "US", "USA", "IT", "ID", "OK", "AM", "PM", "TV", "PC", "PDF", "FAQ", "DIY", "CV", "PIN",
    "USB", "SMS", "VAT", "HM", "GP", "MP", "NHS", "BBC", "ITV", "CCTV", "GPS", "PO", "AA", "NRS", "CGI", "RSM", "INC",
    "SQL",
];
/// Words of the trade, one a line.
const JARGON: &str = include_str!("jargon.txt");

/// An item that uses a term, and the term as it is written there.
type User<'s> = (&'s Entry<'s>, String);

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let explained = explained(stock);
    let mut users: BTreeMap<String, Vec<User<'_>>> = BTreeMap::new();
    for entry in stock.entries() {
        for (term, written) in terms(entry) {
            if !explained.contains(&term) {
                users.entry(term).or_default().push((entry, written));
            }
        }
    }
    users.values().filter_map(|users| fault(users)).collect()
}

fn fault(users: &[User<'_>]) -> Option<Fault> {
    // The last is a folder's, when a folder uses it at all.
    let ((last, written), rest) = users.split_last()?;
    let shown: Vec<&str> = rest
        .iter()
        .rev()
        .take(3)
        .map(|(entry, _)| entry.file.path.as_str())
        .collect();
    let too = match (shown.as_slice(), rest.len() - shown.len()) {
        ([], _) => String::new(),
        (shown, 0) => format!(", and stands in {} too", shown.join(", ")),
        (shown, more) => format!(", and stands in {} and {more} more too", shown.join(", ")),
    };
    let what = format!("'{written}' is not in the glossary{too}");
    let remedy = "Add it to the glossary, or to `also_known_as` of the term it stands for, or say it in other words";
    Some(last.fault(&Place::Words(written.clone()), what, remedy))
}

/// The terms that a reader of this item meets, each with how it is written.
fn terms(entry: &Entry<'_>) -> BTreeMap<String, String> {
    let title = &entry.item.head.title;
    let abbreviations = abbreviations(&entry.prose).chain(abbreviations(title));
    let unknown = abbreviations.filter(|word| !KNOWN.contains(word) && !is_spelt_out(&entry.prose, word));
    let unknown = unknown.map(|word| (word.to_owned(), word.to_owned()));
    let of_the_trade = jargon(&entry.prose).chain(jargon(title));
    unknown
        .chain(of_the_trade.map(|(listed, written)| (listed.to_owned(), written.to_owned())))
        .collect()
}

/// Whether an item says itself what an abbreviation stands for: `the Fire Brigades Union (FBU)`.
fn is_spelt_out(prose: &str, abbreviation: &str) -> bool {
    prose.contains(&format!("({abbreviation})")) || prose.contains(&format!("{abbreviation} ("))
}

/// What the names of glossary entries explain, and those of threats, whose pages say what they are: the
/// abbreviations and the words of the trade in them.
fn explained(stock: &Stock<'_>) -> HashSet<String> {
    let mut explained = HashSet::new();
    for entry in stock.all(Kind::Glossary).chain(stock.all(Kind::Threat)) {
        let also = entry.item.term().map_or(&[][..], |term| &term.also_known_as);
        for name in std::iter::once(&entry.item.head.title).chain(also) {
            let listed = jargon(name).map(|(listed, _)| listed);
            explained.extend(abbreviations(name).chain(listed).map(str::to_owned));
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

/// The words of the trade in a text: as the list has them, and as they are written.
fn jargon(text: &str) -> impl Iterator<Item = (&'static str, &str)> {
    static LISTED: LazyLock<HashMap<String, Vec<Listed>>> = LazyLock::new(listed);
    let words = words(text);
    let starts = 0..words.len();
    starts.flat_map(move |at| {
        let beginning_so = LISTED.get(&words[at].0).into_iter().flatten();
        let found = beginning_so.filter_map(|listed| {
            let written = words.get(at..at + listed.words.len())?;
            let is_it = written.iter().map(|(word, _)| word).eq(&listed.words);
            is_it.then(|| (listed.name, &text[written[0].1.start..written[written.len() - 1].1.end]))
        });
        found.collect::<Vec<_>>()
    })
}

struct Listed {
    name: &'static str,
    words: Vec<String>,
}

/// The list, by first words.
fn listed() -> HashMap<String, Vec<Listed>> {
    let mut listed: HashMap<String, Vec<Listed>> = HashMap::new();
    for name in JARGON.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<String> = words(name).into_iter().map(|(word, _)| word).collect();
        if let Some(first) = words.first() {
            listed.entry(first.clone()).or_default().push(Listed { name, words });
        }
    }
    listed
}

/// The words of a text in small letters and the singular, with where they stand; a hyphen parts two.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(began)) => {
                let word = text[began..at].to_lowercase();
                let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
                let singular = if is_plural {
                    word[..word.len() - 1].to_owned()
                } else {
                    word
                };
                words.push((singular, began..at));
                start = None;
            }
            _ => {}
        }
    }
    words
}
