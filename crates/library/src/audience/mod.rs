//! Groups of people: the seven doors, and the page behind each.

mod model;

pub use model::{Action, Audience};
