//! Merges: one organisation ends and becomes part of another.
//!
//! People, facts, controllers, domains, host names and old links go along, and so does what every other
//! feature has of it (`web::MergePart`), all in one transaction. A merge cannot be undone.

mod pages;
pub mod store;

use web::{Access::HubAdministrator, MergePart, Route, get, post};

use crate::organisation;

/// Everything a browser can ask of merges.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get(
            "/hub/organisations/{organisation}/merge",
            HubAdministrator,
            pages::choose,
        )
        .sensitive(),
        get(
            "/hub/organisations/{organisation}/merge/{into}",
            HubAdministrator,
            pages::ask,
        )
        .sensitive(),
        post(
            "/hub/organisations/{organisation}/merge/{into}",
            HubAdministrator,
            pages::merge,
        )
        .sensitive(),
    ]
}

/// What this feature itself does when organisations merge.
pub(crate) fn part() -> MergePart {
    MergePart {
        foretell: |tx, merging| Box::pin(async move { Ok(store::foretell(tx, merging).await?) }),
        holds_any: |tx, organisation| {
            Box::pin(async move { Ok(organisation::store::holds_any(tx, organisation).await?) })
        },
        carry: |tx, merging| Box::pin(async move { Ok(store::carry(tx, merging).await?) }),
    }
}
