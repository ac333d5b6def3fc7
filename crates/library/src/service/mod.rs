//! Services: what a council does, and the hinge on which advisory, system and people turn.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{Continuity, Period, PeriodKind, Phase, Product, Service, Tier};

/// Everything that can be asked of services.
pub fn routes() -> Vec<Route> {
    vec![
        get("/services", Access::Anybody, pages::list),
        get("/services/{service}", Access::Anybody, pages::show),
    ]
}
