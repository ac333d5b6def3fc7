//! Resources: other people's pages and tools, honest about cost, time and format.

mod model;

pub use model::Resource;
