//! Dated things: the yearly round, and the calendar that a phone can follow.

mod model;

pub use model::{Event, Occasion};
