//! Items that say the same, or go by the same name.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::super::{entry::Entry, stock::Stock};
use crate::item::{Fault, Kind};

/// How many words of running text are compared at once.
const SHINGLE: usize = 5;
/// The share of shingles that two items may have in common.
const ALIKE: f64 = 0.35;

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for kind in Kind::ALL {
        let entries: Vec<&Entry<'_>> = stock.all(kind).collect();
        alike(&entries, &mut faults);
        same_title(&entries, &mut faults);
    }
    same_term(&stock.all(Kind::Glossary).collect::<Vec<_>>(), &mut faults);
    faults
}

fn alike(entries: &[&Entry<'_>], faults: &mut Vec<Fault>) {
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut sizes = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let shingles = shingles(&entry.prose);
        sizes.push(shingles.len());
        for shingle in shingles {
            having.entry(shingle).or_default().push(index);
        }
    }
    let mut common: HashMap<(usize, usize), usize> = HashMap::new();
    for indices in having.values().filter(|indices| indices.len() > 1) {
        for (place, later) in indices.iter().enumerate() {
            for earlier in &indices[..place] {
                *common.entry((*earlier, *later)).or_default() += 1;
            }
        }
    }
    // Of several that are alike, each is told of the one that is most like it.
    let mut nearest: HashMap<usize, (f64, usize)> = HashMap::new();
    for ((earlier, later), common) in common {
        let share = ratio(common, sizes[earlier] + sizes[later] - common);
        if share > ALIKE {
            let so_far = nearest.entry(later).or_insert((share, earlier));
            if share > so_far.0 || (share >= so_far.0 && earlier < so_far.1) {
                *so_far = (share, earlier);
            }
        }
    }
    for (later, (share, earlier)) in nearest {
        let what = format!(
            "{:.0}% of its words stand in {} too",
            share * 100.0,
            entries[earlier].file.path
        );
        faults.push(entries[later].fault_in_body(what, "Make one of the two, or say what differs"));
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of shingles are far below 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn shingles(prose: &str) -> HashSet<u64> {
    // Each word is hashed once, and a shingle is the hash of its words' hashes.
    let words = prose
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let words: Vec<u64> = words
        .map(|word| hash(word.chars().map(|letter| u64::from(letter.to_ascii_lowercase()))))
        .collect();
    words
        .windows(SHINGLE)
        .map(|shingle| hash(shingle.iter().copied()))
        .collect()
}

/// A quick hash (FNV-1a over whole numbers). Two shingles that share one by chance change no share that is told.
fn hash(parts: impl Iterator<Item = u64>) -> u64 {
    parts.fold(0xcbf2_9ce4_8422_2325, |hash, part| {
        (hash ^ part).wrapping_mul(0x0100_0000_01b3)
    })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// A name as two people would write it alike.
pub(super) fn folded(name: &str) -> String {
    words(name).collect::<Vec<_>>().join(" ")
}

fn same_title(entries: &[&Entry<'_>], faults: &mut Vec<Fault>) {
    let mut taken: HashMap<String, &Entry<'_>> = HashMap::new();
    for entry in entries {
        let title = folded(&entry.item.head.title);
        match taken.get(&title) {
            Some(other) => {
                let what = format!("it has the same title as {}", other.file.path);
                faults.push(entry.fault_at("title", what, "Make one of the two, or say in the title what differs"));
            }
            None => {
                taken.insert(title, entry);
            }
        }
    }
}

/// Two entries of the glossary that answer to one name: neither search nor the linker could choose.
fn same_term(entries: &[&Entry<'_>], faults: &mut Vec<Fault>) {
    let mut taken: HashMap<String, &Entry<'_>> = HashMap::new();
    for entry in entries {
        let known = entry.item.term().map_or(&[][..], |term| &term.also_known_as);
        let names = known
            .iter()
            .enumerate()
            .map(|(index, name)| (format!("also_known_as.{index}"), name));
        let mut own: Vec<&String> = Vec::new();
        for (key, name) in std::iter::once(("title".to_owned(), &entry.item.head.title)).chain(names) {
            if own.contains(&name) {
                faults.push(entry.fault_at(&key, format!("'{name}' stands twice among its names"), "Take one out"));
            }
            own.push(name);
            let name_folded = folded(name);
            match taken.get(&name_folded) {
                // "key-safe" and "key safe" may both be its names: each is found in texts as it is written.
                Some(other) if other.file.path == entry.file.path => {}
                // Two equal titles are told by another rule.
                Some(other) if key != "title" || folded(&other.item.head.title) != name_folded => {
                    let what = format!("'{name}' is a name of {} too", other.file.path);
                    faults.push(entry.fault_at(key, what, "Leave the name in one of the two"));
                }
                Some(_) => {}
                None => {
                    taken.insert(name_folded, entry);
                }
            }
        }
    }
}
