//! Passwords: half of one way to sign in; the other half is a code app.
//!
//! What is kept of a password is an argon2id hash with a salt of its own, as a PHC string.

mod hash;

pub use hash::{Matches, Passwords};
