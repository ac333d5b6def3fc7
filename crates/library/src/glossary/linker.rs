//! Glossary terms link themselves: the first use of each on a page, and no other.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use text::markdown::{Piece, Surroundings};

use crate::{item::Item, local_fact::LocalFacts, shelf::Shelf};

/// All terms that may link themselves, by their first word.
#[derive(Debug, Default)]
pub struct Linker {
    /// First word in lower case → (whole term in lower case, case matters, address), longest first.
    by_first_word: HashMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    /// As it is looked for: lower case, unless case matters.
    words: String,
    /// An abbreviation is looked for in capital letters only: IT is not it.
    is_abbreviation: bool,
    address: String,
}

/// Words too common in running text to link, although the glossary explains them.
const TOO_COMMON: [&str; 9] = [
    "data", "network", "members", "member", "officer", "system", "account", "service", "client",
];

impl Linker {
    /// A linker of the glossary's `terms`: their titles, and what else they are known as.
    pub fn new<'i>(terms: impl Iterator<Item = &'i Item>) -> Self {
        let mut linker = Self::default();
        for item in terms {
            let Some(term) = item.term() else { continue };
            let names = std::iter::once(&item.head.title).chain(&term.also_known_as);
            for name in names {
                linker.add(name, &item.address());
            }
        }
        for entries in linker.by_first_word.values_mut() {
            entries.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
            entries.dedup_by(|a, b| a.words == b.words && a.is_abbreviation == b.is_abbreviation);
        }
        linker
    }

    fn add(&mut self, name: &str, address: &str) {
        let is_abbreviation = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
        let lower = name.to_lowercase();
        if lower.len() < 3 || TOO_COMMON.contains(&lower.as_str()) {
            return;
        }
        let Some(first) = lower
            .split(|letter: char| !letter.is_alphanumeric())
            .find(|word| !word.is_empty())
        else {
            return;
        };
        let words = if is_abbreviation {
            name.to_owned()
        } else {
            lower.clone()
        };
        let entry = Entry {
            words,
            is_abbreviation,
            address: address.to_owned(),
        };
        self.by_first_word.entry(first.to_owned()).or_default().push(entry);
    }

    /// The term that begins at the start of `text`: how many bytes it has, and its address.
    fn term_at<'l>(&'l self, text: &str) -> Option<(usize, &'l str)> {
        let first_end = text
            .find(|letter: char| !letter.is_alphanumeric())
            .unwrap_or(text.len());
        let first = text[..first_end].to_lowercase();
        // A plural is the same word.
        let singular = first.strip_suffix('s').unwrap_or(&first);
        let entries = self
            .by_first_word
            .get(&first)
            .into_iter()
            .chain(self.by_first_word.get(singular));
        entries.flatten().find_map(|entry| {
            let length = entry.words.len();
            let candidate = text.get(..length)?;
            let is_same = if entry.is_abbreviation {
                candidate == entry.words
            } else {
                candidate.to_lowercase() == entry.words
            };
            if !is_same {
                return None;
            }
            let rest = &text[length..];
            let is_plural = rest.starts_with('s');
            let ends_there = |after: &str| !after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '-');
            if ends_there(rest) {
                Some((length, entry.address.as_str()))
            } else if is_plural && ends_there(&rest[1..]) {
                Some((length + 1, entry.address.as_str()))
            } else {
                None
            }
        })
    }

    /// Cuts `text` into plain pieces and terms; `seen` has the addresses that this page linked already.
    pub fn cut<'t>(&self, text: &'t str, seen: &mut HashSet<String>) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let mut plain_from = 0;
        let mut at = 0;
        let mut before: Option<char> = None;
        while at < text.len() {
            let rest = &text[at..];
            let letter = rest.chars().next().unwrap_or(' ');
            let begins_word =
                letter.is_alphanumeric() && !before.is_some_and(|before| before.is_alphanumeric() || before == '-');
            if begins_word
                && let Some((length, address)) = self.term_at(rest)
                && !seen.contains(address)
            {
                if plain_from < at {
                    pieces.push(Piece::Plain(&text[plain_from..at]));
                }
                pieces.push(Piece::Term(&rest[..length], address.to_owned()));
                seen.insert(address.to_owned());
                at += length;
                plain_from = at;
                before = text[..at].chars().next_back();
                continue;
            }
            before = Some(letter);
            at += letter.len_utf8();
        }
        if plain_from < text.len() {
            pieces.push(Piece::Plain(&text[plain_from..]));
        }
        pieces
    }
}

/// The surroundings of one page as it is written: its links, local facts, and the terms that it has linked.
#[derive(Debug)]
pub struct Reading {
    shelf: Arc<Shelf>,
    linker: Arc<Linker>,
    facts: Arc<LocalFacts>,
    shell: ui::Shell,
    seen: HashSet<String>,
    links_terms: bool,
}

impl Reading {
    /// A page that stands at `address`: a term does not link to its own page, and nothing to what is not on
    /// `shelf`.
    pub fn new(shelf: Arc<Shelf>, facts: Arc<LocalFacts>, shell: ui::Shell, address: &str) -> Self {
        Self {
            linker: shelf.linker(),
            shelf,
            facts,
            shell,
            seen: HashSet::from([address.to_owned()]),
            links_terms: true,
        }
    }

    /// A page on which terms stay plain words, such as a first-hour card.
    #[must_use]
    pub fn without_terms(mut self) -> Self {
        self.links_terms = false;
        self
    }

    /// A whole text as HTML.
    pub fn html(&mut self, markdown: &str) -> ui::Markup {
        ui::Markup::trusted(text::markdown::to_html(markdown, self))
    }

    /// One line as HTML.
    pub fn line(&mut self, markdown: &str) -> ui::Markup {
        ui::Markup::trusted(text::markdown::inline_to_html(markdown, self))
    }

    /// One line as plain words.
    pub fn plain(&mut self, markdown: &str) -> String {
        text::markdown::inline_to_plain(markdown, self)
    }
}

impl Surroundings for Reading {
    fn link(&mut self, address: &str) -> Option<String> {
        self.shelf.has(address).then(|| self.shell.link(address))
    }

    fn local_fact(&mut self, name: &str, otherwise: &str) -> String {
        self.facts.say(name, otherwise)
    }

    fn terms<'t>(&mut self, text: &'t str) -> Vec<Piece<'t>> {
        if !self.links_terms {
            return vec![Piece::Plain(text)];
        }
        let mut pieces = self.linker.cut(text, &mut self.seen);
        for piece in &mut pieces {
            if let Piece::Term(_, address) = piece {
                *address = self.shell.link(&*address);
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linker() -> Linker {
        let mut linker = Linker::default();
        for (name, address) in [
            ("multi-factor authentication", "/glossary/mfa"),
            ("MFA", "/glossary/mfa"),
            ("IT", "/glossary/it"),
            ("EDT", "/glossary/edt"),
            ("phishing", "/glossary/phishing"),
            ("spear-phishing", "/glossary/spear"),
            ("deputy", "/glossary/deputy"),
            ("data", "/glossary/data"),
        ] {
            linker.add(name, address);
        }
        linker
    }

    fn linked(text: &str) -> Vec<String> {
        let mut seen = HashSet::new();
        let pieces = linker().cut(text, &mut seen);
        let whole: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Plain(words) | Piece::Term(words, _) => *words,
            })
            .collect();
        assert_eq!(whole, text);
        pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Term(words, _) => Some(words.to_owned()),
                Piece::Plain(_) => None,
            })
            .collect()
    }

    #[test]
    fn the_first_use_links_and_no_other() {
        assert_eq!(
            linked("Phishing? Report phishing. MFA (multi-factor authentication) helps."),
            ["Phishing", "MFA"]
        );
    }

    #[test]
    fn only_whole_words_link_and_plurals_do() {
        assert_eq!(linked("Unphishing phishingly anti-phishing."), Vec::<String>::new());
        assert_eq!(linked("EDTs and spear-phishing"), ["EDTs", "spear-phishing"]);
    }

    #[test]
    fn an_abbreviation_needs_its_capitals_and_common_words_stay_plain() {
        assert_eq!(linked("Do it; edt; data. naïve \u{1F512} EDT"), ["EDT"]);
    }
}
