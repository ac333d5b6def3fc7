//! Case studies: what happened to real councils and their suppliers, and what each group takes from it.

mod model;

pub use model::{CaseStudy, Sort, Takeaway};
