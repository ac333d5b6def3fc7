//! What to try instead, when nothing was found; and names that begin with what is being typed.

use std::collections::HashSet;

use crate::document::{Scope, Sight};
use crate::lexicon::Lexicon;
use crate::snapshot::{Side, Snapshot};
use crate::words::{is_stopword, spellings};

const MOST: usize = 5;
/// No more words of a question than this are compared.
const MOST_WORDS: usize = 8;
/// How alike a name must be to be offered.
const ALIKE: f32 = 0.22;

/// The question in words that are known and look most like those typed.
pub(crate) fn alike(lexicons: &[&Lexicon], text: &str) -> Option<String> {
    let typed = spellings(text)
        .into_iter()
        .filter(|word| !is_stopword(word) && word.chars().count() > 3);
    let words: Vec<String> = typed
        .take(MOST_WORDS)
        .filter_map(|word| {
            let near = lexicons.iter().filter_map(|lexicon| lexicon.alike(&word));
            near.min_by(|one, other| one.cost.total_cmp(&other.cost))
                .map(|near| near.word)
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Terms and titles that look most like the question.
pub(crate) fn nearest(snapshot: &Snapshot, sight: &Sight, text: &str) -> Vec<String> {
    let wanted: HashSet<[char; 3]> = spellings(text)
        .iter()
        .filter(|word| !is_stopword(word))
        .take(MOST_WORDS)
        .flat_map(|word| grams(word))
        .collect();
    let mut scored: Vec<(f32, &str)> = names(snapshot, sight)
        .map(|name| {
            let have: HashSet<[char; 3]> = spellings(name).iter().flat_map(|word| grams(word)).collect();
            let shared = have.intersection(&wanted).count() as f32;
            (2.0 * shared / (have.len() + wanted.len()).max(1) as f32, name)
        })
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    scored.dedup_by(|one, other| one.1 == other.1);
    scored.into_iter().take(MOST).map(|(_, name)| name.to_owned()).collect()
}

/// Terms and titles that begin with what was typed so far, or have a word that does.
pub(crate) fn beginning<'a>(snapshot: &'a Snapshot, sight: &Sight, typed: &str, limit: usize) -> Vec<&'a str> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut fitting: Vec<(bool, &str)> = names(snapshot, sight)
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let is_within = lower.match_indices(&typed).any(|(at, _)| lower[..at].ends_with(' '));
            (lower.starts_with(&typed) || is_within).then_some((!lower.starts_with(&typed), name))
        })
        .collect();
    fitting.sort_by_key(|(is_within, name)| (*is_within, name.len(), *name));
    fitting.dedup();
    fitting.into_iter().take(limit).map(|(_, name)| name).collect()
}

fn names<'a>(snapshot: &'a Snapshot, sight: &Sight) -> impl Iterator<Item = &'a str> {
    let scopes = sight.restricted();
    let titles = |side: &'a Side, scopes: Vec<Scope>| {
        let seen = side.cards.values().filter(move |card| scopes.contains(&card.scope));
        seen.map(|card| card.title.as_str())
    };
    let terms = snapshot.meanings.iter().map(|meaning| meaning.term.as_str());
    terms
        .chain(titles(&snapshot.clear, vec![Scope::Clear]))
        .chain(titles(&snapshot.restricted, scopes))
}

fn grams(word: &str) -> Vec<[char; 3]> {
    let padded: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
    padded.windows(3).map(|gram| [gram[0], gram[1], gram[2]]).collect()
}
