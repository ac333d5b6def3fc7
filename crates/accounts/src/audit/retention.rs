//! What a day does to the trail: it is signed, words that are old are erased, and entries that are older
//! still are removed up to a checkpoint.
//!
//! This is the one place that takes entries out of the trail or changes a checkpoint. It does so a few
//! thousand rows at a time, so that nobody waits for it, and goes on where it stopped. The chain is walked
//! from the newest checkpoint before it is signed: what is broken is not signed, and nothing is removed.

use db::{Db, Time, Tx, execute, fetch_one, fetch_optional};
use web::{Error, Result};

use super::{
    checkpoint::{Checkpoint, Signer},
    model::Act,
    store,
    verify::{base, head, newest, verify_newest},
};
use crate::retention::{DAY, Retention};

/// How many rows one transaction takes.
const AT_ONCE: i64 = 2_000;

/// Why the trail was not signed.
#[derive(Debug, thiserror::Error)]
#[error("the audit trail is broken and was not signed: {0}")]
struct Broken(String);

/// Does what a day does, and says how many rows went.
///
/// # Errors
/// When the database fails, or the chain is broken.
pub(super) async fn keep(db: &Db, signer: &Signer, retention: Retention, now: Time) -> Result<u64> {
    sign(db, signer, now).await?;
    let mut gone = erase_old_words(db, now.plus_seconds(-DAY * i64::from(retention.audit_words))).await?;
    give_up(
        db,
        signer,
        now.plus_seconds(-DAY * i64::from(retention.audit_entries)),
        now,
    )
    .await?;
    gone += remove_given_up(db).await?;
    Ok(gone)
}

/// Signs the newest link, unless it is signed already.
async fn sign(db: &Db, signer: &Signer, now: Time) -> Result<()> {
    let mut tx = db.read().await?;
    let report = verify_newest(&mut tx, &signer.public_key()).await?;
    if let Some(fault) = report.faults.first() {
        return Err(Error::failed(Broken(fault.to_string())));
    }
    let (head, signed) = (head(&mut tx).await?, newest(&mut tx).await?);
    drop(tx);
    let signed_until = signed.map_or(0, |signed| signed.number);
    if let Some((number, hash)) = head.filter(|(number, _)| *number > signed_until) {
        let mut tx = db.write().await?;
        add(&mut tx, &signer.sign(number, hash, 0, now)).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn add(tx: &mut Tx, checkpoint: &Checkpoint) -> db::Result<u64> {
    execute!(
        tx,
        "insert into audit_checkpoint (number, hash, at, removed, signature) values ($1, $2, $3, $4, $5)
             on conflict (number) do nothing",
        checkpoint.number,
        checkpoint.hash.as_slice(),
        checkpoint.at,
        checkpoint.removed,
        checkpoint.signature.as_slice(),
    )
}

/// The number of the first entry that is not older than `oldest`: whatever is older stands before it, but
/// for a few that were written at the same time.
async fn first_since(tx: &mut Tx, oldest: Time) -> db::Result<i64> {
    let first: Option<(i64,)> = fetch_optional!(
        tx,
        "select number from audit_entry where at >= $1 order by at, number limit 1",
        oldest,
    )?;
    Ok(first.map_or(i64::MAX, |(number,)| number))
}

async fn erase_old_words(db: &Db, oldest: Time) -> Result<u64> {
    let mut erased = 0;
    loop {
        let mut tx = db.write().await?;
        let before = first_since(&mut tx, oldest).await?;
        let part = execute!(
            &mut tx,
            "delete from audit_detail where number in
                    (select d.number from audit_detail d join audit_entry e on e.number = d.number
                      where d.number < $1 and e.at < $2 order by d.number limit $3)",
            before,
            oldest,
            AT_ONCE,
        )?;
        tx.commit().await?;
        erased += part;
        if part == 0 {
            return Ok(erased);
        }
    }
}

/// Gives up the entries that are older than `oldest`, up to a checkpoint that says so from now on.
async fn give_up(db: &Db, signer: &Signer, oldest: Time, now: Time) -> Result<()> {
    let mut tx = db.write().await?;
    let before = first_since(&mut tx, oldest).await?;
    let given_up = base(&mut tx).await?.map_or(0, |base| base.number);
    let last: Option<Checkpoint> = fetch_optional!(
        &mut tx,
        "select number, hash, at, removed, signature from audit_checkpoint
          where number < $1 and number > $2 and removed = 0 order by number desc limit 1",
        before,
        given_up,
    )?;
    let Some(last) = last else { return Ok(()) };
    let base = signer.sign(last.number, last.hash, last.number, now);
    execute!(
        &mut tx,
        "update audit_checkpoint set at = $1, removed = $2, signature = $3 where number = $4",
        base.at,
        base.removed,
        base.signature.as_slice(),
        base.number,
    )?;
    execute!(&mut tx, "delete from audit_checkpoint where number < $1", base.number)?;
    store::record(
        &mut tx,
        &Act::of_the_hub("audit.shortened").on("entry", base.number),
        now,
    )
    .await?;
    Ok(tx.commit().await?)
}

/// Removes the entries that were given up, with what stands beside them.
async fn remove_given_up(db: &Db) -> Result<u64> {
    let mut removed = 0;
    loop {
        let mut tx = db.write().await?;
        let given_up = base(&mut tx).await?.map_or(0, |base| base.number);
        let (until,): (Option<i64>,) = fetch_one!(
            &mut tx,
            "select max(oldest.number)
               from (select number from audit_entry where number <= $1 order by number limit $2) as oldest",
            given_up,
            AT_ONCE,
        )?;
        let Some(until) = until else { return Ok(removed) };
        execute!(&mut tx, "delete from audit_detail where number <= $1", until)?;
        execute!(&mut tx, "delete from audit_person where number <= $1", until)?;
        removed += execute!(&mut tx, "delete from audit_entry where number <= $1", until)?;
        tx.commit().await?;
    }
}
