//! Threats: what could hit a council, and what that means for each group.

mod model;

pub use model::{Exposure, Impact, Likelihood, Threat};
