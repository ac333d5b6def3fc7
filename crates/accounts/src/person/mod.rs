//! People who can sign in.
//!
//! A person is known by an e-mail address, compared without regard to case. A person who is *disabled*
//! cannot sign in, and what is open in their name ends at once. Those who keep the hub see everybody here;
//! that gives them no sight of what an organisation keeps to itself.

mod add;
mod change;
mod disabling;
mod hub_role;
mod invitation;
mod model;
mod pages;
mod personal;
mod reset;
pub mod store;
mod withdrawal;

use web::{Access::HubAdministrator, Route, get, post};

pub use add::{Added, Became, New, add_by_command};
pub use change::{Changed, Delivery, NotChanged, change_hub_role, disable, enable, reset_by_command};
pub use model::{Person, email_key};
pub use withdrawal::{invited, withdraw_by_command};

pub use crate::link::Invited;

pub(crate) use personal::personal;

/// Everything a browser can ask of the people of the hub.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/hub/people", HubAdministrator, pages::list).audited("person.list"),
        get("/hub/people/invitation", HubAdministrator, invitation::show).sensitive(),
        post("/hub/people/invitation", HubAdministrator, invitation::send).sensitive(),
        get(
            "/hub/people/invitations/{link}/withdrawal",
            HubAdministrator,
            withdrawal::ask,
        )
        .sensitive(),
        post(
            "/hub/people/invitations/{link}/withdrawal",
            HubAdministrator,
            withdrawal::send,
        )
        .sensitive(),
        get("/hub/people/{person}", HubAdministrator, pages::show).audited("person.read"),
        post("/hub/people/{person}/role", HubAdministrator, hub_role::send).sensitive(),
        get("/hub/people/{person}/disabling", HubAdministrator, disabling::show).sensitive(),
        post("/hub/people/{person}/disabling", HubAdministrator, disabling::send).sensitive(),
        post("/hub/people/{person}/enabling", HubAdministrator, disabling::undo).sensitive(),
        get("/hub/people/{person}/reset", HubAdministrator, reset::show).sensitive(),
        post("/hub/people/{person}/reset", HubAdministrator, reset::send).sensitive(),
    ]
}
