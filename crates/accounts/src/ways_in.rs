//! The ways in which a person can sign in, so that nobody takes away their own last one.

use db::{Result, Tx, fetch_one, fetch_optional};
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

/// Whether the hub has an administrator who may sign in and has a way to. Whoever began to be the first and did
/// not come to the end has none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn has_administrator(tx: &mut Tx) -> Result<bool> {
    let found: Option<(PersonId,)> = fetch_optional!(
        tx,
        "select id from person
          where hub_role = 'hub-administrator' and is_disabled = $1
            and (exists (select 1 from password where person_id = person.id)
                 or exists (select 1 from passkey where person_id = person.id)
                 or exists (select 1 from identity where person_id = person.id))
          limit 1",
        false,
    )?;
    Ok(found.is_some())
}

/// What a person has of the ways in that are no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Held {
    /// Passkeys.
    pub(crate) passkeys: i64,
    /// Links to accounts at identity providers.
    pub(crate) work_accounts: i64,
    /// Codes on paper that were not used yet.
    pub(crate) paper_codes: i64,
}

/// What a person has of the ways in that are no password.
pub(crate) async fn held(tx: &mut Tx, person: PersonId) -> Result<Held> {
    fetch_one!(
        tx,
        "select (select count(*) from passkey where person_id = $1) as passkeys,
                (select count(*) from identity where person_id = $1) as work_accounts,
                (select count(*) from paper_code where person_id = $1 and used_at is null) as paper_codes",
        person,
    )
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
