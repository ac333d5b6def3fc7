//! One item with its file, and the lines of its parts.

use std::sync::Arc;

use text::{
    front_matter,
    markdown::{self, Reference},
    reading_age::{self, Count},
};
use toml::de::{DeTable, DeValue};

use crate::item::{Fault, File, Item};

/// One item with its file, and what several rules ask of it.
#[derive(Debug)]
pub(super) struct Entry<'f> {
    pub(super) item: Arc<Item>,
    pub(super) file: &'f File,
    /// The running text that a reader meets.
    pub(super) prose: String,
    /// What was counted in it.
    pub(super) count: Count,
    /// What its texts point at.
    pub(super) references: Vec<(Reference, Place)>,
}

/// A place in a content file. Its line is looked for only when something is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A value of the front matter: `audience.2.cites.0`. What is not there is where it should be.
    Key(String),
    /// A text of the front matter.
    Text(String),
    /// A byte of the body, which begins after the second line of +++.
    Body(usize),
    /// Words as a reader meets them.
    Words(String),
}

impl Place {
    /// The value of the front matter at `key`.
    pub(super) fn key(key: impl Into<String>) -> Self {
        Self::Key(key.into())
    }
}

impl<'f> Entry<'f> {
    pub(super) fn new(item: Item, file: &'f File) -> Self {
        let prose = item.prose();
        let mut references = Vec::new();
        for line in item.lines() {
            // Most lines of front matter point at nothing and need not be read.
            if line.contains(['[', '<', '!', '#']) {
                let found = markdown::references(&line);
                references.extend(
                    found
                        .into_iter()
                        .map(|(reference, _)| (reference, Place::Text(line.clone()))),
                );
            }
        }
        let body = front_matter::split(&file.source).map_or("", |parts| parts.body);
        references.extend(
            markdown::references(body)
                .into_iter()
                .map(|(reference, at)| (reference, Place::Body(at))),
        );
        Self {
            count: reading_age::count(&prose),
            item: Arc::new(item),
            file,
            prose,
            references,
        }
    }

    /// Something wrong at `place`.
    pub(super) fn fault(&self, place: &Place, what: impl Into<String>, remedy: impl Into<String>) -> Fault {
        self.file.fault(self.line_of(place), what, remedy)
    }

    /// Something wrong at the value of the front matter at `key`.
    pub(super) fn fault_at(&self, key: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Fault {
        self.fault(&Place::key(key), what, remedy)
    }

    /// Something wrong with the body as a whole.
    pub(super) fn fault_in_body(&self, what: impl Into<String>, remedy: impl Into<String>) -> Fault {
        self.fault(&Place::Body(0), what, remedy)
    }

    /// The line of `place`, or 1.
    pub(super) fn line_of(&self, place: &Place) -> usize {
        let Ok(parts) = front_matter::split(&self.file.source) else {
            return 1;
        };
        let in_front = |offset: usize| parts.front_line + front_matter::line_of(parts.front, offset) - 1;
        match place {
            Place::Body(offset) => parts.body_line + front_matter::line_of(parts.body, *offset) - 1,
            Place::Key(key) => self.file.line_at(key).unwrap_or(1),
            Place::Text(words) => offset_of_text(parts.front, words).map_or(1, in_front),
            Place::Words(words) => self
                .text_with(words)
                .and_then(|text| offset_of_text(parts.front, &text).map(in_front))
                .or_else(|| line_with(parts.body, words).map(|line| parts.body_line + line))
                .unwrap_or(1),
        }
    }

    /// The place where a sentence of the prose begins.
    pub(super) fn place_of_sentence(&self, sentence: &str) -> Place {
        // Quoted titles are taken out of counted sentences, so the words may part from the file's.
        let words: Vec<&str> = sentence.split_whitespace().collect();
        (1..=words.len().min(8))
            .rev()
            .map(|length| Place::Words(words[..length].join(" ")))
            .find(|place| self.line_of(place) > 1)
            .unwrap_or_else(|| Place::key("title"))
    }

    /// The second-level headings of the body.
    pub(super) fn headings(&self) -> impl Iterator<Item = &str> {
        self.item
            .body
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .map(str::trim)
    }

    fn text_with(&self, words: &str) -> Option<String> {
        std::iter::once(self.item.head.title.clone())
            .chain(self.item.lines())
            .find(|line| says(line, words))
    }
}

fn line_with(body: &str, words: &str) -> Option<usize> {
    body.lines().position(|line| says(line, words))
}

/// Whether a line has `words`, as it is written or as it is read.
fn says(line: &str, words: &str) -> bool {
    has_words(line, words) || has_words(&markdown::to_plain(line), words)
}

/// Whether `words` stand in `text` and are no part of longer ones: PIN does not stand in SHOPPING.
fn has_words(text: &str, words: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + words.len()..].chars().next());
        let begins = !(is_part(before) && is_part(words.chars().next()));
        // A plural has its singular in it.
        begins && !(is_part(words.chars().next_back()) && is_part(after.filter(|letter| *letter != 's')))
    })
}

fn offset_of_text(front: &str, words: &str) -> Option<usize> {
    let document = DeTable::parse(front).ok()?;
    document
        .get_ref()
        .values()
        .find_map(|value| offset_within(value, words))
}

fn offset_within(value: &toml::Spanned<DeValue<'_>>, words: &str) -> Option<usize> {
    match value.get_ref() {
        DeValue::String(text) => (text.as_ref() == words).then(|| value.span().start),
        DeValue::Array(array) => array.iter().find_map(|inner| offset_within(inner, words)),
        DeValue::Table(table) => table.values().find_map(|inner| offset_within(inner, words)),
        _ => None,
    }
}
