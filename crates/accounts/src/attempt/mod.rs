//! Attempts to sign in by password, code or mailed link, limited so that nobody can guess and nobody can
//! lock somebody else out. They are counted in the database, so every process counts alike.
//!
//! An attempt is counted before it is judged, and taken back when it was right, so that many at once
//! gain nothing. What is counted is kept under a keyed digest: the table names nobody. Three counts:
//!
//! 1. *This account from this network* (an IPv4 address, or a /64 of IPv6). Four failures are free; from
//!    the fifth on, the next attempt is taken only after half a minute, then a minute, and so on, up to a
//!    quarter of an hour. Somebody who mistypes waits little; a machine gets about a hundred tries a day.
//! 2. *This account from anywhere*: 100 failures in a day, whatever the number of networks.
//! 3. *This network for any account*: 300 failures in an hour. A whole council may share one address.
//!
//! A browser that has signed in to this account before holds a signed token and is counted by itself, by
//! the first rule alone: what strangers do at an account never slows its owner's own browser. Codes on paper
//! are counted by the first and the third rule alone, and apart from passwords. Passkeys, single sign-on and
//! links by e-mail are not counted here at all, so that there is always a way in. An address that has no account is counted like one that has.

mod model;
mod store;

pub(crate) use model::{Attempt, Verdict};
pub(crate) use store::{forget, forget_old, reserve, take_back};
