//! First-hour cards: two taps from "what happened?" to the steps and the numbers to ring.

mod call;
mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{FirstHour, Note, Ring, Step};

/// Everything that can be asked when something is wrong.
pub fn routes() -> Vec<Route> {
    vec![
        get("/something-is-wrong", Access::Anybody, pages::troubles),
        get("/something-is-wrong/{trouble}", Access::Anybody, pages::trouble),
        get("/something-is-wrong/{trouble}/{audience}", Access::Anybody, pages::card),
    ]
}
