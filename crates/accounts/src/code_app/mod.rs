//! Code apps: the other half of signing in by password. An app on a phone shows a new code of six digits
//! every 30 seconds (RFC 6238); the hub knows the same key, sealed.
//!
//! A code is taken once: the step of the newest one that was taken is kept, and no code of that step or
//! an earlier one is taken again. Whoever has lost the phone has *recovery codes*, each good for once.

mod model;
mod personal;
mod recovery_code;
pub(crate) mod store;

pub(crate) use model::{Key, digits_of};
pub(crate) use personal::personal;
pub(crate) use recovery_code::{RecoveryCode, digest as digest_of_recovery_code};
