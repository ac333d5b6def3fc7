//! Case studies: what happened to real councils and their suppliers, and what each group takes from it.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{CaseStudy, Sort, Takeaway};

/// Everything that can be asked of case studies.
pub fn routes() -> Vec<Route> {
    vec![
        get("/case-studies", Access::Anybody, pages::list),
        get("/case-studies/{case_study}", Access::Anybody, pages::show),
    ]
}
