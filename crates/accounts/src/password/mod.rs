//! Passwords: half of one way to sign in; the other half is a code app.
//!
//! What is kept of a password is an argon2id hash with a salt of its own, as a PHC string. A new password
//! has 12 characters at least and is none that is often used or easily guessed; which characters it is
//! made of is nobody's business.

mod hash;
mod model;
mod personal;
pub(crate) mod store;

pub use hash::{Matches, Passwords};
pub use model::{LEAST, NotAPassword, judged};

pub(crate) use personal::personal;
