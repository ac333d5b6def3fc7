//! What the tables remember of identity providers.

use db::{Result, Time, Tx, execute, fetch_all, fetch_one, fetch_optional};
use web::OrganisationId;

use super::model::{IdentityProvider, IdentityProviderId, MOST, RoleValue};

/// The providers of an organisation, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<IdentityProvider>> {
    fetch_all!(
        tx,
        "select id, organisation_id, name, issuer, client_id, client_secret, scopes, claim, joins_by_domain,
                tried_at, version
           from identity_provider where organisation_id = $1 order by added_at, id limit $2",
        organisation,
        MOST,
    )
}

/// One provider, whoever's it is.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, provider: IdentityProviderId) -> Result<Option<IdentityProvider>> {
    fetch_optional!(
        tx,
        "select id, organisation_id, name, issuer, client_id, client_secret, scopes, claim, joins_by_domain,
                tried_at, version
           from identity_provider where id = $1",
        provider,
    )
}

/// What the values of a provider make of people.
///
/// # Errors
/// When the database fails.
pub async fn values(tx: &mut Tx, provider: IdentityProviderId) -> Result<Vec<RoleValue>> {
    fetch_all!(
        tx,
        "select value, role from identity_provider_role where provider_id = $1 order by value",
        provider,
    )
}

/// Adds a provider.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, provider: &IdentityProvider, values: &[RoleValue], now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into identity_provider (id, organisation_id, name, issuer, client_id, client_secret, scopes,
                claim, joins_by_domain, added_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
        provider.id,
        provider.organisation_id,
        provider.name.as_str(),
        provider.issuer.as_str(),
        provider.client_id.as_str(),
        provider.client_secret.as_slice(),
        provider.scopes.as_str(),
        provider.claim.as_str(),
        provider.joins_by_domain,
        now,
    )?;
    add_values(tx, provider.id, values).await
}

/// Saves a provider that was read as `provider.version`. Says whether it still stood so.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut Tx, provider: &IdentityProvider, values: &[RoleValue]) -> Result<bool> {
    let saved = execute!(
        tx,
        "update identity_provider
            set name = $1, issuer = $2, client_id = $3, client_secret = $4, scopes = $5, claim = $6,
                joins_by_domain = $7, tried_at = $8, version = version + 1
          where id = $9 and version = $10",
        provider.name.as_str(),
        provider.issuer.as_str(),
        provider.client_id.as_str(),
        provider.client_secret.as_slice(),
        provider.scopes.as_str(),
        provider.claim.as_str(),
        provider.joins_by_domain,
        provider.tried_at,
        provider.id,
        provider.version,
    )?;
    if saved == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        "delete from identity_provider_metadata where provider_id = $1",
        provider.id
    )?;
    execute!(
        tx,
        "delete from identity_provider_role where provider_id = $1",
        provider.id
    )?;
    add_values(tx, provider.id, values).await?;
    Ok(true)
}

async fn add_values(tx: &mut Tx, provider: IdentityProviderId, values: &[RoleValue]) -> Result<()> {
    // A form holds a few dozen at the very most.
    for row in values {
        execute!(
            tx,
            "insert into identity_provider_role (provider_id, value, role) values ($1, $2, $3)",
            provider,
            row.value.as_str(),
            row.role.as_str(),
        )?;
    }
    Ok(())
}

/// Notes that an administrator came through a provider as it stands in `version`. Says whether it still did.
///
/// # Errors
/// When the database fails.
pub async fn note_trial(tx: &mut Tx, provider: IdentityProviderId, version: i64, now: Time) -> Result<bool> {
    let noted = execute!(
        tx,
        "update identity_provider set tried_at = $1 where id = $2 and version = $3",
        now,
        provider,
        version,
    )?;
    Ok(noted == 1)
}

/// Removes a provider and all that hangs on it. Links of people stay: the issuer may come back.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, provider: IdentityProviderId) -> Result<()> {
    execute!(
        tx,
        "delete from identity_provider_metadata where provider_id = $1",
        provider
    )?;
    execute!(
        tx,
        "delete from identity_provider_role where provider_id = $1",
        provider
    )?;
    execute!(tx, "delete from identity_provider where id = $1", provider)?;
    Ok(())
}

/// Whether the members of an organisation come by single sign-on only.
///
/// # Errors
/// When the database fails.
pub async fn is_single_only(tx: &mut Tx, organisation: OrganisationId) -> Result<bool> {
    let (rules,): (i64,) = fetch_one!(
        tx,
        "select count(*) from sign_in_rule where organisation_id = $1 and is_single_only = $2",
        organisation,
        true,
    )?;
    Ok(rules > 0)
}

/// Says how the members of an organisation may come.
///
/// # Errors
/// When the database fails.
pub async fn save_rule(tx: &mut Tx, organisation: OrganisationId, is_single_only: bool) -> Result<()> {
    execute!(
        tx,
        "insert into sign_in_rule (organisation_id, is_single_only) values ($1, $2)
             on conflict (organisation_id) do update set is_single_only = excluded.is_single_only",
        organisation,
        is_single_only,
    )?;
    Ok(())
}

/// Whether any organisation of the hub has a provider that people can come through.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_any_offered(tx: &mut Tx) -> Result<bool> {
    let found: Option<(i64,)> = fetch_optional!(
        tx,
        "select added_at from identity_provider where tried_at is not null limit 1"
    )?;
    Ok(found.is_some())
}

/// How many providers would go along when an organisation merges into another.
///
/// # Errors
/// When the database fails.
pub(crate) async fn count(tx: &mut Tx, organisation: OrganisationId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select count(*) from identity_provider where organisation_id = $1",
        organisation,
    )?;
    Ok(count)
}

/// Has the providers of an organisation go along into another, whose rule stands.
///
/// # Errors
/// When the database fails.
pub(crate) async fn carry(tx: &mut Tx, from: OrganisationId, into: OrganisationId) -> Result<()> {
    execute!(
        tx,
        "update identity_provider set organisation_id = $2, version = version + 1 where organisation_id = $1",
        from,
        into,
    )?;
    execute!(tx, "delete from sign_in_rule where organisation_id = $1", from)?;
    Ok(())
}
