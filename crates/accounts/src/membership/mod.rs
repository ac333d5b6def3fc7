//! Memberships: what a person is in an organisation.

mod personal;
pub mod store;

pub(crate) use personal::personal;
