//! Questions and their answers.

mod model;

pub use model::Question;
