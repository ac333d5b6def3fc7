//! E-mail domains: the domains of an organisation's own addresses, such as `northvale.gov.uk`.
//!
//! Only a *verified* domain counts. It is verified by a *letter*, a mail with a link to the domain's keeper
//! (postmaster or hostmaster), or by an administrator of the hub. One organisation at most has a domain
//! verified. Domains of public mail providers are nobody's.

mod confirmation;
mod hub_pages;
mod letter;
mod model;
mod pages;
pub mod store;

use jobs::Work;
use web::{
    Access::{Administrator, Anybody, HubAdministrator},
    Route, Shared, get, post,
};

pub use letter::WriteToKeeper;
pub use model::{EmailDomain, NotOurs};

/// Everything a browser can ask of e-mail domains.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/organisation/domains", Administrator, pages::list),
        post("/organisation/domains", Administrator, pages::add).sensitive(),
        post("/organisation/domains/letter", Administrator, pages::write_to_keeper).sensitive(),
        get(
            "/organisation/domains/{domain}/removal",
            Administrator,
            pages::ask_removal,
        )
        .sensitive(),
        post("/organisation/domains/{domain}/removal", Administrator, pages::remove).sensitive(),
        get("/organisation-domains/{token}", Anybody, confirmation::ask),
        post("/organisation-domains/{token}", Anybody, confirmation::confirm),
        post(
            "/hub/organisations/{organisation}/domains",
            HubAdministrator,
            hub_pages::add,
        )
        .sensitive(),
        post(
            "/hub/organisations/{organisation}/domains/confirmation",
            HubAdministrator,
            hub_pages::confirm,
        )
        .sensitive(),
        get(
            "/hub/organisations/{organisation}/domains/{domain}/removal",
            HubAdministrator,
            hub_pages::ask_removal,
        )
        .sensitive(),
        post(
            "/hub/organisations/{organisation}/domains/{domain}/removal",
            HubAdministrator,
            hub_pages::remove,
        )
        .sensitive(),
    ]
}

/// What is done later.
pub(crate) fn jobs() -> Vec<Work<Shared>> {
    vec![Work::on(letter::run)]
}
