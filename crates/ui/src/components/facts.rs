//! Facts in a row, in a list, at the foot: decision, likelihood, sources, review.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::{components, owned};
use crate::Markup;

components!(SummaryList, Facts, Sources, Review);

/// The decision about an alert, as the only coloured label of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Act today.
    Today,
    /// Act this week.
    Week,
    /// Watching.
    Watching,
    /// Closed.
    Closed,
}

impl Word {
    /// The word for `act-today`, `act-this-week` or `watching`; anything else is closed.
    pub fn of(slug: impl AsRef<str>) -> Self {
        match slug.as_ref() {
            "act-today" => Self::Today,
            "act-this-week" => Self::Week,
            "watching" => Self::Watching,
            _ => Self::Closed,
        }
    }

    /// As it is said.
    pub fn text(self) -> &'static str {
        match self {
            Self::Today => "Act today",
            Self::Week => "Act this week",
            Self::Watching => "Watching",
            Self::Closed => "Closed",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Week => "week",
            Self::Watching => "watching",
            Self::Closed => "closed",
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let template = WordTemplate {
            class: self.class(),
            text: self.text(),
        };
        out.write_str(&template.render().map_err(|_| fmt::Error)?)
    }
}

impl askama::FastWritable for Word {
    fn write_into(&self, out: &mut dyn fmt::Write, values: &dyn askama::Values) -> askama::Result<()> {
        let template = WordTemplate {
            class: self.class(),
            text: self.text(),
        };
        template.render_into_with_values(out, values)
    }
}

impl HtmlSafe for Word {}

#[derive(Template)]
#[template(path = "components/word/template.html")]
struct WordTemplate {
    class: &'static str,
    text: &'static str,
}

/// One line of a [`SummaryList`].
#[derive(Debug, Clone)]
struct SummaryRow {
    key: String,
    value: Markup,
    actions: Vec<SummaryAction>,
}

#[derive(Debug, Clone)]
struct SummaryAction {
    text: String,
    href: String,
    of_what: String,
}

/// Facts by name.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/summary-list/template.html")]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
    without_border: bool,
}

impl SummaryList {
    /// No facts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fact.
    #[must_use]
    pub fn row(self, key: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.row_html(key, Markup::text(value))
    }

    /// Adds a fact that is more than a phrase.
    #[must_use]
    pub fn row_html(mut self, key: impl AsRef<str>, value: impl AsRef<Markup>) -> Self {
        let value = value.as_ref().clone();
        self.rows.push(SummaryRow {
            key: owned(key),
            value,
            actions: Vec::new(),
        });
        self
    }

    /// Adds something to do with the last fact; `of_what` completes it for those who hear it.
    #[must_use]
    pub fn action(mut self, text: impl AsRef<str>, href: impl AsRef<str>, of_what: impl AsRef<str>) -> Self {
        if let Some(row) = self.rows.last_mut() {
            let (text, href, of_what) = (owned(text), owned(href), owned(of_what));
            row.actions.push(SummaryAction { text, href, of_what });
        }
        self
    }

    /// Without lines between the facts.
    #[must_use]
    pub fn no_border(mut self) -> Self {
        self.without_border = true;
        self
    }

    fn any_actions(&self) -> bool {
        self.rows.iter().any(|row| !row.actions.is_empty())
    }
}

/// The facts that decide, in one quiet line.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/facts/template.html")]
pub struct Facts {
    facts: Vec<(bool, String)>,
}

impl Facts {
    /// No facts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The fact that weighs most, such as "Very likely, serious".
    #[must_use]
    pub fn strong(mut self, fact: impl AsRef<str>) -> Self {
        self.facts.push((true, owned(fact)));
        self
    }

    /// Another fact.
    #[must_use]
    pub fn fact(mut self, fact: impl AsRef<str>) -> Self {
        self.facts.push((false, owned(fact)));
        self
    }

    /// True when there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }
}

/// Where a statement comes from.
#[derive(Debug, Clone, Default)]
pub struct Source {
    title: String,
    address: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    checked: Option<String>,
}

impl Source {
    /// What it is called.
    pub fn new(title: impl AsRef<str>) -> Self {
        Self {
            title: owned(title),
            ..Self::default()
        }
    }

    /// Where it is.
    #[must_use]
    pub fn address(mut self, address: impl AsRef<str>) -> Self {
        self.address = Some(owned(address));
        self
    }

    /// Who published it.
    #[must_use]
    pub fn publisher(mut self, publisher: impl AsRef<str>) -> Self {
        self.publisher = Some(owned(publisher));
        self
    }

    /// When, in words.
    #[must_use]
    pub fn date(mut self, date: impl AsRef<str>) -> Self {
        self.date = Some(owned(date));
        self
    }

    /// What is known of the link: "Link checked 2 November 2026", "This link has not been checked yet".
    #[must_use]
    pub fn checked(mut self, checked: impl AsRef<str>) -> Self {
        self.checked = Some(owned(checked));
        self
    }
}

/// Where the statements of a page come from.
#[derive(Debug, Clone, Template)]
#[template(path = "components/sources/template.html")]
pub struct Sources {
    sources: Vec<Source>,
}

impl Sources {
    /// All of them.
    pub fn of(sources: impl AsRef<[Source]>) -> Self {
        Self {
            sources: sources.as_ref().to_vec(),
        }
    }
}

/// Who answers for a page and when it was last read through.
#[derive(Debug, Clone, Template)]
#[template(path = "components/review/template.html")]
pub struct Review {
    reviewed: String,
    owner: String,
    due: Option<String>,
    is_overdue: bool,
}

impl Review {
    /// The date in words, and whose page it is.
    pub fn new(reviewed: impl AsRef<str>, owner: impl AsRef<str>) -> Self {
        Self {
            reviewed: owned(reviewed),
            owner: owned(owner),
            due: None,
            is_overdue: false,
        }
    }

    /// When it will be read again.
    #[must_use]
    pub fn due(mut self, date: impl AsRef<str>) -> Self {
        self.due = Some(owned(date));
        self
    }

    /// That it should have been read again by `date`.
    #[must_use]
    pub fn overdue(mut self, date: impl AsRef<str>) -> Self {
        self.due = Some(owned(date));
        self.is_overdue = true;
        self
    }
}
