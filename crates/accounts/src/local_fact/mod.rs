//! Local facts: what differs from council to council, such as the service desk.
//!
//! The list of their names is closed. Each organisation's have a value and a TLP label of their own. In
//! content they are written `[[service-desk|your IT service desk]]`.

mod model;
mod pages;
pub mod store;

use web::{Access::Editor, Route, get, post};

pub use model::{LocalFact, NAMES, is_known, words};

/// Everything a browser can ask of local facts.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/organisation/facts", Editor, pages::list),
        get("/organisation/facts/{fact}", Editor, pages::ask),
        post("/organisation/facts/{fact}", Editor, pages::save),
    ]
}
