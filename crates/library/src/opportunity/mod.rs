//! Opportunities: what is open, until when, and who may apply.

mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{Opportunity, Sort, Standing};

/// Everything that can be asked of opportunities.
pub fn routes() -> Vec<Route> {
    vec![
        get("/opportunities", Access::Anybody, pages::list),
        get("/opportunities/{opportunity}", Access::Anybody, pages::show),
    ]
}
