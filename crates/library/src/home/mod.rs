//! The first page: what this is, the doors, what is happening, what is coming.

mod pages;

use web::{Access, Route, get};

pub(crate) use pages::EXAMPLES;

/// The first page.
pub fn routes() -> Vec<Route> {
    vec![get("/", Access::Anybody, pages::show)]
}
