//! Who to ring, in the four nations, and what each does not do.

mod model;
mod pages;
mod way;

use web::{Access, Route, get};

pub use model::{Contact, ContactGroup, tel};
pub(crate) use pages::{Card, card, link};
pub(crate) use way::Way;

/// Everything that can be asked of contacts.
pub fn routes() -> Vec<Route> {
    vec![
        get("/contacts", Access::Anybody, pages::list),
        get("/contacts/{contact}", Access::Anybody, pages::show),
    ]
}
