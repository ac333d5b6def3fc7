//! What the tables remember of code apps and recovery codes.

use db::{Result, Time, Tx, execute, fetch_one, fetch_optional};
use web::PersonId;

use super::{Key, RecoveryCode, digest_of_recovery_code};
use crate::sealed::Sealer;

/// The sealed key of a person's app.
pub(crate) async fn sealed_key(tx: &mut Tx, person: PersonId) -> Result<Option<Vec<u8>>> {
    let found: Option<(Vec<u8>,)> =
        fetch_optional!(tx, "select sealed_key from code_app where person_id = $1", person)?;
    Ok(found.map(|(key,)| key))
}

/// When the person's app was added; nothing when they have none.
pub(crate) async fn added_at(tx: &mut Tx, person: PersonId) -> Result<Option<Time>> {
    let found: Option<(Time,)> = fetch_optional!(tx, "select added_at from code_app where person_id = $1", person)?;
    Ok(found.map(|(at,)| at))
}

/// Keeps a new app in place of any other, with the step of the code that proved it.
pub(crate) async fn save(tx: &mut Tx, person: PersonId, sealed_key: &[u8], step: i64, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into code_app (person_id, sealed_key, last_step, added_at) values ($1, $2, $3, $4)
             on conflict (person_id) do update set sealed_key = excluded.sealed_key,
                 last_step = excluded.last_step, added_at = excluded.added_at",
        person,
        sealed_key,
        step,
        now,
    )?;
    Ok(())
}

/// Takes a code: true when it is one of the person's app and was not taken before.
pub(crate) async fn take(tx: &mut Tx, person: PersonId, code: &str, sealer: &Sealer, now: Time) -> web::Result<bool> {
    let Some(sealed) = sealed_key(tx, person).await? else {
        return Ok(false);
    };
    let Some(step) = Key::opened(&sealed, sealer, person)?.step_of(code, now)? else {
        return Ok(false);
    };
    let taken = execute!(
        tx,
        "update code_app set last_step = $1 where person_id = $2 and last_step < $1",
        step,
        person,
    )?;
    Ok(taken == 1)
}

/// Takes a recovery code, which is then gone: true when it was one of the person's.
pub(crate) async fn take_recovery_code(
    tx: &mut Tx,
    person: PersonId,
    code: &RecoveryCode,
    sealer: &Sealer,
) -> Result<bool> {
    let taken = execute!(
        tx,
        "delete from recovery_code where digest = $1 and person_id = $2",
        digest_of_recovery_code(code, sealer),
        person,
    )?;
    Ok(taken == 1)
}

/// Keeps a new set of recovery codes in place of any other.
pub(crate) async fn save_recovery_codes(
    tx: &mut Tx,
    person: PersonId,
    codes: &[RecoveryCode],
    sealer: &Sealer,
    now: Time,
) -> Result<()> {
    execute!(tx, "delete from recovery_code where person_id = $1", person)?;
    for code in codes {
        execute!(
            tx,
            "insert into recovery_code (digest, person_id, made_at) values ($1, $2, $3)",
            digest_of_recovery_code(code, sealer),
            person,
            now,
        )?;
    }
    Ok(())
}

/// How many recovery codes a person has left.
pub(crate) async fn count_recovery_codes(tx: &mut Tx, person: PersonId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, "select count(*) from recovery_code where person_id = $1", person)?;
    Ok(count)
}

/// Forgets a person's app and recovery codes.
pub(crate) async fn remove(tx: &mut Tx, person: PersonId) -> Result<()> {
    execute!(tx, "delete from code_app where person_id = $1", person)?;
    execute!(tx, "delete from recovery_code where person_id = $1", person)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;
    use crate::person::{self, Person};

    const NOW: i64 = 1_795_521_600;

    fn at(seconds: i64) -> Time {
        Time::from(jiff::Timestamp::UNIX_EPOCH).plus_seconds(NOW + seconds)
    }

    async fn somebody(tx: &mut Tx) -> PersonId {
        let person = Person::new("Sam", "sam@example.org");
        person::store::add(tx, &person, at(0)).await.unwrap();
        person.id
    }

    fn code(key: &Key, seconds: i64) -> String {
        key.code(at(seconds))
    }

    on_both_databases!(a_code_is_taken_once_and_none_before_it_afterwards, |test| {
        let mut tx = test.db.write().await.unwrap();
        let (sealer, key, sam) = (Sealer::new([7; 32]), Key::new().unwrap(), somebody(&mut tx).await);
        let (earlier, present) = (code(&key, -30), code(&key, 0));
        save(&mut tx, sam, &key.sealed(&sealer, sam).unwrap(), 0, at(0))
            .await
            .unwrap();
        assert!(take(&mut tx, sam, &present, &sealer, at(0)).await.unwrap());
        assert!(!take(&mut tx, sam, &present, &sealer, at(0)).await.unwrap());
        assert!(!take(&mut tx, sam, &earlier, &sealer, at(0)).await.unwrap());
        let later = code(&key, 30);
        assert!(take(&mut tx, sam, &later, &sealer, at(30)).await.unwrap());
        assert!(!take(&mut tx, PersonId::new(), &later, &sealer, at(30)).await.unwrap());
    });

    on_both_databases!(a_recovery_code_is_taken_once_and_a_new_set_ends_the_old_one, |test| {
        let mut tx = test.db.write().await.unwrap();
        let (sealer, sam) = (Sealer::new([7; 32]), somebody(&mut tx).await);
        let codes = RecoveryCode::set().unwrap();
        save_recovery_codes(&mut tx, sam, &codes, &sealer, at(0)).await.unwrap();
        assert!(
            !take_recovery_code(&mut tx, PersonId::new(), &codes[0], &sealer)
                .await
                .unwrap()
        );
        assert!(take_recovery_code(&mut tx, sam, &codes[0], &sealer).await.unwrap());
        assert!(!take_recovery_code(&mut tx, sam, &codes[0], &sealer).await.unwrap());
        assert_eq!(count_recovery_codes(&mut tx, sam).await.unwrap(), 7);
        save_recovery_codes(&mut tx, sam, &RecoveryCode::set().unwrap(), &sealer, at(1))
            .await
            .unwrap();
        assert!(!take_recovery_code(&mut tx, sam, &codes[1], &sealer).await.unwrap());
        remove(&mut tx, sam).await.unwrap();
        assert_eq!(count_recovery_codes(&mut tx, sam).await.unwrap(), 0);
    });
}
