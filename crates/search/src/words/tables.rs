//! The built-in tables: words without content, irregular forms, and everyday words for one thing.
//! All are about English, none about any page.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::stems;

/// The tables that decide what is written: irregular forms, and what is left out of records.
pub(crate) const TABLES: &str = concat!(include_str!("irregular.txt"), include_str!("stopwords.txt"));

static STOPWORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let listed = lines(include_str!("stopwords.txt")).flat_map(str::split_whitespace);
    listed
        .flat_map(|word| [word.to_owned()].into_iter().chain(stems(word)))
        .collect()
});

static IRREGULAR: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for line in lines(include_str!("irregular.txt")) {
        if let Some((base, others)) = line.split_once(':') {
            forms.extend(others.split_whitespace().map(|form| (form, base.trim())));
        }
    }
    forms
});

static EVERYDAY: LazyLock<Vec<Group>> =
    LazyLock::new(|| lines(include_str!("everyday.txt")).map(Group::read).collect());

/// Names that people use for nearly the same thing.
#[derive(Debug)]
pub(crate) struct Group {
    /// Each name as stems; a name may be several words.
    pub names: Vec<Vec<String>>,
    /// How nearly the same, from 0 to 1.
    pub nearness: f32,
}

/// Whether a stem has no content of its own in a question.
pub(crate) fn is_stopword(stem: &str) -> bool {
    STOPWORDS.contains(stem)
}

/// The everyday groups.
pub(crate) fn everyday() -> &'static [Group] {
    &EVERYDAY
}

/// The regular form of an irregular one.
pub(super) fn regular(word: String) -> String {
    match IRREGULAR.get(word.as_str()) {
        Some(base) => (*base).to_owned(),
        None => word,
    }
}

impl Group {
    /// `0.7 laptop, computer, work machine`: a nearness, then names between commas.
    fn read(line: &str) -> Group {
        let (nearness, names) = line.split_once(' ').unwrap_or(("", line));
        Group {
            names: names.split(',').map(stems).filter(|name| !name.is_empty()).collect(),
            nearness: nearness.parse().unwrap_or(0.5),
        }
    }
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_everyday_group_has_a_nearness_and_two_names() {
        for line in lines(include_str!("everyday.txt")) {
            let (nearness, _) = line.split_once(' ').expect(line);
            assert!(
                nearness.parse::<f32>().is_ok_and(|value| value > 0.0 && value <= 1.0),
                "{line}"
            );
            assert!(Group::read(line).names.len() > 1, "{line}");
        }
    }
}
