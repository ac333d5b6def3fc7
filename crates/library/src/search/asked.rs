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
    for kind in Kind::ALL {
        let folder = kind.folder();
        if let Some(file) = built_in_text(&format!("asked/{folder}.txt")) {
            for (slug, phrase) in search::phrases(&file) {
                let phrases = asked.entry(format!("{folder}/{slug}")).or_default();
                phrases.extend([phrase, "\n"]);
            }
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_phrase_is_of_a_page_that_there_is_and_of_no_other() {
        let pages: HashSet<String> = crate::shelf::built_in()
            .into_iter()
            .filter_map(|file| file.path.strip_suffix(".md").map(str::to_owned))
            .collect();
        let mut seen = HashMap::new();
        let mut faults = Vec::new();
        for (path, phrases) in asked() {
            if !pages.contains(&path) {
                faults.push(format!("there is no {path}"));
            }
            for phrase in phrases.lines() {
                let before = seen.insert(phrase.to_lowercase(), path.clone());
                faults.extend(before.map(|before| format!("{phrase:?}: {before} and {path}")));
            }
        }
        assert!(faults.is_empty(), "{faults:#?}");
        assert!(seen.len() > 10_000, "{}", seen.len());
    }
}
