//! What a person is.

use db::Time;
use web::{HubRole, PersonId};

/// One person.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    /// Their identifier.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// Their e-mail address, as they write it.
    pub email: String,
    /// Their role in the hub, as a word of [`HubRole`].
    pub hub_role: Option<String>,
    /// Whether they are kept out.
    pub is_disabled: bool,
    /// When they last signed in.
    pub signed_in_at: Option<Time>,
    /// Counts changes, so that two people do not overwrite one another.
    pub version: i64,
}

impl Person {
    /// A new person, who may sign in.
    pub fn new(name: impl Into<String>, email: impl Into<String>) -> Self {
        Self {
            id: PersonId::new(),
            name: name.into(),
            email: email.into(),
            hub_role: None,
            is_disabled: false,
            signed_in_at: None,
            version: 1,
        }
    }

    /// Their role in the hub.
    pub fn hub_role(&self) -> Option<HubRole> {
        self.hub_role.as_deref().and_then(|word| word.parse().ok())
    }
}

impl std::fmt::Debug for Person {
    /// Without a name or an address: this may reach a log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Person({})", self.id)
    }
}

/// What e-mail addresses are compared by.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}
