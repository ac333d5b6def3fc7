//! Joining by a verified e-mail domain.

use db::{Result, Tx, fetch_all, fetch_optional};
use web::OrganisationId;

/// The organisation whose verified domain this is.
///
/// # Errors
/// When the database fails.
pub async fn joins(tx: &mut Tx, email_domain: &str) -> Result<Option<OrganisationId>> {
    let found: Option<(OrganisationId,)> = fetch_optional!(
        tx,
        "select organisation_id from organisation_domain where domain = $1 and verified_at is not null",
        email_domain.to_lowercase(),
    )?;
    Ok(found.map(|(organisation,)| organisation))
}

/// The verified domains of an organisation.
///
/// # Errors
/// When the database fails.
pub async fn domains(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<String>> {
    let found: Vec<(String,)> = fetch_all!(
        tx,
        "select domain from organisation_domain
          where organisation_id = $1 and verified_at is not null order by domain limit 100",
        organisation,
    )?;
    Ok(found.into_iter().map(|(domain,)| domain).collect())
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
        assert_eq!(domain_of("\"a@b.example\"@northvale.gov.uk").as_deref(), Some("northvale.gov.uk"));
        assert!(domain_of("sam").is_none() && domain_of("@northvale.gov.uk").is_none());
    }
}
