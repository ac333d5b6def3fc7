//! Who to ring, in the four nations, and what each does not do.

mod model;

pub use model::{Contact, ContactGroup, tel};
