//! Adding a link to the chain.

use db::{Time, Tx, execute, fetch_one, fetch_optional};
use web::{Error, PersonId, Result};

use super::model::{Act, Entry, EntryId, Hash, digest_of_words};
use crate::secret;

/// Writes down what was done, in the transaction that does it. Whoever writes the next entry waits until
/// this transaction ends, so the chain has no forks.
///
/// # Errors
/// When the database fails.
pub async fn record(tx: &mut Tx, act: &Act, now: Time) -> Result<()> {
    let (previous_number, previous_hash) = hold_head(tx).await?;
    let salt = secret::random::<16>()?;
    let words = serde_json::to_string(&act.words).map_err(Error::failed)?;
    let mut entry = Entry {
        number: previous_number + 1,
        id: EntryId::new(),
        at: now,
        action: act.action.to_owned(),
        actor_id: act.actor,
        organisation_id: act.organisation,
        subject_kind: act.subject.0.to_owned(),
        subject_id: act.subject.1.clone(),
        detail_digest: digest_of_words(&salt, &words),
        previous_hash,
        hash: Hash::new(),
    };
    entry.hash = entry.rightful_hash();
    add(tx, &entry).await?;
    execute!(
        tx,
        "insert into audit_detail (number, salt, words) values ($1, $2, $3)",
        entry.number,
        salt.as_slice(),
        words.as_str(),
    )?;
    for person in act.people() {
        execute!(
            tx,
            "insert into audit_person (person_id, number) values ($1, $2)",
            person,
            entry.number,
        )?;
    }
    execute!(
        tx,
        "update audit_head set number = $1, hash = $2 where name = 'newest'",
        entry.number,
        entry.hash.as_slice(),
    )?;
    Ok(())
}

/// The newest link, held until the transaction ends: the update takes the row's lock on PostgreSQL, and in
/// SQLite there is one writer anyway.
async fn hold_head(tx: &mut Tx) -> Result<(i64, Hash)> {
    execute!(
        tx,
        "insert into audit_head (name, number, hash) values ('newest', 0, $1) on conflict (name) do nothing",
        [0_u8; 32].as_slice(),
    )?;
    let head: Option<(i64, Hash)> = fetch_optional!(
        tx,
        "update audit_head set number = number where name = 'newest' returning number, hash"
    )?;
    head.ok_or_else(|| Error::failed("the head of the audit trail is missing"))
}

async fn add(tx: &mut Tx, entry: &Entry) -> Result<()> {
    execute!(
        tx,
        "insert into audit_entry (number, id, at, action, actor_id, organisation_id, subject_kind, subject_id,
                detail_digest, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        entry.number,
        entry.id,
        entry.at,
        entry.action.as_str(),
        entry.actor_id,
        entry.organisation_id,
        entry.subject_kind.as_str(),
        entry.subject_id.as_str(),
        entry.detail_digest.as_slice(),
        entry.previous_hash.as_slice(),
        entry.hash.as_slice(),
    )?;
    Ok(())
}

/// Whether the trail has it that somebody was forgotten.
pub(crate) async fn was_forgotten(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select count(*) from audit_entry
          where subject_kind = 'person' and subject_id = $1 and action in ('person.forgotten', 'person.expired')",
        person.to_string(),
    )?;
    Ok(count > 0)
}

#[cfg(test)]
mod tests {
    use db::{fetch_all, on_both_databases};

    use super::*;

    fn noon() -> Time {
        "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into()
    }

    async fn entries(tx: &mut Tx) -> Vec<Entry> {
        fetch_all!(
            tx,
            "select number, id, at, action, actor_id, organisation_id, subject_kind, subject_id,
                    detail_digest, previous_hash, hash
               from audit_entry order by number"
        )
        .unwrap()
    }

    on_both_databases!(each_entry_carries_the_hash_of_the_one_before, |test| {
        let mut tx = test.db.write().await.unwrap();
        for _ in 0..3 {
            let act = Act::of_the_hub("person.added").with("name", "Sam");
            record(&mut tx, &act, noon()).await.unwrap();
        }
        let entries = entries(&mut tx).await;
        assert_eq!(entries.iter().map(|entry| entry.number).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(entries[0].previous_hash, [0; 32]);
        assert!(entries.windows(2).all(|pair| pair[1].previous_hash == pair[0].hash));
        assert!(entries.iter().all(|entry| entry.hash == entry.rightful_hash()));
    });

    on_both_databases!(entries_written_at_once_stand_in_one_chain, |test| {
        let mut all = Vec::new();
        for _ in 0..8 {
            let db = test.db.clone();
            all.push(tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                record(&mut tx, &Act::of_the_hub("x.y"), noon()).await.unwrap();
                tx.commit().await.unwrap();
            }));
        }
        for one in all {
            one.await.unwrap();
        }
        let entries = entries(&mut test.db.read().await.unwrap()).await;
        assert_eq!(entries.len(), 8);
        assert!(entries.windows(2).all(|pair| pair[1].previous_hash == pair[0].hash));
    });

    on_both_databases!(what_is_undone_leaves_no_entry, |test| {
        let mut tx = test.db.write().await.unwrap();
        record(&mut tx, &Act::of_the_hub("x.y"), noon()).await.unwrap();
        drop(tx);
        assert!(entries(&mut test.db.read().await.unwrap()).await.is_empty());
    });
}
