//! People and organisations through the hub's router, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it says")]

mod keys;
mod sign_in;
