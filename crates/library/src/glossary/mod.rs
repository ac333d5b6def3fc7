//! The glossary: what words mean, and how they link themselves in running text.

mod linker;
mod model;
mod pages;

use web::{Access, Route, get};

pub use linker::{Linker, Reading};
pub use model::Term;

/// Everything that can be asked of the glossary.
pub fn routes() -> Vec<Route> {
    vec![
        get("/glossary", Access::Anybody, pages::list),
        get("/glossary/{term}", Access::Anybody, pages::show),
    ]
}
