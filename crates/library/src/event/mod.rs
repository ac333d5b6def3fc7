//! Dated things: the yearly round, and the calendar that a phone can follow.

mod calendar;
mod model;
mod pages;

use web::{Access, Route, get};

pub use model::{Event, Occasion};
pub(crate) use pages::upcoming;

/// Everything that can be asked of events.
pub fn routes() -> Vec<Route> {
    vec![
        get("/events", Access::Anybody, pages::list),
        get("/events.ics", Access::Anybody, calendar::show),
        get("/events/{event}", Access::Anybody, pages::show),
    ]
}
