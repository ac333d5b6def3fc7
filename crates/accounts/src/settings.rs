//! What accounts are told by those who run the hub.

use crate::{password::Passwords, sealed::Sealer, session::Lifetimes};

/// What accounts are told by those who run the hub. Every handler finds it among the shared values.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The hub's name, for mails and code apps.
    pub hub_name: String,
    /// The address by which the world reaches the hub, without a slash at the end.
    pub public_url: Option<String>,
    /// How long sessions live.
    pub lifetimes: Lifetimes,
    /// What seals secrets that must be read again.
    pub sealer: Sealer,
    /// Whether identity providers may stand at private addresses, or on this very machine.
    pub allow_private_issuers: bool,
    /// What hashes passwords.
    pub passwords: Passwords,
}

impl Settings {
    /// Whether the hub's public address begins with `https`.
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}
