//! Lists: a sentence of what the list is, filters that work without JavaScript, rows with the fact that
//! decides, and an order that is said aloud. The state stands in the address.

mod facet;
mod page;

pub(crate) use page::{List, Sorted};
