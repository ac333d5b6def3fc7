//! Controllers in their own right beside an organisation: the electoral registration officer, the returning
//! officer, and others whom the law makes a controller of personal data themselves.
//!
//! Each has its own contact facts, each fact with its own TLP label.

mod form;
mod model;
mod pages;
pub(crate) mod shown;
pub mod store;

use web::{Access::Editor, Route, get, post};

pub use model::{Controller, ControllerFact, ControllerId};

/// Everything a browser can ask of controllers.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/organisation/controllers", Editor, pages::list),
        get("/organisation/controllers/new", Editor, pages::ask_new),
        post("/organisation/controllers", Editor, pages::add),
        get("/organisation/controllers/{controller}", Editor, pages::ask),
        post("/organisation/controllers/{controller}", Editor, pages::save),
        get(
            "/organisation/controllers/{controller}/removal",
            Editor,
            pages::ask_removal,
        ),
        post("/organisation/controllers/{controller}/removal", Editor, pages::remove),
    ]
}
