//! What a membership is, and when it may change.

use db::Time;
use web::{OrganisationId, PersonId, Role};

/// An organisation that a person belongs to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Belonging {
    pub(crate) organisation_id: OrganisationId,
    pub(crate) name: String,
    pub(crate) role: String,
}

impl Belonging {
    /// Whether it is the organisation that somebody acts for.
    pub(crate) fn is_current(&self, organisation: &Option<OrganisationId>) -> bool {
        *organisation == Some(self.organisation_id)
    }

    /// The role, as people say it.
    pub(crate) fn role_name(&self) -> &'static str {
        self.role.parse::<Role>().map_or("", Role::name)
    }
}

/// How a membership came about, by the word in the table.
pub(crate) fn origin_in_words(origin: &str) -> String {
    match origin {
        "invitation" => "an invitation".to_owned(),
        "command" => "a command of those who run this hub".to_owned(),
        "single-sign-on" => "what their identity provider says of them".to_owned(),
        "domain" => "the domain of their e-mail address".to_owned(),
        other => other.to_owned(),
    }
}

/// Somebody who belongs to an organisation.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Member {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: String,
    pub(crate) is_disabled: bool,
    pub(crate) since: Time,
    pub(crate) signed_in_at: Option<Time>,
}

impl Member {
    /// The role; the least when the word is none of ours.
    pub(crate) fn role(&self) -> Role {
        self.role.parse().unwrap_or(Role::Member)
    }
}

impl std::fmt::Debug for Member {
    /// Without a name or an address.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Member({} {})", self.id, self.role)
    }
}

/// Why a membership stays as it is, in words for whoever wanted to change it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotChanged {
    /// Nobody would be left who decides who belongs to it.
    #[error("This is the last administrator. Make somebody else administrator first")]
    LastAdministrator,
    /// The role is not what it was when the page was shown.
    #[error("Somebody changed this while you were editing. Check it and save again")]
    SinceThen,
}
