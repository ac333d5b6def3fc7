//! How people ask for the pages of the starter library, beside what each page's front matter says: many
//! phrases by many people, from which search learns and by which it finds. They stand in `content/asked`, a
//! file for each kind, so that a page's file stays one that a person can read.

use std::collections::HashMap;

use crate::{item::Kind, shelf::built_in_text};

/// Ways of asking, a line each, by the path of the item that answers: `kind/slug`.
pub type Asked = HashMap<String, String>;

/// Those of the starter library.
pub fn asked() -> Asked {
    let mut asked = Asked::new();
    for folder in Kind::ALL.map(Kind::folder) {
        if let Some(file) = built_in_text(&format!("asked/{folder}.txt")) {
            let phrases = search::phrases(&file).into_iter();
            asked.extend(phrases.map(|(slug, phrases)| (format!("{folder}/{slug}"), phrases)));
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{item::Item, shelf};

    #[test]
    fn every_phrase_is_of_a_page_that_there_is_and_of_no_other() {
        let items = shelf::collect(&shelf::built_in(), &[], &[]).items;
        let pages: HashSet<String> = items.iter().map(Item::path).collect();
        let mut seen = HashMap::new();
        for item in &items {
            let own = item.head.asked_as.iter();
            seen.extend(own.map(|phrase| (phrase.to_lowercase(), item.path())));
        }
        let mut faults = Vec::new();
        for (path, phrases) in asked() {
            if !pages.contains(&path) {
                faults.push(format!("there is no {path}"));
            }
            for phrase in phrases.lines() {
                faults.extend((phrase.split_whitespace().count() > 15).then(|| format!("{phrase:?} is long")));
                let before = seen.insert(phrase.to_lowercase(), path.clone());
                faults.extend(before.map(|before| format!("{phrase:?}: {before} and {path}")));
            }
        }
        assert!(faults.is_empty(), "{faults:#?}");
        assert!(seen.len() > 10_000, "{}", seen.len());
    }
}
