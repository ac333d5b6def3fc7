//! Ceremonies: what a browser begins and must finish soon, such as going to an identity provider and
//! coming back.
//!
//! The browser holds a random token in a cookie; the table has its digest, and what must be remembered
//! until the end. A ceremony is taken once, whatever comes of it.

mod cookie;
mod personal;
mod store;

pub(crate) use cookie::{clear_cookie, cookie_of, set_cookie};
pub(crate) use personal::personal;
pub(crate) use store::{Kind, begin, forget_old, remove_of_person, take};
