//! Forgetting a person: on their own word, by the hub's administrators, or since nobody used the account.
//!
//! It asks every room of every feature by its [`PersonalData`](web::PersonalData), the last one first, and
//! knows no table: a room that keeps something about people removes it itself. All of it happens in one
//! transaction with the entry of the audit trail that says so. What stays is the chain of the trail, in
//! which the person is an identifier that nothing else knows.
//!
//! Whoever is the only administrator of an organisation, or of the hub, is not forgotten until somebody
//! else is one.

mod daily;
mod forget;
mod model;
mod pages;
mod store;

use web::{Access, Route, get, post};

pub(crate) use daily::{daily, of_no_use};

/// Everything a browser can ask of forgetting.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/account/forgetting", Access::SignedIn, pages::ask_oneself).sensitive(),
        post("/account/forgetting", Access::SignedIn, pages::forget_oneself).sensitive(),
        get("/account/forgotten", Access::Anybody, pages::oneself_is_forgotten),
        get(
            "/hub/people/{person}/forgetting",
            Access::HubAdministrator,
            pages::ask_other,
        )
        .audited("person.read")
        .sensitive(),
        post(
            "/hub/people/{person}/forgetting",
            Access::HubAdministrator,
            pages::forget_other,
        )
        .sensitive(),
        get(
            "/hub/people/{person}/forgotten",
            Access::HubAdministrator,
            pages::other_is_forgotten,
        ),
    ]
}
