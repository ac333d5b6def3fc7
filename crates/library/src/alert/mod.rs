//! Alerts: what is happening now, for whom, and how soon to act.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{Alert, Decision, FourLines};

/// Everything that can be asked of alerts.
pub fn routes() -> Vec<Route> {
    vec![
        get("/alerts", Access::Anybody, pages::list),
        get("/alerts/{alert}", Access::Anybody, pages::show),
    ]
}
