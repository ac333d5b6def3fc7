//! People and organisations, from the page to the tables, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it says")]

mod trail;
