//! What readers send: feedback, case studies, resources, and whether a page was useful.
//!
//! One noun, the *submission*. A submission is kept for the editors to read: they see it by `watchward
//! inbox` and, where the hub has an address for them, by mail. Nothing that is sent appears on the site
//! by itself. After a number of days, which the reader is told, it is forgotten.

mod promise;
mod submission;

pub use promise::Promise;
pub use submission::{
    InboxError, InboxForm, Kind, Submission, SubmissionId, TellEditors, count, forget_old, inbox, page_foot,
};

/// What this feature hands to the roof.
pub fn feature() -> web::Feature {
    web::Feature {
        name: "community",
        routes: submission::routes(),
        jobs: submission::jobs(),
        page_foot: Some(page_foot),
        personal: vec![submission::personal()],
        daily: vec![submission::daily()],
        ..web::Feature::default()
    }
}
