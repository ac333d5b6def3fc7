//! What the table remembers of people.

use db::{Result, Time, Tx, execute, fetch_optional};
use web::PersonId;

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
