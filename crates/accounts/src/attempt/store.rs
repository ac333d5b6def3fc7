//! What the table remembers of attempts.

use db::{Result, Time, Tx, execute, fetch_one};

use super::model::{Attempt, Tally, Verdict};

/// How long a count is of use after its last failure, in seconds.
const KEPT: i64 = 2 * 24 * 3600;

/// Counts an attempt as a failure before it is judged, unless it has to wait: then nothing is counted.
/// Whoever attempts the same at the same time waits until this transaction ends.
pub(crate) async fn reserve(tx: &mut Tx, attempt: &Attempt, now: Time) -> Result<Verdict> {
    let (mut tallies, mut until) = (Vec::new(), None);
    for count in &attempt.counts {
        let tally = hold(tx, &count.key, now).await?;
        until = until.max(count.waits_until(&tally, now));
        tallies.push((count, tally));
    }
    if let Some(until) = until {
        return Ok(Verdict::Wait(until));
    }
    let mut is_last_free = false;
    for (count, tally) in tallies {
        let tally = count.added(&tally, now);
        is_last_free |= count.begins_to_wait(&tally);
        execute!(
            tx,
            "update attempt set failures = $1, began_at = $2, failed_at = $3 where key = $4",
            tally.failures,
            tally.began_at,
            tally.failed_at,
            count.key.as_slice(),
        )?;
    }
    Ok(Verdict::Go { is_last_free })
}

/// One tally, held until the transaction ends: the update takes the row's lock on PostgreSQL, and in SQLite
/// there is one writer anyway.
async fn hold(tx: &mut Tx, key: &[u8], now: Time) -> Result<Tally> {
    execute!(
        tx,
        "insert into attempt (key, failures, began_at, failed_at) values ($1, 0, $2, $2) on conflict (key) do nothing",
        key,
        now,
    )?;
    fetch_one!(
        tx,
        "update attempt set failures = failures where key = $1 returning failures, began_at, failed_at",
        key,
    )
}

/// Takes back what was counted: the attempt was right.
pub(crate) async fn take_back(tx: &mut Tx, attempt: &Attempt) -> Result<()> {
    for count in &attempt.counts {
        execute!(
            tx,
            "update attempt set failures = failures - 1 where key = $1 and failures > 0",
            count.key.as_slice(),
        )?;
    }
    Ok(())
}

/// Forgets the failures of this account in this place: somebody has signed in there. What an account or a
/// network has failed as a whole goes on counting.
pub(crate) async fn forget(tx: &mut Tx, attempt: &Attempt) -> Result<()> {
    take_back(tx, attempt).await?;
    if let Some(count) = attempt.counts.first() {
        execute!(tx, "delete from attempt where key = $1", count.key.as_slice())?;
    }
    Ok(())
}

/// Forgets counts that make no difference any more.
pub(crate) async fn forget_old(tx: &mut Tx, now: Time) -> Result<u64> {
    execute!(tx, "delete from attempt where failed_at < $1", now.plus_seconds(-KEPT))
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;
    use web::{ClientAddress, PersonId};

    use super::*;
    use crate::sealed::Sealer;

    fn at(seconds: i64) -> Time {
        Time::from(jiff::Timestamp::UNIX_EPOCH).plus_seconds(1_795_521_600 + seconds)
    }

    fn from(number: u32, email: &str) -> Attempt {
        let address = std::net::Ipv4Addr::from(0xC000_0200 + number);
        Attempt::of_stranger(&Sealer::new([7; 32]), email, Some(ClientAddress(address.into())))
    }

    async fn is_taken(tx: &mut Tx, attempt: &Attempt, seconds: i64) -> bool {
        matches!(reserve(tx, attempt, at(seconds)).await.unwrap(), Verdict::Go { .. })
    }

    on_both_databases!(
        from_the_fifth_failure_on_the_next_attempt_waits_longer_each_time,
        |test| {
            let mut tx = test.db.write().await.unwrap();
            let sam = from(1, "sam@example.org");
            for _ in 0..5 {
                assert!(is_taken(&mut tx, &sam, 0).await);
            }
            assert_eq!(reserve(&mut tx, &sam, at(0)).await.unwrap(), Verdict::Wait(at(30)));
            assert!(!is_taken(&mut tx, &sam, 29).await);
            assert!(is_taken(&mut tx, &sam, 30).await);
            assert!(!is_taken(&mut tx, &sam, 89).await);
            assert!(is_taken(&mut tx, &sam, 90).await);
            assert!(is_taken(&mut tx, &from(2, "sam@example.org"), 90).await);
            assert!(is_taken(&mut tx, &from(1, "ada@example.org"), 90).await);
            // After a day without a failure all is forgiven.
            for _ in 0..5 {
                assert!(is_taken(&mut tx, &sam, 90 + 24 * 3600).await);
            }
        }
    );

    on_both_databases!(a_hundred_networks_do_not_get_more_than_a_hundred_tries_a_day, |test| {
        let mut tx = test.db.write().await.unwrap();
        for number in 0..100 {
            assert!(is_taken(&mut tx, &from(number, "sam@example.org"), 60).await);
        }
        let one_more = from(200, "sam@example.org");
        let verdict = reserve(&mut tx, &one_more, at(61)).await.unwrap();
        assert_eq!(verdict, Verdict::Wait(at(60 + 24 * 3600)));
        assert!(is_taken(&mut tx, &from(200, "ada@example.org"), 61).await);
        let known = Attempt::of_known_browser(&Sealer::new([7; 32]), PersonId::new(), "browser");
        assert!(is_taken(&mut tx, &known, 61).await);
    });

    on_both_databases!(a_network_gets_three_hundred_failures_an_hour, |test| {
        let mut tx = test.db.write().await.unwrap();
        for number in 0..300 {
            assert!(is_taken(&mut tx, &from(1, &format!("{number}@example.org")), 0).await);
        }
        assert!(!is_taken(&mut tx, &from(1, "one.more@example.org"), 1).await);
        assert!(is_taken(&mut tx, &from(2, "one.more@example.org"), 1).await);
        assert!(is_taken(&mut tx, &from(1, "one.more@example.org"), 3600).await);
    });

    on_both_databases!(what_was_right_is_taken_back, |test| {
        let mut tx = test.db.write().await.unwrap();
        let sam = from(1, "sam@example.org");
        for _ in 0..20 {
            assert!(is_taken(&mut tx, &sam, 0).await);
            take_back(&mut tx, &sam).await.unwrap();
        }
        for _ in 0..5 {
            assert!(is_taken(&mut tx, &sam, 0).await);
        }
        forget(&mut tx, &sam).await.unwrap();
        assert!(is_taken(&mut tx, &sam, 0).await);
        assert_eq!(forget_old(&mut tx, at(KEPT)).await.unwrap(), 0);
        assert_eq!(forget_old(&mut tx, at(KEPT + 1)).await.unwrap(), 3);
    });

    on_both_databases!(attempts_at_once_are_all_counted, |test| {
        let mut all = Vec::new();
        for _ in 0..8 {
            let db = test.db.clone();
            all.push(tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let verdict = reserve(&mut tx, &from(1, "sam@example.org"), at(0)).await.unwrap();
                tx.commit().await.unwrap();
                matches!(verdict, Verdict::Go { .. })
            }));
        }
        let mut taken = 0;
        for one in all {
            taken += usize::from(one.await.unwrap());
        }
        assert_eq!(taken, 5);
    });
}
