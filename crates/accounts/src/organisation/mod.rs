//! Organisations: councils and other bodies that have people here.
//!
//! An organisation is known by its *slug* in addresses. One that merged into another keeps its row; its
//! slugs lead to the other. It is picked from the table of *councils*, or entered by hand.

mod add;
pub mod councils;
pub(crate) mod list;
mod model;
mod own;
mod removal;
mod rename;
pub(crate) mod show;
pub mod store;

use web::{
    Access::{HubAdministrator, Member},
    Error, Found as _, OrganisationId, Result, Route, get, post,
};

pub use model::{KINDS, Listed, NATIONS, Organisation, OrganisationKind, kind_name, nation_name};

/// Everything a browser can ask of organisations themselves.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/organisation", Member, own::show),
        get("/hub/organisations", HubAdministrator, list::show),
        post("/hub/organisations", HubAdministrator, add::add_council),
        get("/hub/organisations/new", HubAdministrator, add::search),
        get("/hub/organisations/by-hand", HubAdministrator, add::by_hand),
        post("/hub/organisations/by-hand", HubAdministrator, add::add_by_hand),
        get("/hub/organisations/{organisation}", HubAdministrator, show::show),
        get("/hub/organisations/{organisation}/name", HubAdministrator, rename::ask),
        post(
            "/hub/organisations/{organisation}/name",
            HubAdministrator,
            rename::rename,
        ),
        get(
            "/hub/organisations/{organisation}/removal",
            HubAdministrator,
            removal::ask,
        )
        .sensitive(),
        post(
            "/hub/organisations/{organisation}/removal",
            HubAdministrator,
            removal::remove,
        )
        .sensitive(),
    ]
}

/// The organisation that the path of a hub administrator's page names.
pub(crate) async fn named(tx: &mut db::Tx, path: &str) -> Result<Organisation> {
    let organisation: OrganisationId = path.parse().map_err(|_| Error::NotFound("organisation"))?;
    store::find(tx, organisation).await?.found("organisation")
}

/// The viewer's own organisation. The door has seen to it that there is one.
pub(crate) async fn own(tx: &mut db::Tx, read: &web::Read) -> Result<Organisation> {
    let organisation = read.viewer.organisation.found("organisation")?;
    store::find(tx, organisation).await?.found("organisation")
}
