//! Shelves: what one kind of viewer may see, and nothing else.
//!
//! A *shelf* holds every item that a viewer may see: the CLEAR ones; those and the GREEN ones; those and
//! one organisation's own. RED is on no shelf. A *snapshot* is all shelves of one moment. The
//! [`Library`] gives out shelves by viewer, and there is no other way in, so what a viewer may not see
//! is not there to be leaked.

mod address;
mod folder;
mod keeper;
mod library;
mod made;
mod names;
mod near;
mod remembered;

pub(crate) use address::item_at;
pub(crate) use folder::built_in_text;
pub use folder::{Collected, built_in, collect, of_folder, of_kept};
pub use keeper::keep;
pub use library::{Library, Snapshot};
pub use made::{Scope, Shelf};
pub use names::Names;
pub use remembered::Remembered;
