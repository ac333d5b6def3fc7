//! Finding: the search box on a page, and the filters of a list.

use std::fmt::Write;

use askama::Template;

use super::{components, owned};
use crate::{Markup, Shell};

components!(Filters, SearchBox);

/// Filters of a list: a form that works without scripts and sends nothing until it is told to.
#[derive(Debug, Clone, Template)]
#[template(path = "components/filters/template.html")]
pub struct Filters {
    action: String,
    clear: String,
    kept: Vec<(String, String)>,
    parts: Markup,
    is_chosen: bool,
}

impl Filters {
    /// A form that leads to `action`, keeping the reader's choices.
    pub fn new(action: impl AsRef<str>, shell: &Shell) -> Self {
        Self {
            clear: shell.link(&action),
            action: owned(action),
            kept: kept(shell),
            parts: Markup::default(),
            is_chosen: false,
        }
    }

    /// Keeps a value that no filter shows, such as what was searched for. Nothing keeps nothing.
    #[must_use]
    pub fn keep(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if !value.as_ref().is_empty() {
            self.kept.push((owned(name), owned(value)));
        }
        self
    }

    /// Adds checkboxes, radios or another component.
    #[must_use]
    pub fn part(mut self, part: impl askama::filters::HtmlSafe) -> Self {
        let mut html = self.parts.to_string();
        // Writing to a string can't fail.
        let _ = write!(html, "{part}");
        self.parts = Markup::trusted(html);
        self
    }

    /// Says that something is chosen: it stays open and offers to clear.
    #[must_use]
    pub fn chosen(mut self, is_chosen: impl std::borrow::Borrow<bool>) -> Self {
        self.is_chosen = *is_chosen.borrow();
        self
    }
}

/// The reader's choices, for a form that keeps them.
fn kept(shell: &Shell) -> Vec<(String, String)> {
    let kept = shell.kept().into_iter();
    kept.map(|(name, value)| (owned(name), owned(value))).collect()
}

/// A search box in the page itself.
#[derive(Debug, Clone, Template)]
#[template(path = "components/search-box/template.html")]
pub struct SearchBox {
    label: String,
    text: String,
    action: String,
    kept: Vec<(String, String)>,
    is_labelled: bool,
}

impl SearchBox {
    /// A box that says `label` and leads to `/search`, keeping the reader's choices.
    pub fn new(label: impl AsRef<str>, shell: &Shell) -> Self {
        Self {
            label: owned(label),
            text: shell.search_text.clone(),
            action: "/search".into(),
            kept: kept(shell),
            is_labelled: false,
        }
    }

    /// Shows its label above it: for a box that searches one list, and stands on a page under no heading of
    /// its own.
    #[must_use]
    pub fn labelled(mut self) -> Self {
        self.is_labelled = true;
        self
    }

    /// Leads elsewhere.
    #[must_use]
    pub fn action(mut self, action: impl AsRef<str>) -> Self {
        self.action = owned(action);
        self
    }

    /// Holds other words than the page's search.
    #[must_use]
    pub fn text(mut self, text: impl AsRef<str>) -> Self {
        self.text = owned(text);
        self
    }
}
