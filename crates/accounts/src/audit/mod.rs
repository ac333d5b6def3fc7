//! The audit trail: who did what to what, when and from where. It only grows.
//!
//! An *entry* is a link of a chain: it carries the hash of the one before. The chain covers identifiers and
//! a salted digest; names, addresses and free text stand in a *detail* beside it, which can be erased, so
//! that forgetting a person leaves the chain whole.

mod model;
mod store;

pub use model::{Act, Entry, Hash};
pub use store::record;
