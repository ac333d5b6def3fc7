//! Submissions: what readers send to the editors.
//!
//! A submission is of one *kind*: *feedback* about the site, a *case study* (what happened or worked at
//! a council), a *resource* that would help others, or a page's *usefulness*. Who sends a case study
//! says that they may share it and that it names no private person; without that it is not kept.
//!
//! The same words sent twice within ten minutes are kept once, so a double click does no harm. An answer
//! about a page's usefulness has no words and is counted each time. A name or an e-mail address is in the
//! table, in the editors' mail and in the inbox; it is never in a log, in a job or in debug text.

mod case_study;
mod contact;
mod feedback;
mod form;
mod inbox;
mod model;
mod overview;
mod personal;
mod resource;
mod store;
mod tell_editors;
mod thank_you;
mod usefulness;
mod words;

use jobs::Work;
use web::{Access::Anybody, Route, Shared, get, post};

pub use inbox::{InboxError, InboxForm, inbox};
pub use model::{Kind, Submission, SubmissionId};
pub use store::{count, forget_old};
pub use tell_editors::TellEditors;
pub use usefulness::page_foot;

pub(crate) use personal::{daily, personal};

use case_study::CaseStudy;
use feedback::Feedback;
use resource::Resource;

/// Everything a browser can ask of submissions.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/get-involved", Anybody, overview::show),
        get("/get-involved/feedback", Anybody, form::show::<Feedback>),
        post("/get-involved/feedback", Anybody, form::send::<Feedback>),
        get("/get-involved/case-study", Anybody, form::show::<CaseStudy>),
        post("/get-involved/case-study", Anybody, form::send::<CaseStudy>),
        get("/get-involved/resource", Anybody, form::show::<Resource>),
        post("/get-involved/resource", Anybody, form::send::<Resource>),
        get("/get-involved/thank-you/{kind}", Anybody, thank_you::show),
        post("/usefulness", Anybody, usefulness::answer),
        get("/usefulness/{submission}", Anybody, usefulness::ask),
        post("/usefulness/{submission}", Anybody, usefulness::add_words),
    ]
}

/// What is done later.
pub(crate) fn jobs() -> Vec<Work<Shared>> {
    vec![Work::on(tell_editors::run), Work::on(tell_editors::end_pause)]
}
