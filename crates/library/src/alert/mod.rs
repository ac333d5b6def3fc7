//! Alerts: what is happening now, for whom, and how soon to act.

mod model;

pub use model::{Alert, Decision, FourLines};
