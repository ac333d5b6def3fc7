//! What the table remembers of passwords.

use db::{Result, Time, Tx, execute, fetch_optional};
use web::PersonId;

/// When the person's password was chosen; nothing when they have none.
pub(crate) async fn changed_at(tx: &mut Tx, person: PersonId) -> Result<Option<Time>> {
    let found: Option<(Time,)> = fetch_optional!(tx, "select changed_at from password where person_id = $1", person)?;
    Ok(found.map(|(at,)| at))
}

/// The hash of a person's password.
pub(crate) async fn hash(tx: &mut Tx, person: PersonId) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(tx, "select hash from password where person_id = $1", person)?;
    Ok(found.map(|(hash,)| hash))
}

/// Keeps the hash of a new password in place of any other.
pub(crate) async fn save(tx: &mut Tx, person: PersonId, hash: &str, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into password (person_id, hash, changed_at) values ($1, $2, $3)
             on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at",
        person,
        hash,
        now,
    )?;
    Ok(())
}

/// Keeps another hash of the same password.
pub(crate) async fn rehash(tx: &mut Tx, person: PersonId, old: &str, new: &str) -> Result<()> {
    execute!(
        tx,
        "update password set hash = $1 where person_id = $2 and hash = $3",
        new,
        person,
        old,
    )?;
    Ok(())
}

/// Forgets a person's password.
pub(crate) async fn remove(tx: &mut Tx, person: PersonId) -> Result<u64> {
    execute!(tx, "delete from password where person_id = $1", person)
}
