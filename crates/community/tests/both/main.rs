//! What readers send, from the page to the table and the editors, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it says")]

mod editors;
mod forms;
mod hub;
mod pages;
mod refused;
mod usefulness;
