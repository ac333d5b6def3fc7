//! What an identity provider is, and what its values make of people.

use db::Time;
use url::Url;
use web::{OrganisationId, Role};

use crate::address::is_loopback;

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

/// Why an address cannot be an issuer's, in words for the person who typed it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotAnIssuer {
    #[error("Enter the issuer's address in full, like https://login.example.gov.uk")]
    NotAnAddress,
    #[error("The issuer's address must begin with https")]
    NotSafe,
    #[error(
        "Use the address of your own tenant, with its identifier in place of “{0}”: otherwise anybody with a \
         Microsoft account could come in"
    )]
    ManyTenants(String),
    #[error("The issuer's address must end before any ? or #")]
    TooMuch,
}

/// The address of an issuer: HTTPS, or plain HTTP on this very machine where `allows_private` says so.
pub(crate) fn issuer(typed: &str, allows_private: bool) -> Result<Url, NotAnIssuer> {
    let address = Url::parse(typed).map_err(|_| NotAnIssuer::NotAnAddress)?;
    if !address.has_host() || !address.username().is_empty() || address.password().is_some() {
        return Err(NotAnIssuer::NotAnAddress);
    }
    let is_plain_here = address.scheme() == "http" && allows_private && is_loopback(&address);
    if address.scheme() != "https" && !is_plain_here {
        return Err(NotAnIssuer::NotSafe);
    }
    if address.query().is_some() || address.fragment().is_some() {
        return Err(NotAnIssuer::TooMuch);
    }
    if is_entra(&address) {
        let tenant = tenant_of(&address).unwrap_or_default();
        if matches!(tenant, "" | "common" | "organizations" | "consumers" | "{tenantid}") {
            return Err(NotAnIssuer::ManyTenants(tenant.to_owned()));
        }
    }
    Ok(address)
}

/// Whether an issuer is Microsoft Entra ID, of any of its clouds.
pub(crate) fn is_entra(issuer: &Url) -> bool {
    const HOSTS: [&str; 4] = [
        "login.microsoftonline.com",
        "login.microsoftonline.us",
        "login.partner.microsoftonline.cn",
        "sts.windows.net",
    ];
    issuer.domain().is_some_and(|host| HOSTS.contains(&host))
}

/// The tenant in the path of an Entra issuer.
pub(crate) fn tenant_of(issuer: &Url) -> Option<&str> {
    issuer.path_segments()?.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_has_a_safe_address_of_one_tenant() {
        let fine = |typed| issuer(typed, false).is_ok();
        assert!(fine("https://login.example.gov.uk"));
        assert!(fine(
            "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"
        ));
        for wrong in [
            "login.example.gov.uk",
            "http://login.example.gov.uk",
            "http://localhost:9000",
            "https://user:word@login.example.gov.uk",
            "https://login.example.gov.uk?x=1",
            "https://login.example.gov.uk#x",
            "https://login.microsoftonline.com/common/v2.0",
            "https://login.microsoftonline.com/organizations/v2.0",
            "https://login.microsoftonline.com",
            "file:///etc/passwd",
        ] {
            assert!(!fine(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_plain_address_is_taken_on_this_machine_alone_and_only_when_that_was_set() {
        assert!(issuer("http://localhost:9000", true).is_ok());
        assert!(issuer("http://127.0.0.1:9000/x", true).is_ok());
        assert_eq!(issuer("http://10.0.0.1", true), Err(NotAnIssuer::NotSafe));
    }

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
