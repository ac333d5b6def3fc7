//! What a person would notice of the search, asked through its door.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod answering;
mod hostile;
mod isolation;
mod keeping;
mod library;
