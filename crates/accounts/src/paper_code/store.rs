//! What the table remembers of codes on paper.

use db::{Result, Time, Tx, execute, fetch_all, fetch_one, fetch_optional};
use web::{OrganisationId, PersonId};

use crate::person::email_key;

/// How many codes of a person are left, and when they were made.
///
/// # Errors
/// When the database fails.
pub async fn left(tx: &mut Tx, person: PersonId) -> Result<(i64, Option<Time>)> {
    fetch_one!(
        tx,
        "select count(*), max(made_at) from paper_code where person_id = $1 and used_at is null",
        person,
    )
}

/// Puts new codes in the place of all that a person had: each by its number and its hash.
///
/// # Errors
/// When the database fails.
pub async fn replace(tx: &mut Tx, person: PersonId, codes: &[(u8, String)], now: Time) -> Result<()> {
    execute!(tx, "delete from paper_code where person_id = $1", person)?;
    // There are ten.
    for (number, digest) in codes {
        execute!(
            tx,
            "insert into paper_code (person_id, number, digest, made_at) values ($1, $2, $3, $4)",
            person,
            i64::from(*number),
            digest.as_str(),
            now,
        )?;
    }
    Ok(())
}

/// The administrator with this address, and the hash of their unused code of this number. One query,
/// whether or not there is anybody.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, email: &str, number: u8) -> Result<Option<(PersonId, String)>> {
    fetch_optional!(
        tx,
        "select p.id, c.digest
           from person p join paper_code c on c.person_id = p.id
          where p.email_key = $1 and c.number = $2 and c.used_at is null and p.is_disabled = $3
            and (p.hub_role = 'hub-administrator'
                 or exists (select 1 from membership m where m.person_id = p.id and m.role = 'administrator'))",
        email_key(email),
        i64::from(number),
        false,
    )
}

/// Uses a code up. Says whether it still stood: of two browsers at the same time, one comes in.
///
/// # Errors
/// When the database fails.
pub async fn use_up(tx: &mut Tx, person: PersonId, number: u8, digest: &str, now: Time) -> Result<bool> {
    let used = execute!(
        tx,
        "update paper_code set used_at = $1
          where person_id = $2 and number = $3 and digest = $4 and used_at is null",
        now,
        person,
        i64::from(number),
        digest,
    )?;
    Ok(used == 1)
}

/// Whether an administrator of an organisation could come in by a code.
///
/// # Errors
/// When the database fails.
pub async fn has_any(tx: &mut Tx, organisation: OrganisationId) -> Result<bool> {
    let found: Option<(PersonId,)> = fetch_optional!(
        tx,
        "select c.person_id
           from paper_code c
           join person p on p.id = c.person_id
           join membership m on m.person_id = c.person_id
          where m.organisation_id = $1 and m.role = 'administrator' and c.used_at is null and p.is_disabled = $2
          limit 1",
        organisation,
        false,
    )?;
    Ok(found.is_some())
}

/// Who is to hear that a person came in by a code: the other administrators where they are one.
///
/// # Errors
/// When the database fails.
pub async fn others(tx: &mut Tx, person: PersonId) -> Result<Vec<PersonId>> {
    let found: Vec<(PersonId,)> = fetch_all!(
        tx,
        "select p.id from person p
          where p.id <> $1 and p.is_disabled = $2
            and (exists (select 1 from membership m join membership mine on mine.organisation_id = m.organisation_id
                          where m.person_id = p.id and m.role = 'administrator'
                            and mine.person_id = $1 and mine.role = 'administrator')
                 or (p.hub_role = 'hub-administrator'
                     and exists (select 1 from person me where me.id = $1 and me.hub_role = 'hub-administrator')))
       order by p.id limit 200",
        person,
        false,
    )?;
    Ok(found.into_iter().map(|(person,)| person).collect())
}

/// Removes every code of a person. Says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn remove_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    execute!(tx, "delete from paper_code where person_id = $1", person)
}
