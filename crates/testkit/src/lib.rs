//! A hub to test against, on both databases.
