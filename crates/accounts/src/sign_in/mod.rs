//! Signing in: proving who one is, by a password with a code from an app, or in another way.

mod next;
mod pages;
mod way;

use web::{Access::Anybody, Route, get};

pub(crate) use next::{Next, with_next};
pub use way::{Door, Way};

/// Everything a browser can ask of signing in.
pub(crate) fn routes() -> Vec<Route> {
    vec![get("/sign-in", Anybody, pages::show)]
}
