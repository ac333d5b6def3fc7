//! What the table remembers of memberships.

use db::{Result, Time, Tx, execute, fetch_all, fetch_one, fetch_optional};
use web::{OrganisationId, PersonId, Role};

use super::model::{Belonging, Member};

/// Makes a person a member with a role, or gives a member another role. Says whether anything changed.
/// The caller has the organisation from [`organisation::store::hold`](crate::organisation::store::hold).
///
/// # Errors
/// When the database fails.
pub async fn save(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    role: Role,
    origin: &str,
    now: Time,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into membership (organisation_id, person_id, role, origin, since) values ($1, $2, $3, $4, $5)
             on conflict (organisation_id, person_id) do update set role = excluded.role, origin = excluded.origin
          where membership.role <> excluded.role",
        organisation,
        person,
        role.as_str(),
        origin,
        now,
    )?;
    Ok(changed == 1)
}

/// What a person is in an organisation; nothing when they do not belong to it.
///
/// # Errors
/// When the database fails.
pub async fn role(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<Option<Role>> {
    let found: Option<(String,)> = fetch_optional!(
        tx,
        "select role from membership where organisation_id = $1 and person_id = $2",
        organisation,
        person,
    )?;
    Ok(found.and_then(|(role,)| role.parse().ok()))
}

/// The organisations that a person belongs to, by name.
pub(crate) async fn list_of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<Belonging>> {
    fetch_all!(
        tx,
        "select m.organisation_id, o.name, m.role
           from membership m join organisation o on o.id = m.organisation_id
          where m.person_id = $1
       order by o.name_key, o.id
          limit 200",
        person,
    )
}

/// One who belongs to an organisation.
pub(crate) async fn find(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<Option<Member>> {
    fetch_optional!(
        tx,
        "select p.id, p.name, p.email, m.role, p.is_disabled, m.since, p.signed_in_at
           from membership m join person p on p.id = m.person_id
          where m.organisation_id = $1 and m.person_id = $2",
        organisation,
        person,
    )
}

/// Up to `limit` people of an organisation whose name or address has `pattern` in it, by name, after the
/// one with the key and identifier in `after`. The cross join has SQLite go along the index of names and
/// stop when the page is full, in place of sorting a whole council.
pub(crate) async fn list(
    tx: &mut Tx,
    organisation: OrganisationId,
    pattern: &str,
    after: (&str, PersonId),
    limit: i64,
) -> Result<Vec<Member>> {
    fetch_all!(
        tx,
        "select p.id, p.name, p.email, m.role, p.is_disabled, m.since, p.signed_in_at
           from person p cross join membership m
          where m.organisation_id = $1 and m.person_id = p.id and (p.name_key, p.id) > ($2, $3)
            and (p.name_key like $4 escape '!' or p.email_key like $4 escape '!')
       order by p.name_key, p.id
          limit $5",
        organisation,
        after.0,
        after.1,
        pattern,
        limit,
    )
}

/// The names of the organisations of people whom a page of the hub's list of people has, by the same
/// pattern, beginning and length.
pub(crate) async fn organisations_of(
    tx: &mut Tx,
    pattern: &str,
    after: (&str, PersonId),
    limit: i64,
) -> Result<Vec<(PersonId, String)>> {
    fetch_all!(
        tx,
        "select m.person_id, o.name
           from (select id from person
                  where (name_key, id) > ($1, $2)
                    and (name_key like $3 escape '!' or email_key like $3 escape '!')
               order by name_key, id
                  limit $4) as listed
           join membership m on m.person_id = listed.id
           join organisation o on o.id = m.organisation_id
       order by o.name_key, o.id",
        after.0,
        after.1,
        pattern,
        limit,
    )
}

/// How many people belong to an organisation.
pub(crate) async fn count(tx: &mut Tx, organisation: OrganisationId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select count(*) from membership where organisation_id = $1",
        organisation
    )?;
    Ok(count)
}

/// How many administrators of an organisation may sign in.
pub(crate) async fn count_administrators(tx: &mut Tx, organisation: OrganisationId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select count(*) from membership m join person p on p.id = m.person_id
          where m.organisation_id = $1 and m.role = 'administrator' and p.is_disabled = $2",
        organisation,
        false,
    )?;
    Ok(count)
}

/// Gives a member another role, when they have the one they had. False when they have not.
pub(crate) async fn change_role(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    before: Role,
    after: Role,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "update membership set role = $1 where organisation_id = $2 and person_id = $3 and role = $4",
        after.as_str(),
        organisation,
        person,
        before.as_str(),
    )?;
    Ok(changed == 1)
}

/// Ends a membership. Says whether there was one.
pub(crate) async fn remove(tx: &mut Tx, organisation: OrganisationId, person: PersonId) -> Result<bool> {
    let removed = execute!(
        tx,
        "delete from membership where organisation_id = $1 and person_id = $2",
        organisation,
        person,
    )?;
    Ok(removed == 1)
}
