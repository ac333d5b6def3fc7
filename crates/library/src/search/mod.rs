//! Finding: what of an item goes into the index.

mod documents;

pub use documents::documents;
