//! An entry in words: who did what, when, to what, from where.

use text::date;

use super::{list::Line, words};

/// An entry as people read it.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) number: i64,
    pub(super) when: String,
    pub(super) who: String,
    /// Their identifier, to look for more of theirs.
    pub(super) who_id: Option<String>,
    pub(super) did: String,
    /// What it was done to, in words and as it stands in the table; nothing when that is the hub or a page.
    pub(super) subject: Option<(String, String, String)>,
    /// Words beside it.
    pub(super) facts: Vec<(String, String)>,
    pub(super) is_erased: bool,
}

impl Shown {
    pub(super) fn of(line: &Line) -> Self {
        let entry = &line.entry;
        let words = line.words();
        let is_erased = words.is_none();
        let mut words = words.unwrap_or_default();
        let name_then = words.remove("actor");
        let who = match entry.actor_id {
            Some(_) => line
                .actor_name
                .clone()
                .or(name_then)
                .unwrap_or_else(|| "Somebody no longer known by name".into()),
            None if words.contains_key("address") => "Somebody not signed in".into(),
            None => "The hub itself".into(),
        };
        let (kind, id) = (&entry.subject_kind, &entry.subject_id);
        let mut facts = Vec::new();
        let is_page = kind == "page";
        if is_page {
            facts.push(("Page".to_owned(), id.clone()));
        }
        facts.extend(words.into_iter().map(|(key, value)| match key.as_str() {
            "address" => ("From".to_owned(), value),
            _ => (words::label(&key), value),
        }));
        Self {
            number: entry.number,
            when: date::moment_in_words(entry.at.timestamp()),
            who,
            who_id: entry.actor_id.map(|id| id.to_string()),
            did: words::sentence(&entry.action).to_owned(),
            subject: (!is_page && !id.is_empty()).then(|| (words::kind(kind), kind.clone(), id.clone())),
            facts,
            is_erased,
        }
    }
}
