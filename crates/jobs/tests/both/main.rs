//! The job table, on both databases.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on ends here; clippy lets only test functions do so"
)]

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use db::{Time, on_both_databases};
use jobs::{Counts, Job, Work, counts, enqueue, run_due};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Greet {
    name: String,
}

impl Job for Greet {
    const NAME: &'static str = "greet";
}

type Counter = Arc<AtomicUsize>;

fn noon() -> Time {
    "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into()
}

fn greeting() -> Work<Counter> {
    Work::on(|job: Greet, counter: Counter| async move {
        counter.fetch_add(1, Ordering::SeqCst);
        if job.name == "nobody" {
            Err("there is nobody".into())
        } else {
            Ok(())
        }
    })
}

async fn add(db: &db::Db, name: &str, at: Time) {
    let mut tx = db.write().await.unwrap();
    enqueue(&mut tx, &Greet { name: name.into() }, at).await.unwrap();
    tx.commit().await.unwrap();
}

async fn count(db: &db::Db) -> Counts {
    counts(&mut db.read().await.unwrap()).await.unwrap()
}

on_both_databases!(a_job_runs_when_it_is_due_and_then_is_gone, |test| {
    let counter = Counter::default();
    add(&test.db, "Ada", noon().plus_seconds(60)).await;
    assert_eq!(run_due(&test.db, &[greeting()], &counter, noon()).await.unwrap(), 0);
    assert_eq!(
        run_due(&test.db, &[greeting()], &counter, noon().plus_seconds(60))
            .await
            .unwrap(),
        1
    );
    assert_eq!(counter.load(Ordering::SeqCst), 1);
    assert_eq!(count(&test.db).await, Counts::default());
});

on_both_databases!(a_job_of_a_transaction_that_was_not_committed_never_was, |test| {
    let mut tx = test.db.write().await.unwrap();
    enqueue(&mut tx, &Greet { name: "Ada".into() }, noon()).await.unwrap();
    drop(tx);
    assert_eq!(count(&test.db).await.ready, 0);
});

on_both_databases!(a_job_that_fails_is_tried_again_later_and_at_last_is_dead, |test| {
    let counter = Counter::default();
    add(&test.db, "nobody", noon()).await;
    let mut now = noon();
    for _ in 0..20 {
        run_due(&test.db, &[greeting()], &counter, now).await.unwrap();
        now = now.plus_seconds(3 * 3600);
    }
    assert_eq!(counter.load(Ordering::SeqCst), 8);
    assert_eq!(
        count(&test.db).await,
        Counts {
            ready: 0,
            running: 0,
            dead: 1
        }
    );
});

on_both_databases!(a_job_that_nobody_does_is_kept, |test| {
    add(&test.db, "Ada", noon()).await;
    run_due(&test.db, &[], &Counter::default(), noon()).await.unwrap();
    assert_eq!(count(&test.db).await.ready, 1);
});

on_both_databases!(many_workers_do_each_job_once, |test| {
    let counter = Counter::default();
    for number in 0..60 {
        add(&test.db, &format!("{number}"), noon()).await;
    }
    let mut workers = Vec::new();
    for _ in 0..6 {
        let (db, counter) = (test.db.clone(), counter.clone());
        workers.push(tokio::spawn(async move {
            // No row may mean that another worker was quicker, so a worker asks a few times.
            for _ in 0..40 {
                run_due(&db, &[greeting()], &counter, noon()).await.unwrap();
            }
        }));
    }
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!(counter.load(Ordering::SeqCst), 60);
    assert_eq!(count(&test.db).await, Counts::default());
});
