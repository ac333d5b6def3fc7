//! Memberships: what a person is in an organisation, decided by its administrators.
//!
//! Losing a role, or the membership, acts at once in every open session: what somebody is, is read for each
//! request. Gaining one gives their sessions a new token. Whoever is removed keeps nothing of the
//! organisation; the account stays theirs.

mod invitation;
mod model;
mod pages;
mod personal;
mod removal;
mod role;
pub mod store;

use web::{Access::Administrator, Route, get, post};

pub(crate) use model::{Belonging, origin_in_words};
pub(crate) use personal::personal;

/// Everything a browser can ask of the people of an organisation.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/organisation/people", Administrator, pages::list).audited("person.list"),
        get("/organisation/people/invitation", Administrator, invitation::show).sensitive(),
        post("/organisation/people/invitation", Administrator, invitation::send).sensitive(),
        get(
            "/organisation/people/invitations/{link}/withdrawal",
            Administrator,
            invitation::ask_withdrawal,
        )
        .sensitive(),
        post(
            "/organisation/people/invitations/{link}/withdrawal",
            Administrator,
            invitation::withdraw,
        )
        .sensitive(),
        get("/organisation/people/{person}", Administrator, pages::show).audited("person.read"),
        post("/organisation/people/{person}/role", Administrator, role::send).sensitive(),
        get("/organisation/people/{person}/removal", Administrator, removal::show).sensitive(),
        post("/organisation/people/{person}/removal", Administrator, removal::send).sensitive(),
    ]
}
