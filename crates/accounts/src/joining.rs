//! Joining by a verified e-mail domain.

use db::{Result, Tx};
use web::OrganisationId;

use crate::email_domain;

/// The organisation whose verified domain this is.
///
/// # Errors
/// When the database fails.
pub async fn joins(tx: &mut Tx, email_domain: &str) -> Result<Option<OrganisationId>> {
    email_domain::store::find_verified(tx, email_domain).await
}

/// The verified domains of an organisation.
///
/// # Errors
/// When the database fails.
pub async fn domains(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<String>> {
    let domains = email_domain::store::list(tx, organisation).await?.into_iter();
    let verified = domains.filter(|domain| domain.verified_at.is_some());
    Ok(verified.map(|domain| domain.domain).collect())
}

/// The domain of an e-mail address, compared as domains are; `None` when it has none.
pub fn domain_of(email: &str) -> Option<String> {
    let (local, domain) = email.trim().rsplit_once('@')?;
    (!local.is_empty() && domain.contains('.')).then(|| domain.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_of_an_address_is_what_follows_the_last_at() {
        assert_eq!(domain_of("Sam@Northvale.GOV.uk ").as_deref(), Some("northvale.gov.uk"));
        assert_eq!(
            domain_of("\"a@b.example\"@northvale.gov.uk").as_deref(),
            Some("northvale.gov.uk")
        );
        assert!(domain_of("sam").is_none() && domain_of("@northvale.gov.uk").is_none());
    }
}
