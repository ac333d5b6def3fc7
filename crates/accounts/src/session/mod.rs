//! Sessions: browsers in which people are signed in.
//!
//! A browser holds a random token in a cookie; the table has its digest. A session ends after a time
//! without use, and after a longer time in any case. It is *rotated*, which means that it gets a new token,
//! when the person's rights grow. Who a session belongs to, and what they are, is read for each request,
//! so a right that is taken away is gone at once.

mod begin;
mod cookie;
mod model;
mod personal;
pub mod store;
mod words;

pub use begin::begin;
pub use cookie::{clear_cookie, cookie_of, set_cookie};
pub use model::{Lifetimes, Method, Session};

pub(crate) use personal::{BROWSER, personal};
pub(crate) use words::{browser_in_words, method_in_words};
