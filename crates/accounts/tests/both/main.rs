//! People and organisations through the real router, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it says")]

mod organisations;
