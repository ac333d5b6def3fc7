//! The features of the hub: the one list of them.

use web::Feature;

use crate::{look, operations};

/// Every feature, each with its routes, its jobs and what it adds to pages.
pub fn features() -> Vec<Feature> {
    vec![
        accounts::feature(),
        library::feature(),
        community::feature(),
        look::feature(),
        operations::feature(),
    ]
}
