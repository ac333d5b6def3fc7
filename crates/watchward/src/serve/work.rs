//! What a hub does besides answering: jobs, and forgetting what is old.

use std::time::Duration;

use db::Db;
use jobs::Work;
use tokio::sync::watch;
use web::{Clock, Shared};

/// How often we look for jobs that are due.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often what is old is forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(24 * 60 * 60);
/// When to try again after the database was away.
const FORGET_AGAIN: Duration = Duration::from_secs(10 * 60);

/// Runs jobs that are due until told to stop; a job that has begun is ended first.
pub(super) async fn run_jobs(
    db: Db,
    works: Vec<Work<Shared>>,
    shared: Shared,
    clock: Clock,
    mut stopping: watch::Receiver<bool>,
) {
    let mut is_away = false;
    while !*stopping.borrow() {
        match jobs::run_due(&db, &works, &shared, clock.now()).await {
            Ok(_) => is_away = false,
            Err(error) if is_away => tracing::debug!("jobs still wait for the database: {error:?}"),
            Err(error) => {
                is_away = true;
                tracing::error!("jobs wait for the database: {error:?}");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stopping.changed() => {}
        }
    }
}

/// Forgets what readers sent more than `keep_days` ago and what accounts need no longer, at the start and
/// then once a day.
pub(super) async fn forget_daily(db: Db, clock: Clock, keep_days: u32, accounts: accounts::Settings) {
    loop {
        let wait = match forget(&db, &clock, keep_days, &accounts).await {
            Ok(forgotten) => {
                if forgotten > 0 {
                    tracing::info!(forgotten, keep_days, "what readers sent long ago is forgotten");
                }
                FORGET_EVERY
            }
            Err(error) => {
                tracing::error!("what readers sent long ago could not be forgotten: {error:?}");
                FORGET_AGAIN
            }
        };
        tokio::time::sleep(wait).await;
    }
}

async fn forget(db: &Db, clock: &Clock, keep_days: u32, accounts: &accounts::Settings) -> db::Result<u64> {
    let mut tx = db.write().await?;
    let forgotten = community::forget_old(&mut tx, clock.now(), keep_days).await?;
    accounts::forget_old(&mut tx, accounts, clock.now()).await?;
    tx.commit().await?;
    Ok(forgotten)
}
