//! Reading at an organisation: `/at/northvale` leads to the first page with that council's own numbers in it.
//!
//! An organisation that nobody outside may know of is not found, exactly like one that does not exist.

mod pages;

use web::{Access, Route, get};

/// Everything that can be asked of reading at an organisation.
pub fn routes() -> Vec<Route> {
    vec![get("/at/{organisation}", Access::Anybody, pages::enter)]
}
