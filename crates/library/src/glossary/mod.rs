//! The glossary: what words mean, and how they link themselves in running text.

mod linker;
mod model;

pub use linker::{Linker, Reading};
pub use model::Term;
