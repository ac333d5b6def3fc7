//! Host names: names under which the hub is read at one organisation, such as `hub.northvale.gov.uk`.
//!
//! Whoever points a name at the hub has it entered here by an administrator of the hub.

mod model;
mod pages;
pub mod store;

use web::{Access::HubAdministrator, Route, get, post};

/// Everything a browser can ask of host names.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/hub/organisations/{organisation}/hosts", HubAdministrator, pages::add),
        get(
            "/hub/organisations/{organisation}/hosts/{host}/removal",
            HubAdministrator,
            pages::ask_removal,
        ),
        post(
            "/hub/organisations/{organisation}/hosts/{host}/removal",
            HubAdministrator,
            pages::remove,
        ),
    ]
}
pub(crate) use model::{NotAName, name_of};
