//! The ways in which a person can sign in, so that nobody takes away their own last one.

use db::{Result, Tx, fetch_one};
use web::PersonId;

/// How many ways in a person has that they hold themselves: passkeys and links to identity providers.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, person: PersonId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select (select count(*) from passkey where person_id = $1)
              + (select count(*) from identity where person_id = $1)",
        person,
    )?;
    Ok(count)
}
