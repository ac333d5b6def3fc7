//! The way of every form: shown empty; sent, judged, kept and acknowledged; or shown again with what was
//! typed.

use std::error::Error as _;

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use ui::form::{Errors, Field};
use web::{Form, Page, Read, Result, see_other};

use super::{
    model::{Kind, Submission},
    store, tell_editors,
};
use crate::Promise;

/// The field that people do not see. Who fills it in is a machine, or has a helpful browser.
pub(super) const TRAP: &str = "more";

/// What is said to whoever filled it in.
pub(super) const TRAPPED: &str = "Something filled in a field that people do not see. We have emptied it and kept nothing yet. \
                       Check what you wrote, and send it again.";
const AWAY: &str = "We could not keep this just now. Nothing was lost: try again in a few minutes.";

/// A form that becomes a submission.
pub(super) trait SubmissionForm: Sized + Send {
    /// What it becomes.
    const KIND: Kind;
    /// What its page is called.
    const TITLE: &'static str;

    /// The form before anything was typed.
    fn blank(read: &Read) -> Self;
    /// The form as it was sent, with what is wrong with it.
    fn filled(form: &Form) -> Self;
    /// Its fields, in the order of the page.
    fn fields(&self) -> Vec<&Field>;
    /// What is kept of it.
    fn submission(&self, read: &Read) -> Submission;
    /// The page that shows it.
    fn page(self, around: Around) -> Result<Page>;
}

/// What stands around every form.
#[derive(Debug)]
pub(super) struct Around {
    pub(super) shell: ui::Shell,
    pub(super) title: &'static str,
    pub(super) errors: Errors,
    pub(super) promise: Promise,
}

impl Around {
    pub(super) fn of(read: &Read, title: &'static str) -> Self {
        let mut shell = shell(read, title);
        shell
            .breadcrumbs
            .push(("Get involved".to_owned(), "/get-involved".to_owned()));
        Self {
            shell,
            title,
            errors: Errors::default(),
            promise: read.shared.get::<Promise>().clone(),
        }
    }

    /// The same with what is wrong.
    fn refused(mut self, errors: Errors) -> Self {
        self.shell.page_title = format!("Error: {}", self.title);
        self.errors = errors;
        self
    }
}

/// The shell of a page of this feature, one step below the first page.
pub(super) fn shell(read: &Read, title: &str) -> ui::Shell {
    let mut shell = read.shell(title);
    shell.breadcrumbs = vec![("Home".to_owned(), "/".to_owned())];
    shell
}

/// Why a form is shown again, and how that is said to the browser.
#[derive(Debug)]
pub(super) struct Refusal {
    errors: Errors,
    status: StatusCode,
}

impl Refusal {
    /// What is wrong with a form that was sent, if anything is.
    pub(super) fn of(form: &Form, fields: Vec<&Field>) -> Option<Self> {
        if !form.field(TRAP).is_empty() {
            return Some(Self::whole(TRAPPED, StatusCode::BAD_REQUEST));
        }
        let errors = Errors::of(fields);
        (!errors.is_empty()).then_some(Self {
            errors,
            status: StatusCode::UNPROCESSABLE_ENTITY,
        })
    }

    /// The refusal of a form that could not be kept because the database is away. Any other failure is
    /// passed on.
    pub(super) fn away(failure: web::Error) -> Result<Self> {
        match failure {
            web::Error::Database(error) if error.is_unavailable() => {
                let cause = error.source().map(ToString::to_string).unwrap_or_default();
                tracing::error!(cause, "a submission could not be kept: {error}");
                Ok(Self::whole(AWAY, StatusCode::SERVICE_UNAVAILABLE))
            }
            other => Err(other),
        }
    }

    fn whole(words: &str, status: StatusCode) -> Self {
        let mut errors = Errors::default();
        errors.refuse(words);
        Self { errors, status }
    }

    /// The page that `show` makes of a form and what is wrong with it.
    pub(super) fn answer(self, around: Around, show: impl FnOnce(Around) -> Result<Page>) -> Result<Response> {
        let page = show(around.refused(self.errors))?;
        Ok(page.with_status(self.status).into_response())
    }
}

/// Shows the form.
pub(super) async fn show<F: SubmissionForm>(read: Read) -> Result<Page> {
    let around = Around::of(&read, F::TITLE);
    Ok(F::blank(&read).page(around)?.kept())
}

/// Takes the form.
pub(super) async fn send<F: SubmissionForm>(form: Form) -> Result<Response> {
    let around = Around::of(&form.read, F::TITLE);
    let filled = F::filled(&form);
    if let Some(refusal) = Refusal::of(&form, filled.fields()) {
        return refusal.answer(around, |around| filled.page(around));
    }
    let submission = filled.submission(&form.read);
    match keep(form, &submission).await {
        Ok(()) => Ok(see_other(
            &around.shell.link(format!("/get-involved/thank-you/{}", F::KIND.slug())),
        )),
        Err(failure) => Refusal::away(failure)?.answer(around, |around| filled.page(around)),
    }
}

async fn keep(form: Form, submission: &Submission) -> Result<()> {
    let mut change = form.change().await?;
    if store::add(&mut change.tx, submission).await? {
        tell_editors::later(&mut change, submission).await?;
    }
    change.commit().await
}
