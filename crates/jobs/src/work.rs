//! Running jobs.

use std::{future::Future, sync::Arc};

use db::{Db, Result, Time};
use futures::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};

use crate::store;

/// After this many tries a job is dead.
const TRIES: i64 = 8;
/// The wait after the first failure, in seconds; it doubles with each further one, to about two hours.
const FIRST_WAIT_SECONDS: i64 = 60;

/// A small value that says what is to be done.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// Its name in the table; it never changes.
    const NAME: &'static str;
}

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Run<C> = dyn Fn(String, C) -> BoxFuture<'static, Result<(), Failure>> + Send + Sync;

/// What is done for one kind of job, given what the process shares (`C`).
#[derive(Clone)]
pub struct Work<C> {
    name: &'static str,
    run: Arc<Run<C>>,
}

impl<C: Clone + Send + 'static> Work<C> {
    /// Runs `run` for each job of the kind `J`.
    pub fn on<J, F, R>(run: F) -> Self
    where
        J: Job,
        F: Fn(J, C) -> R + Send + Sync + Clone + 'static,
        R: Future<Output = Result<(), Failure>> + Send,
    {
        Self {
            name: J::NAME,
            run: Arc::new(move |payload, context| {
                let run = run.clone();
                Box::pin(async move { run(serde_json::from_str(&payload)?, context).await })
            }),
        }
    }
}

impl<C> std::fmt::Debug for Work<C> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Work({})", self.name)
    }
}

/// Runs every job that is due at `now`, one after another, and says how many there were.
///
/// # Errors
/// When the database fails. A job that fails is noted in its row, and is no error here.
pub async fn run_due<C: Clone>(db: &Db, works: &[Work<C>], context: &C, now: Time) -> Result<usize> {
    let mut tx = db.write().await?;
    store::release_expired(&mut tx, now).await?;
    tx.commit().await?;
    let mut ran = 0;
    loop {
        let mut tx = db.write().await?;
        let Some(job) = store::claim(&mut tx, now).await? else {
            return Ok(ran);
        };
        tx.commit().await?;
        ran += 1;

        let outcome = match works.iter().find(|work| work.name == job.name) {
            Some(work) => (work.run)(job.payload, context.clone()).await,
            None => Err(format!("nobody here does '{}'", job.name).into()),
        };
        let mut tx = db.write().await?;
        match outcome {
            Ok(()) => store::remove(&mut tx, job.id).await?,
            Err(error) => {
                let error = error.to_string();
                tracing::warn!(job = job.name, attempt = job.attempts, error, "a job failed");
                if job.attempts >= TRIES {
                    store::bury(&mut tx, job.id, &error).await?
                } else {
                    store::retry(&mut tx, job.id, now.plus_seconds(wait_after(job.attempts)), &error).await?
                }
            }
        };
        tx.commit().await?;
    }
}

/// The wait after failure number `attempts`, in seconds.
fn wait_after(attempts: i64) -> i64 {
    FIRST_WAIT_SECONDS << (attempts - 1).clamp(0, 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_longer_and_the_longest_is_about_two_hours() {
        assert_eq!(
            (1..=8).map(wait_after).collect::<Vec<_>>(),
            [60, 120, 240, 480, 960, 1920, 3840, 7680]
        );
    }
}
