//! Resources: other people's pages and tools, honest about cost, time and format.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::Resource;

/// Everything that can be asked of resources.
pub fn routes() -> Vec<Route> {
    vec![
        get("/resources", Access::Anybody, pages::list),
        get("/resources/{resource}", Access::Anybody, pages::show),
    ]
}
