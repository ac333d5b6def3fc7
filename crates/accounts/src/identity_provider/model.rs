//! What an identity provider is, and what its values make of people.

use db::Time;
use web::{OrganisationId, Role};

db::id!(
    /// One identity provider of one organisation.
    IdentityProviderId
);

/// The most providers that one organisation may have.
pub(crate) const MOST: i64 = 20;
/// What the client's secret is sealed for.
pub(crate) const SEALED_FOR: &str = "identity-provider";

/// One identity provider of one organisation.
#[derive(Clone, sqlx::FromRow)]
pub struct IdentityProvider {
    /// Its identifier.
    pub id: IdentityProviderId,
    /// Whose people sign in there.
    pub organisation_id: OrganisationId,
    /// What people call it.
    pub name: String,
    /// Its address, by which its tokens name it.
    pub issuer: String,
    /// What it calls this hub.
    pub client_id: String,
    /// The secret that it gave this hub, sealed.
    pub client_secret: Vec<u8>,
    /// What it is asked for beside `openid`, `email` and `profile`, apart by spaces.
    pub scopes: String,
    /// The claim that carries roles or groups; empty when none does.
    pub claim: String,
    /// Whether people of the organisation's verified domains become members when they come.
    pub joins_by_domain: bool,
    /// When an administrator last came through it as it stands.
    pub tried_at: Option<Time>,
    /// Counts its changes, so that two people do not overwrite one another.
    pub version: i64,
}

/// What one value of the claim makes of somebody.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RoleValue {
    /// A role or a group, as the provider writes it.
    pub value: String,
    /// The role here, as a word of [`Role`].
    pub role: String,
}

impl IdentityProvider {
    /// Whether people can come through it.
    pub fn is_offered(&self) -> bool {
        self.tried_at.is_some()
    }
}

impl std::fmt::Debug for IdentityProvider {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "IdentityProvider({})", self.id)
    }
}

/// The highest role that any of `said` gives.
pub(crate) fn role_of(values: &[RoleValue], said: &[String]) -> Option<Role> {
    values
        .iter()
        .filter(|row| said.contains(&row.value))
        .filter_map(|row| row.role.parse().ok())
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_role_of_several_values_counts() {
        let row = |value: &str, role: &str| RoleValue {
            value: value.into(),
            role: role.into(),
        };
        let rows = [row("a", "member"), row("b", "administrator"), row("c", "editor")];
        assert_eq!(role_of(&rows, &["a".into(), "c".into()]), Some(Role::Editor));
        assert_eq!(role_of(&rows, &["B".into()]), None);
        assert_eq!(role_of(&rows, &[]), None);
    }
}
