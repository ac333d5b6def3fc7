//! The page that asks before something is taken away: the question, what follows, the button, the way out.
//!
//! The button posts to the page's own address. Nothing here needs a script.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use ui::form::Errors;
use web::{Page, Result};

use crate::form::{private, refused};

/// What is asked, before it is a page.
#[derive(Debug, Template)]
#[template(path = "asking.html")]
pub(crate) struct Asking {
    shell: ui::Shell,
    errors: Errors,
    question: String,
    facts: Option<ui::SummaryList>,
    consequence: String,
    warning: Option<&'static str>,
    button: &'static str,
    keep: (&'static str, String),
    fields: Vec<(&'static str, String)>,
}

impl Asking {
    /// Asks what the title of `shell` asks, says what follows, and names the button that does it.
    pub(crate) fn new(shell: ui::Shell, consequence: impl Into<String>, button: &'static str) -> Self {
        Self {
            question: shell.page_title.clone(),
            shell,
            errors: Errors::default(),
            facts: None,
            consequence: consequence.into(),
            warning: None,
            button,
            keep: ("Leave it as it is", "/".to_owned()),
            fields: Vec::new(),
        }
    }

    /// The way out, in words, and where it leads.
    pub(crate) fn keep(mut self, words: &'static str, address: impl Into<String>) -> Self {
        self.keep = (words, address.into());
        self
    }

    /// What the button sends besides: what was chosen before it was asked.
    pub(crate) fn field(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// What is known of the thing.
    pub(crate) fn facts(mut self, facts: ui::SummaryList) -> Self {
        self.facts = Some(facts);
        self
    }

    /// What goes badly for whoever overlooks it.
    pub(crate) fn warning(mut self, words: Option<&'static str>) -> Self {
        self.warning = words;
        self
    }

    /// The page, which no cache keeps.
    pub(crate) fn answer(self) -> Result<Response> {
        let is_fine = self.errors.is_empty();
        let page = Page::of(&self)?;
        Ok(private(if is_fine {
            page.into_response()
        } else {
            page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
        }))
    }

    /// The page with the reason why it was not done.
    pub(crate) fn refuse(mut self, reason: impl Into<String>) -> Result<Response> {
        self.errors.refuse(reason.into());
        self.shell = refused(self.shell);
        self.answer()
    }
}
