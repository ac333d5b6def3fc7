//! People who can sign in.
//!
//! A person is known by an e-mail address, compared without regard to case. A person who is *disabled*
//! cannot sign in, and what is open in their name ends at once.

mod model;
mod personal;
pub mod store;

pub use model::{Person, email_key};

pub(crate) use personal::personal;
