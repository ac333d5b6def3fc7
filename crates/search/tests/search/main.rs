//! What a person would notice of the search, asked through its door.

mod answering;
mod hostile;
mod isolation;
mod keeping;
mod library;
