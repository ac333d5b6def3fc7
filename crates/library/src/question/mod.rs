//! Questions and their answers.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::Question;

/// Everything that can be asked of questions.
pub fn routes() -> Vec<Route> {
    vec![
        get("/questions", Access::Anybody, pages::list),
        get("/questions/{question}", Access::Anybody, pages::show),
    ]
}
