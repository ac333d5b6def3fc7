//! Groups of people: the seven doors, and the page behind each.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{Action, Audience};

/// Everything that can be asked of groups.
pub fn routes() -> Vec<Route> {
    vec![
        get("/for/{audience}", Access::Anybody, pages::show),
        get("/for/{audience}/one-minute", Access::Anybody, pages::one_minute),
    ]
}
