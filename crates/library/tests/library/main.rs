//! The library through the real router: with the starter content, and with small made-up ones.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on ends here; clippy lets only test functions do so"
)]

mod api;
mod calendar;
mod feed;
mod made_up;
mod organisations;
mod pages;
mod search_quality;
mod secrecy;
mod support;
