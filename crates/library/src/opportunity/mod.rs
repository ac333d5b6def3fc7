//! Opportunities: what is open, until when, and who may apply.

mod model;

pub use model::{Opportunity, Sort, Standing};
