//! What the table remembers of e-mail domains.

use db::{Result, Time, Tx, execute, fetch_all, fetch_optional};
use web::OrganisationId;

use super::model::{EmailDomain, LINK_HOLDS};
use crate::secret::Token;

/// The domains of an organisation, in order.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<EmailDomain>> {
    fetch_all!(
        tx,
        "select domain, verified_at, verified_by, token_until
           from email_domain where organisation_id = $1 order by domain",
        organisation,
    )
}

/// One domain of an organisation.
///
/// # Errors
/// When the database fails.
pub(super) async fn find(tx: &mut Tx, organisation: OrganisationId, domain: &str) -> Result<Option<EmailDomain>> {
    fetch_optional!(
        tx,
        "select domain, verified_at, verified_by, token_until
           from email_domain where organisation_id = $1 and domain = $2",
        organisation,
        domain,
    )
}

/// The organisation that has this domain verified.
///
/// # Errors
/// When the database fails.
pub async fn find_verified(tx: &mut Tx, domain: &str) -> Result<Option<OrganisationId>> {
    let found: Option<(OrganisationId,)> = fetch_optional!(
        tx,
        "select organisation_id from email_domain where domain = $1 and verified_at is not null",
        domain.to_lowercase(),
    )?;
    Ok(found.map(|(organisation,)| organisation))
}

/// Adds a domain that is not verified yet. Says whether it is new there.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, organisation: OrganisationId, domain: &str, now: Time) -> Result<bool> {
    let added = execute!(
        tx,
        "insert into email_domain (organisation_id, domain, added_at) values ($1, $2, $3)
             on conflict (organisation_id, domain) do nothing",
        organisation,
        domain,
        now,
    )?;
    Ok(added == 1)
}

/// Removes a domain. Says whether the organisation had it.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, organisation: OrganisationId, domain: &str) -> Result<bool> {
    let removed = execute!(
        tx,
        "delete from email_domain where organisation_id = $1 and domain = $2",
        organisation,
        domain,
    )?;
    Ok(removed == 1)
}

/// Notes the link that is sent to a domain's keeper, in place of an earlier one. Says whether the domain
/// still waits for it.
///
/// # Errors
/// When the database fails.
pub(super) async fn note_link(
    tx: &mut Tx,
    organisation: OrganisationId,
    domain: &str,
    token: &Token,
    now: Time,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "update email_domain set token_digest = $1, token_until = $2
          where organisation_id = $3 and domain = $4 and verified_at is null",
        token.digest(),
        now.plus_seconds(LINK_HOLDS),
        organisation,
        domain,
    )?;
    Ok(changed == 1)
}

/// Notes that a letter to a domain's keeper is on its way. Its link is made when it is sent; that of an earlier
/// one works no longer.
///
/// # Errors
/// When the database fails.
pub(super) async fn note_letter(tx: &mut Tx, organisation: OrganisationId, domain: &str, now: Time) -> Result<()> {
    execute!(
        tx,
        "update email_domain set token_digest = null, token_until = $1
          where organisation_id = $2 and domain = $3 and verified_at is null",
        now.plus_seconds(LINK_HOLDS),
        organisation,
        domain,
    )?;
    Ok(())
}

/// The organisation and the domain of a link that still holds.
///
/// # Errors
/// When the database fails.
pub(super) async fn find_link(tx: &mut Tx, token: &Token, now: Time) -> Result<Option<(OrganisationId, String)>> {
    fetch_optional!(
        tx,
        "select organisation_id, domain
           from email_domain
          where token_digest = $1 and token_until > $2 and verified_at is null",
        token.digest(),
        now,
    )
}

/// Verifies a domain of an organisation; the link to its keeper is used up. Says whether it is verified
/// now: not when the organisation does not have it, or another one has it verified.
///
/// # Errors
/// When the database fails.
pub async fn verify(tx: &mut Tx, organisation: OrganisationId, domain: &str, how: &str, now: Time) -> Result<bool> {
    let changed = execute!(
        tx,
        "update email_domain set verified_at = $1, verified_by = $2, token_digest = null, token_until = null
          where organisation_id = $3 and domain = $4 and verified_at is null
            and not exists (select 1 from email_domain other
                             where other.domain = $4 and other.verified_at is not null)",
        now,
        how,
        organisation,
        domain,
    )?;
    Ok(changed == 1)
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;
    use crate::sample::{added, noon};

    on_both_databases!(only_a_verified_domain_counts_and_only_one_organisation_has_it, |test| {
        let mut tx = test.db.write().await.unwrap();
        let (ours, theirs) = (
            added(&mut tx, "Northvale").await.id,
            added(&mut tx, "Southmere").await.id,
        );
        for organisation in [ours, theirs] {
            assert!(add(&mut tx, organisation, "northvale.gov.uk", noon()).await.unwrap());
            assert!(!add(&mut tx, organisation, "northvale.gov.uk", noon()).await.unwrap());
        }
        assert_eq!(find_verified(&mut tx, "northvale.gov.uk").await.unwrap(), None);
        assert!(verify(&mut tx, ours, "northvale.gov.uk", "hub", noon()).await.unwrap());
        assert!(
            !verify(&mut tx, theirs, "northvale.gov.uk", "hub", noon())
                .await
                .unwrap()
        );
        assert_eq!(find_verified(&mut tx, "Northvale.gov.uk").await.unwrap(), Some(ours));
        assert!(remove(&mut tx, ours, "northvale.gov.uk").await.unwrap());
        assert_eq!(find_verified(&mut tx, "northvale.gov.uk").await.unwrap(), None);
    });

    on_both_databases!(a_link_holds_for_a_week_and_until_the_domain_is_verified, |test| {
        let mut tx = test.db.write().await.unwrap();
        let ours = added(&mut tx, "Northvale").await.id;
        add(&mut tx, ours, "northvale.gov.uk", noon()).await.unwrap();
        let token = Token::new().unwrap();
        assert!(
            note_link(&mut tx, ours, "northvale.gov.uk", &token, noon())
                .await
                .unwrap()
        );
        assert!(find_link(&mut tx, &token, noon()).await.unwrap().is_some());
        assert!(
            find_link(&mut tx, &token, noon().plus_seconds(LINK_HOLDS))
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            find_link(&mut tx, &Token::new().unwrap(), noon())
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            verify(&mut tx, ours, "northvale.gov.uk", "letter", noon())
                .await
                .unwrap()
        );
        assert!(find_link(&mut tx, &token, noon()).await.unwrap().is_none());
        assert!(
            !note_link(&mut tx, ours, "northvale.gov.uk", &token, noon())
                .await
                .unwrap()
        );
        assert_eq!(
            list(&mut tx, ours).await.unwrap()[0].verified_by.as_deref(),
            Some("letter")
        );
    });
}
