//! Content files, before they are items, and what can be wrong with them.

use std::borrow::Cow;

use text::front_matter;
use toml::de::{DeTable, DeValue};

/// Something wrong in a content file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as `kind/slug.md`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}: {}. {}", self.file, self.line, self.what, self.remedy)
    }
}

/// A content file that has been read but not yet judged.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path below the folder, as `kind/slug.md`.
    pub path: String,
    /// Everything in it. What is built in is not copied.
    pub source: Cow<'static, str>,
}

impl File {
    /// The line of the first place where `key` is set, or of the front matter's beginning.
    pub fn line_of_key(&self, key: &str) -> usize {
        self.source
            .lines()
            .position(|line| {
                let line = line.trim_start().trim_start_matches('[');
                line.strip_prefix(key).is_some_and(|rest| {
                    let rest = rest.trim_start();
                    rest.starts_with('=') || rest.starts_with(']') || rest.starts_with('.')
                })
            })
            .map_or(1, |index| index + 1)
    }

    /// The line of the value of the front matter at `key`, such as `sources.1.date`. What is not there is where
    /// it should be.
    pub(crate) fn line_at(&self, key: &str) -> Option<usize> {
        let parts = front_matter::split(&self.source).ok()?;
        let offset = offset_of_key(parts.front, key)?;
        Some(parts.front_line + front_matter::line_of(parts.front, offset) - 1)
    }

    /// The line of the first place where `words` stand, or 1.
    pub fn line_of_words(&self, words: &str) -> usize {
        self.source
            .find(words)
            .map_or(1, |offset| front_matter::line_of(&self.source, offset))
    }

    pub(crate) fn fault(&self, line: usize, what: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault {
            file: self.path.clone(),
            line,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

fn offset_of_key(front: &str, key: &str) -> Option<usize> {
    let document = DeTable::parse(front).ok()?;
    let mut steps = key.split('.');
    let mut found = document.get_ref().get(steps.next()?)?;
    for step in steps {
        let inner = match found.get_ref() {
            DeValue::Table(table) => table.get(step),
            DeValue::Array(array) => step.parse::<usize>().ok().and_then(|index| array.get(index)),
            _ => None,
        };
        match inner {
            Some(inner) => found = inner,
            None => break,
        }
    }
    Some(found.span().start)
}
