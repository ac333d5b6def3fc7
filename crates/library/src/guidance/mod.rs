//! Guidance: what to do, by us, by stage.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{Guidance, Stage};

/// Everything that can be asked of guidance.
pub fn routes() -> Vec<Route> {
    vec![
        get("/guidance", Access::Anybody, pages::list),
        get("/guidance/{guidance}", Access::Anybody, pages::show),
    ]
}
