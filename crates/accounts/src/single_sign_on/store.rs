//! What the tables remember of identities and of what providers say of themselves.

use db::{Result, Time, Tx, anywhere, execute, fetch_all, fetch_optional};
use web::{OrganisationId, PersonId, Role};

use super::protocol::{Keys, Metadata};
use crate::{identity_provider::IdentityProviderId, person::Person};

/// For how long what a provider says of itself is good, in seconds.
const METADATA_HOLDS: i64 = 24 * 3600;
/// How long keys are kept at least before they are asked for again, in seconds.
const KEYS_HOLD: i64 = 60;

/// What is kept of what a provider says of itself.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) metadata: Metadata,
    fetched_at: Time,
}

impl Kept {
    /// Whether it is too old to be used without asking again.
    pub(super) fn is_stale(&self, now: Time) -> bool {
        self.fetched_at.plus_seconds(METADATA_HOLDS) <= now
    }

    /// Whether the provider may be asked for keys again: not for each token that a stranger makes up.
    pub(super) fn may_ask_for_keys(&self, now: Time) -> bool {
        self.fetched_at.plus_seconds(KEYS_HOLD) <= now
    }
}

/// What is kept of what a provider says of itself; `None` when there is nothing that can be used.
pub(super) async fn metadata(tx: &mut Tx, provider: IdentityProviderId) -> Result<Option<Kept>> {
    let kept: Option<(String, String, Time)> = fetch_optional!(
        tx,
        "select metadata, keys, fetched_at from identity_provider_metadata where provider_id = $1",
        provider,
    )?;
    let Some((metadata, keys, fetched_at)) = kept else {
        return Ok(None);
    };
    let read = (
        serde_json::from_str::<Metadata>(&metadata),
        serde_json::from_str::<Keys>(&keys),
    );
    Ok(match read {
        (Ok(metadata), Ok(keys)) => Some(Kept {
            metadata: metadata.set_jwks(keys),
            fetched_at,
        }),
        // A later version of this program may read it otherwise. Asking again is cheap.
        _ => None,
    })
}

/// Keeps what a provider says of itself.
pub(super) async fn keep_metadata(
    tx: &mut Tx,
    provider: IdentityProviderId,
    metadata: &Metadata,
    now: Time,
) -> web::Result<()> {
    execute!(
        tx,
        "insert into identity_provider_metadata (provider_id, metadata, keys, fetched_at) values ($1, $2, $3, $4)
             on conflict (provider_id) do update
                set metadata = excluded.metadata, keys = excluded.keys, fetched_at = excluded.fetched_at",
        provider,
        serde_json::to_string(metadata).map_err(web::Error::failed)?,
        serde_json::to_string(metadata.jwks()).map_err(web::Error::failed)?,
        now,
    )?;
    Ok(())
}

/// The person that an identity is bound to.
pub(super) async fn find_person(tx: &mut Tx, issuer: &str, subject: &str) -> Result<Option<Person>> {
    fetch_optional!(
        tx,
        "select p.id, p.name, p.email, p.hub_role, p.is_disabled, p.signed_in_at, p.version
           from identity i join person p on p.id = i.person_id
          where i.issuer = $1 and i.subject = $2",
        issuer,
        subject,
    )
}

/// Whether a person is bound to anybody at an issuer.
pub(super) async fn is_bound(tx: &mut Tx, issuer: &str, person: PersonId) -> Result<bool> {
    let found: Option<(Time,)> = fetch_optional!(
        tx,
        "select linked_at from identity where person_id = $1 and issuer = $2 limit 1",
        person,
        issuer,
    )?;
    Ok(found.is_some())
}

/// Binds an identity to a person.
pub(super) async fn link(tx: &mut Tx, issuer: &str, subject: &str, person: PersonId, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into identity (issuer, subject, person_id, linked_at, used_at) values ($1, $2, $3, $4, $5)",
        issuer,
        subject,
        person,
        now,
        now,
    )?;
    Ok(())
}

/// Notes that an identity came in.
pub(super) async fn note_use(tx: &mut Tx, issuer: &str, subject: &str, now: Time) -> Result<()> {
    execute!(
        tx,
        "update identity set used_at = $1 where issuer = $2 and subject = $3",
        now,
        issuer,
        subject,
    )?;
    Ok(())
}

/// One link of a person to an account elsewhere.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Link {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) linked_at: Time,
    pub(super) used_at: Time,
    /// What an organisation of theirs calls the provider, while it has it.
    pub(super) provider: Option<String>,
}

/// The links of a person, the oldest first, at most so many.
pub(super) async fn links(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<Link>> {
    fetch_all!(
        tx,
        "select i.issuer, i.subject, i.linked_at, i.used_at,
                (select min(p.name) from identity_provider p
                   join membership m on m.organisation_id = p.organisation_id
                  where p.issuer = i.issuer and m.person_id = i.person_id) as provider
           from identity i where i.person_id = $1
       order by i.linked_at, i.issuer, i.subject limit $2",
        person,
        most,
    )
}

/// Unbinds an identity of a person. Says whether there was one.
pub(super) async fn unlink(tx: &mut Tx, person: PersonId, issuer: &str, subject: &str) -> Result<bool> {
    let removed = execute!(
        tx,
        "delete from identity where person_id = $1 and issuer = $2 and subject = $3",
        person,
        issuer,
        subject,
    )?;
    Ok(removed == 1)
}

/// Unbinds every identity of a person. Says how many there were.
pub(crate) async fn unlink_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    execute!(tx, "delete from identity where person_id = $1", person)
}

/// What a person is in an organisation, and how that came about.
pub(super) async fn membership(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<Option<(Option<Role>, String)>> {
    let found: Option<(String, String)> = fetch_optional!(
        tx,
        "select role, origin from membership where organisation_id = $1 and person_id = $2",
        organisation,
        person,
    )?;
    Ok(found.map(|(role, origin)| (role.parse().ok(), origin)))
}

/// Gives a person a role in an organisation, whatever they were before.
pub(super) async fn give(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    (role, origin): (Role, &str),
    now: Time,
) -> Result<()> {
    execute!(
        tx,
        "insert into membership (organisation_id, person_id, role, origin, since) values ($1, $2, $3, $4, $5)
             on conflict (organisation_id, person_id) do update set role = excluded.role, origin = excluded.origin",
        organisation,
        person,
        role.as_str(),
        origin,
        now,
    )?;
    Ok(())
}

/// Takes a person out of an organisation.
pub(super) async fn take(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<()> {
    execute!(
        tx,
        "delete from membership where organisation_id = $1 and person_id = $2",
        organisation,
        person,
    )?;
    Ok(())
}

/// The organisations that ask a person to come by single sign-on only, and their names. Those who keep the
/// hub itself are asked by none, and an organisation none of whose providers is in use asks nobody.
pub(super) async fn requiring(tx: &mut Tx, person: PersonId) -> Result<Vec<(OrganisationId, String)>> {
    fetch_all!(
        tx,
        "select o.id, o.name
           from membership m
           join person p on p.id = m.person_id
           join organisation o on o.id = m.organisation_id
           join sign_in_rule r on r.organisation_id = m.organisation_id
          where m.person_id = $1 and p.hub_role is null and r.is_single_only = $2
            and exists (select 1 from identity_provider i
                         where i.organisation_id = m.organisation_id and i.tried_at is not null)
       order by m.since, o.id limit 100",
        person,
        true,
    )
}

/// The name of an organisation that asks this person to come by single sign-on only, if one does. Whoever
/// signs somebody in another way asks this first.
///
/// # Errors
/// When the database fails.
pub async fn required_by(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let requiring = requiring(tx, person).await?;
    Ok(requiring.into_iter().next().map(|(_, name)| name))
}

/// An organisation that offers single sign-on.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Offering {
    pub(super) slug: String,
    pub(super) name: String,
}

/// The organisation of this identifier, if it offers single sign-on.
pub(super) async fn offering(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<Offering>> {
    fetch_optional!(
        tx,
        "select o.slug, o.name from organisation o
          where o.id = $1 and exists (select 1 from identity_provider i
                                       where i.organisation_id = o.id and i.tried_at is not null)",
        organisation,
    )
}

/// The organisations that offer single sign-on and have these words in their name.
pub(super) async fn offering_named(tx: &mut Tx, words: &str) -> Result<Vec<Offering>> {
    fetch_all!(
        tx,
        "select o.slug, o.name from organisation o
          where o.name_key like $1 escape '!' and o.merged_into_id is null
            and exists (select 1 from identity_provider i
                         where i.organisation_id = o.id and i.tried_at is not null)
       order by o.name_key, o.id limit 20",
        anywhere(words),
    )
}

/// Whether a person belongs to another organisation than this one.
pub(super) async fn is_elsewhere_too(tx: &mut Tx, person: PersonId, organisation: OrganisationId) -> Result<bool> {
    let found: Option<(OrganisationId,)> = fetch_optional!(
        tx,
        "select organisation_id from membership where person_id = $1 and organisation_id <> $2 limit 1",
        person,
        organisation,
    )?;
    Ok(found.is_some())
}
