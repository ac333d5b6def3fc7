//! What the hub holds on the person who asks: a page to read, and a file to take away (UK GDPR, articles 15
//! and 20).
//!
//! It asks every room of every feature by its [`PersonalData`](web::PersonalData) and knows no table. A
//! room that begins to keep something about people hands up such a value with its feature, and then it is
//! here, is forgotten with the rest, and is named on the page about privacy.

mod pages;

use web::{Access, Route, get};

/// Everything that people can ask about their own data.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/account/data", Access::SignedIn, pages::show)
            .audited("data.read")
            .sensitive(),
        get("/account/data.json", Access::SignedIn, pages::download)
            .audited("data.exported")
            .sensitive(),
    ]
}
