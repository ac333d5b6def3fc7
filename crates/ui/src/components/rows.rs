//! Rows instead of cards: lists of things, and the doors of the home page.

use std::borrow::Borrow;

use askama::Template;

use super::{Facts, Sharing, Word, components, owned};
use crate::Markup;

components!(Rows, Doors, Targets);

/// One row: a title that leads on, a line, the facts that decide, why it is here.
#[derive(Debug, Clone)]
pub struct Row {
    title: Markup,
    href: String,
    word: Option<Word>,
    sharing: Option<Sharing>,
    lines: Vec<Markup>,
    facts: Facts,
    why: Option<String>,
    lead: Option<String>,
}

impl Row {
    /// A title and where it leads.
    pub fn new(title: impl AsRef<str>, href: impl AsRef<str>) -> Self {
        Self::html(Markup::text(title), href)
    }

    /// A title with, say, a search's marks in it.
    pub fn html(title: impl AsRef<Markup>, href: impl AsRef<str>) -> Self {
        Self {
            title: title.as_ref().clone(),
            href: owned(href),
            word: None,
            sharing: None,
            lines: Vec::new(),
            facts: Facts::new(),
            why: None,
            lead: None,
        }
    }

    /// The decision, before the first line.
    #[must_use]
    pub fn word(mut self, word: impl Borrow<Word>) -> Self {
        self.word = Some(*word.borrow());
        self
    }

    /// The label that says whom it may be passed on to, beside the title.
    #[must_use]
    pub fn sharing(mut self, sharing: impl Borrow<Sharing>) -> Self {
        self.sharing = Some(sharing.borrow().clone());
        self
    }

    /// A line about it.
    #[must_use]
    pub fn line(self, line: impl AsRef<str>) -> Self {
        self.line_html(Markup::text(line))
    }

    /// A line with HTML in it.
    #[must_use]
    pub fn line_html(mut self, line: impl AsRef<Markup>) -> Self {
        self.lines.push(line.as_ref().clone());
        self
    }

    /// The fact that weighs most.
    #[must_use]
    pub fn strong(mut self, fact: impl AsRef<str>) -> Self {
        self.facts = self.facts.strong(fact);
        self
    }

    /// Another fact.
    #[must_use]
    pub fn fact(mut self, fact: impl AsRef<str>) -> Self {
        self.facts = self.facts.fact(fact);
        self
    }

    /// A quiet last line: why it is here, or when it was and for whom.
    #[must_use]
    pub fn why(mut self, why: impl AsRef<str>) -> Self {
        self.why = Some(owned(why));
        self
    }

    /// A quiet line above it, which speaks for it and for those after it too: why they are here.
    #[must_use]
    pub fn lead(mut self, lead: impl AsRef<str>) -> Self {
        self.lead = Some(owned(lead));
        self
    }
}

/// A list of rows.
#[derive(Debug, Clone, Template)]
#[template(path = "components/rows/template.html")]
pub struct Rows {
    rows: Vec<Row>,
    level: u8,
}

impl Rows {
    /// Rows under a heading of the second level.
    pub fn of(rows: impl AsRef<[Row]>) -> Self {
        Self {
            rows: rows.as_ref().to_vec(),
            level: 3,
        }
    }

    /// Rows straight under the page's own heading, such as results.
    #[must_use]
    pub fn under_title(mut self) -> Self {
        self.level = 2;
        self
    }
}

/// A way in: a name and what it promises.
#[derive(Debug, Clone)]
pub struct Door {
    name: String,
    promise: Option<String>,
    href: String,
}

impl Door {
    /// Its name and where it leads.
    pub fn new(name: impl AsRef<str>, href: impl AsRef<str>) -> Self {
        Self {
            name: owned(name),
            promise: None,
            href: owned(href),
        }
    }

    /// What is behind it, in the words of those who will open it.
    #[must_use]
    pub fn promise(mut self, promise: impl AsRef<str>) -> Self {
        self.promise = Some(owned(promise));
        self
    }
}

/// The doors of the home page. The first takes the whole width when that leaves no gap.
#[derive(Debug, Clone, Template)]
#[template(path = "components/doors/template.html")]
pub struct Doors {
    doors: Vec<Door>,
}

impl Doors {
    /// All of them.
    pub fn of(doors: impl AsRef<[Door]>) -> Self {
        Self {
            doors: doors.as_ref().to_vec(),
        }
    }
}

/// Answers to one question, as big targets: "What happened?"
#[derive(Debug, Clone, Template)]
#[template(path = "components/targets/template.html")]
pub struct Targets {
    targets: Vec<Door>,
}

impl Targets {
    /// All of them.
    pub fn of(targets: impl AsRef<[Door]>) -> Self {
        Self {
            targets: targets.as_ref().to_vec(),
        }
    }
}
