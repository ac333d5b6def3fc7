//! The library through the real router.

mod pages;
mod search_quality;
mod support;
