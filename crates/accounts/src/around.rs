//! What stands around the pages of this feature.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use ui::form::{Errors, Field};
use web::{Page, Read, Result};

use crate::form::refused;

/// What is said to whoever would have written over somebody else's change.
pub(crate) const CHANGED: &str = "Somebody changed this while you were editing. What they wrote is shown below what you typed. Save again to put yours in its place";

/// What was just done, when the address says one of `known`: its word and its sentence.
pub(crate) fn done(read: &Read, known: &[(&str, &str)]) -> Option<ui::NotificationBanner> {
    let asked = read.asked("done");
    let (_, sentence) = known.iter().find(|(word, _)| asked.iter().any(|asked| asked == word))?;
    Some(ui::NotificationBanner::new(sentence).success())
}

/// What is wrong with a form, and how that is said to the browser.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What is wrong.
    pub(crate) errors: Errors,
    status: StatusCode,
}

impl Refusal {
    /// What is wrong with the fields of a form, if anything is.
    pub(crate) fn of<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Option<Self> {
        let errors = Errors::of(fields);
        (!errors.is_empty()).then_some(Self {
            errors,
            status: StatusCode::UNPROCESSABLE_ENTITY,
        })
    }

    /// Somebody else was faster.
    pub(crate) fn changed(words: &str) -> Self {
        let mut errors = Errors::default();
        errors.refuse(words);
        Self {
            errors,
            status: StatusCode::CONFLICT,
        }
    }

    /// The page with what is wrong, under its title.
    pub(crate) fn answer(
        self,
        shell: ui::Shell,
        show: impl FnOnce(ui::Shell, Errors) -> Result<Page>,
    ) -> Result<Response> {
        Ok(show(refused(shell), self.errors)?
            .with_status(self.status)
            .into_response())
    }
}
