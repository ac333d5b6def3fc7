//! An entry in words: who did what, when, to what, from where.

use text::date;

use super::{list::Line, words};
use crate::local_fact;

/// An entry as people read it.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) number: i64,
    pub(super) when: String,
    pub(super) who: String,
    /// Their identifier, to look for more of theirs.
    pub(super) who_id: Option<String>,
    pub(super) did: String,
    /// What it was done to; nothing when that is the hub or a page.
    pub(super) subject: Option<Subject>,
    /// Words beside it.
    pub(super) facts: Vec<(String, String)>,
    pub(super) is_erased: bool,
}

/// What something was done to.
#[derive(Debug)]
pub(super) struct Subject {
    /// What such a thing is called.
    pub(super) said: String,
    /// Its kind and identifier, as they stand in the table.
    pub(super) kind: String,
    pub(super) id: String,
    /// What people know it by, where that is not its identifier.
    pub(super) name: Option<String>,
}

impl Subject {
    /// What leads to all that was done to it. An identifier of ours says nothing to anybody.
    pub(super) fn link(&self) -> &str {
        match &self.name {
            Some(name) => name,
            None if self.kind == "person" => "somebody no longer known by name",
            None if self.id.parse::<uuid::Uuid>().is_ok() => "all that was done to it",
            None => &self.id,
        }
    }
}

/// What the thing that something was done to is called now.
fn name_of_subject(line: &Line) -> Option<String> {
    match line.entry.subject_kind.as_str() {
        "local_fact" => local_fact::NAMES
            .iter()
            .find(|(name, _)| *name == line.entry.subject_id)
            .map(|(_, words)| text::words::capital(words)),
        _ => line.subject_name().map(str::to_owned),
    }
}

impl Shown {
    /// The address of a page without the identifiers in it, which say nothing to anybody.
    pub(super) fn short(address: &str) -> String {
        let parts = address.split('/');
        let parts = parts.map(|part| {
            if part.parse::<uuid::Uuid>().is_ok() {
                "…"
            } else {
                part
            }
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// Whether a word beside it is the name that the link to what it was done to has.
    pub(super) fn repeats(&self, label: &str, value: &str) -> bool {
        let name = self.subject.as_ref().and_then(|subject| subject.name.as_deref());
        label == "Name" && name == Some(value)
    }

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
            None => words::nobody(&entry.action, words.contains_key("address")).into(),
        };
        let (kind, id) = (&entry.subject_kind, &entry.subject_id);
        let is_their_own = kind == "person" && entry.actor_id.is_some_and(|actor| actor.to_string() == *id);
        let did = words::deed(&entry.action, is_their_own, &words);
        let mut facts = Vec::new();
        let is_page = kind == "page";
        if is_page {
            facts.push(("Page".to_owned(), id.clone()));
        }
        facts.extend(
            words
                .into_iter()
                .map(|(key, value)| words::fact(&entry.action, &key, value)),
        );
        Self {
            number: entry.number,
            when: date::moment_in_words(entry.at.timestamp()),
            who,
            who_id: entry.actor_id.map(|id| id.to_string()),
            did,
            subject: (!is_page && !id.is_empty()).then(|| Subject {
                said: words::kind(kind),
                kind: kind.clone(),
                id: id.clone(),
                name: name_of_subject(line),
            }),
            facts,
            is_erased,
        }
    }
}
