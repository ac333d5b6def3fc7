//! Guidance: what to do, by us, by stage.

mod model;

pub use model::{Guidance, Stage};
