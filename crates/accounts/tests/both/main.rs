//! People and organisations through the hub's router, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it says")]

mod account;
mod adding;
mod attempts;
mod browser;
mod hub_people;
mod invitations;
mod keys;
mod organisations;
mod people;
mod recovery;
mod sign_in;
mod trail;
