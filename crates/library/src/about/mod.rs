//! Pages about the hub itself: accessibility, privacy, cookies, and the page for readers without a network.

mod pages;

use web::{Access, Route, get};

/// Everything that can be asked about the hub itself.
pub fn routes() -> Vec<Route> {
    vec![
        get("/accessibility", Access::Anybody, pages::accessibility),
        get("/privacy", Access::Anybody, pages::privacy),
        get("/cookies", Access::Anybody, pages::cookies),
        get("/offline", Access::Anybody, pages::offline),
    ]
}
