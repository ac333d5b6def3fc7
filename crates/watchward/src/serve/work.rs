//! What a hub does besides answering: jobs, and what each day brings.

use std::time::Duration;

use db::Db;
use jobs::Work;
use tokio::sync::watch;
use web::{Clock, Daily, Shared};

/// How often we look for jobs that are due.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often what each day brings is done.
const EACH_DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// When to try again after some of it failed.
const AGAIN: Duration = Duration::from_secs(10 * 60);

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

/// Does at the start, and then once a day, what every feature does each day.
pub(super) async fn each_day(shared: Shared, daily: Vec<Daily>, clock: Clock) {
    loop {
        let mut wait = EACH_DAY;
        for work in &daily {
            match (work.run)(&shared, clock.now()).await {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "{}", work.name),
                Err(error) => {
                    tracing::error!("it failed that {}: {error:?}", work.name);
                    wait = AGAIN;
                }
            }
        }
        if let Err(error) = shared.get::<Db>().wipe_journal().await {
            tracing::warn!("what was deleted may still stand in the journal of the database: {error}");
        }
        tokio::time::sleep(wait).await;
    }
}
