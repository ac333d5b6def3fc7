//! What the table remembers of passkeys.

use db::{Result, Time, Tx, execute, fetch_all, fetch_optional};
use web::PersonId;

use super::model::{MOST, Passkey, PasskeyId};

/// The passkeys of a person, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, person: PersonId) -> Result<Vec<Passkey>> {
    fetch_all!(
        tx,
        "select id, person_id, name, credential, added_at, used_at
           from passkey where person_id = $1 order by added_at, id limit $2",
        person,
        MOST as i64,
    )
}

/// One passkey of a person.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, person: PersonId, passkey: PasskeyId) -> Result<Option<Passkey>> {
    fetch_optional!(
        tx,
        "select id, person_id, name, credential, added_at, used_at
           from passkey where person_id = $1 and id = $2",
        person,
        passkey,
    )
}

/// The passkey with this credential, of a person who may sign in.
///
/// # Errors
/// When the database fails.
pub async fn find_by_credential(tx: &mut Tx, person: PersonId, credential: &[u8]) -> Result<Option<Passkey>> {
    fetch_optional!(
        tx,
        "select k.id, k.person_id, k.name, k.credential, k.added_at, k.used_at
           from passkey k join person p on p.id = k.person_id
          where k.credential_id = $1 and k.person_id = $2 and p.is_disabled = $3",
        credential,
        person,
        false,
    )
}

/// Adds a passkey.
///
/// # Errors
/// When the database fails, or the credential is known already (`is_duplicate`).
pub async fn add(tx: &mut Tx, passkey: &Passkey, credential: &[u8]) -> Result<()> {
    execute!(
        tx,
        "insert into passkey (id, person_id, credential_id, credential, name, added_at)
         values ($1, $2, $3, $4, $5, $6)",
        passkey.id,
        passkey.person_id,
        credential,
        passkey.credential.as_str(),
        passkey.name.as_str(),
        passkey.added_at,
    )?;
    Ok(())
}

/// Notes that a passkey was used, and what its device said of it.
///
/// # Errors
/// When the database fails.
pub async fn note_use(tx: &mut Tx, passkey: PasskeyId, credential: &str, now: Time) -> Result<()> {
    execute!(
        tx,
        "update passkey set credential = $1, used_at = $2 where id = $3",
        credential,
        now,
        passkey,
    )?;
    Ok(())
}

/// Removes a passkey of a person. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, person: PersonId, passkey: PasskeyId) -> Result<bool> {
    let removed = execute!(
        tx,
        "delete from passkey where person_id = $1 and id = $2",
        person,
        passkey
    )?;
    Ok(removed == 1)
}

/// Whether this credential is here already, whoever it belongs to.
///
/// # Errors
/// When the database fails.
pub async fn is_known(tx: &mut Tx, credential: &[u8]) -> Result<bool> {
    let known: Option<(PasskeyId,)> =
        fetch_optional!(tx, "select id from passkey where credential_id = $1", credential)?;
    Ok(known.is_some())
}

/// Removes every passkey of a person. Says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn remove_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    execute!(tx, "delete from passkey where person_id = $1", person)
}
