//! What the table remembers of people.

use db::{Result, Time, Tx, execute, fetch_all, fetch_one, fetch_optional};
use web::{HubRole, PersonId};

use super::model::{Person, email_key};

/// One person.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, person: PersonId) -> Result<Option<Person>> {
    fetch_optional!(
        tx,
        "select id, name, email, hub_role, is_disabled, signed_in_at, version from person where id = $1",
        person,
    )
}

/// The person with this e-mail address.
///
/// # Errors
/// When the database fails.
pub async fn find_by_email(tx: &mut Tx, email: &str) -> Result<Option<Person>> {
    fetch_optional!(
        tx,
        "select id, name, email, hub_role, is_disabled, signed_in_at, version from person where email_key = $1",
        email_key(email),
    )
}

/// Adds a person.
///
/// # Errors
/// When the database fails, or the address is taken (`is_duplicate`).
pub async fn add(tx: &mut Tx, person: &Person, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into person (id, name, name_key, email, email_key, hub_role, is_disabled, added_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
        person.id,
        person.name.as_str(),
        person.name.to_lowercase(),
        person.email.trim(),
        email_key(&person.email),
        person.hub_role.as_deref(),
        person.is_disabled,
        now,
    )?;
    Ok(())
}

/// How many administrators of the hub are not kept out.
///
/// # Errors
/// When the database fails.
pub async fn count_administrators(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select count(*) from person where hub_role = 'hub-administrator' and is_disabled = $1",
        false,
    )?;
    Ok(count)
}

/// What people are sorted by: a person's name without regard to case.
pub(crate) async fn name_key(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(tx, "select name_key from person where id = $1", person)?;
    Ok(found.map(|(key,)| key))
}

/// Up to `limit` people whose name or address has `pattern` in it, by name, after the one with the key and
/// identifier in `after`.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, pattern: &str, after: (&str, PersonId), limit: i64) -> Result<Vec<Person>> {
    fetch_all!(
        tx,
        "select id, name, email, hub_role, is_disabled, signed_in_at, version
           from person
          where (name_key, id) > ($1, $2)
            and (name_key like $3 escape '!' or email_key like $3 escape '!')
       order by name_key, id
          limit $4",
        after.0,
        after.1,
        pattern,
        limit,
    )
}

/// How many people there are.
pub(crate) async fn count(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, "select count(*) from person")?;
    Ok(count)
}

/// Gives a person another name, when nobody has changed them since `version`.
pub(crate) async fn rename(tx: &mut Tx, person: PersonId, name: &str, version: i64) -> Result<bool> {
    let changed = execute!(
        tx,
        "update person set name = $1, name_key = $2, version = version + 1 where id = $3 and version = $4",
        name,
        name.to_lowercase(),
        person,
        version,
    )?;
    Ok(changed == 1)
}

/// Gives a person another role in the hub, or none, when nobody has changed them since `version`.
pub(crate) async fn change_hub_role(
    tx: &mut Tx,
    person: PersonId,
    role: Option<HubRole>,
    version: i64,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "update person set hub_role = $1, version = version + 1 where id = $2 and version = $3",
        role.map(HubRole::as_str),
        person,
        version,
    )?;
    Ok(changed == 1)
}

/// Keeps a person out, or lets them in again.
pub(crate) async fn set_disabled(tx: &mut Tx, person: PersonId, is_disabled: bool) -> Result<bool> {
    let changed = execute!(
        tx,
        "update person set is_disabled = $1, version = version + 1 where id = $2 and is_disabled <> $1",
        is_disabled,
        person,
    )?;
    Ok(changed == 1)
}
