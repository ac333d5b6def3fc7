//! The ways in which a person can sign in, so that nobody takes away their own last one.

use db::{Result, Tx, fetch_one};
use web::PersonId;

use crate::{ceremony, paper_code, passkey, single_sign_on};

/// How many ways in a person has that they hold themselves: a password, passkeys, and links to accounts at
/// identity providers.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, person: PersonId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select (select count(*) from password where person_id = $1)
              + (select count(*) from passkey where person_id = $1)
              + (select count(*) from identity where person_id = $1)",
        person,
    )?;
    Ok(count)
}

/// Forgets a person's passkeys, links to accounts at identity providers and codes on paper, and what they
/// have begun with them.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, person: PersonId) -> Result<()> {
    ceremony::remove_of_person(tx, person).await?;
    passkey::store::remove_all(tx, person).await?;
    single_sign_on::unlink_all(tx, person).await?;
    paper_code::store::remove_all(tx, person).await?;
    Ok(())
}
