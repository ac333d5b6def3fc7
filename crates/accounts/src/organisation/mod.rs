//! Organisations: councils and other bodies that have people here.
//!
//! An organisation is known by its *slug* in addresses. One that merged into another keeps its row and its
//! slugs, which lead on.

mod model;
pub mod store;

pub use model::{Organisation, OrganisationKind};
