//! Finding: what of an item goes into the index, and the page of what was found.

mod asked;
mod documents;
mod pages;

use web::{Access, Route, Viewer, get};

pub use asked::{Asked, asked};
pub use documents::documents;
pub(crate) use pages::item_of;

/// Everything that can be asked of search.
pub fn routes() -> Vec<Route> {
    vec![get("/search", Access::Anybody, pages::show)]
}

/// What a viewer may find at all.
pub(crate) fn sight(viewer: &Viewer) -> search::Sight {
    search::Sight {
        green: viewer.may_see_green(),
        organisation: viewer
            .organisation
            .filter(|_| viewer.may_see_green())
            .map(web::OrganisationId::uuid),
    }
}
