//! Threats: what could hit a council, and what that means for each group.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{Exposure, Impact, Likelihood, Threat};

/// Everything that can be asked of threats.
pub fn routes() -> Vec<Route> {
    vec![
        get("/threats", Access::Anybody, pages::list),
        get("/threats/{threat}", Access::Anybody, pages::show),
    ]
}
