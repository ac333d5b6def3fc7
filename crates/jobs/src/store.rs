//! What the table remembers. Times are the caller's.

use db::{Result, Time, Tx, execute, fetch_all, fetch_optional, id};

use crate::Job;

id!(
    /// One job.
    JobId
);

/// How long a worker may take before another takes the job over, in seconds.
pub(crate) const LEASE_SECONDS: i64 = 300;

/// A job that this worker has claimed.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Claimed {
    pub(crate) id: JobId,
    pub(crate) name: String,
    pub(crate) payload: String,
    pub(crate) attempts: i64,
}

/// How many jobs wait, run and are dead.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not yet begun, or waiting to be tried again.
    pub ready: i64,
    /// Claimed by a worker.
    pub running: i64,
    /// Given up after the last try.
    pub dead: i64,
}

/// Keeps `job` to be run at `run_at` or soon after, if the transaction is committed.
///
/// # Errors
/// When the database fails.
pub async fn enqueue<J: Job>(tx: &mut Tx, job: &J, run_at: Time) -> Result<JobId> {
    let id = JobId::new();
    let payload = serde_json::to_string(job).map_err(|error| sqlx::Error::Encode(error.into()))?;
    execute!(
        tx,
        "insert into job (id, name, payload, state, run_at, attempts, added_at) values ($1, $2, $3, 'ready', $4, 0, $5)",
        id,
        J::NAME,
        payload,
        run_at,
        run_at,
    )?;
    Ok(id)
}

/// When the next waiting job of a kind is to run, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn next_run<J: Job>(tx: &mut Tx) -> Result<Option<Time>> {
    let next: Option<(Time,)> = fetch_optional!(
        tx,
        "select run_at from job where name = $1 and state = 'ready' order by run_at limit 1",
        J::NAME
    )?;
    Ok(next.map(|(run_at,)| run_at))
}

/// Up to `limit` waiting jobs of a kind, due or not, in the order in which they would run. What this version
/// cannot read is left out.
///
/// # Errors
/// When the database fails.
pub async fn waiting<J: Job>(tx: &mut Tx, limit: i64) -> Result<Vec<(JobId, J)>> {
    let rows: Vec<(JobId, String)> = fetch_all!(
        tx,
        "select id, payload from job where name = $1 and state = 'ready' order by run_at, id limit $2",
        J::NAME,
        limit,
    )?;
    let read = |(id, payload): (JobId, String)| Some((id, serde_json::from_str(&payload).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Takes back a job that still waits: it was done along with another. Says whether it still waited.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(tx: &mut Tx, job: JobId) -> Result<bool> {
    Ok(execute!(tx, "delete from job where id = $1 and state = 'ready'", job)? == 1)
}

/// Claims the job that has waited longest, if one is due. The state is tested outside the sub-select as
/// well: two workers may choose the same row, and only one may have it.
pub(crate) async fn claim(tx: &mut Tx, now: Time) -> Result<Option<Claimed>> {
    fetch_optional!(
        tx,
        "update job
            set state = 'running', attempts = attempts + 1, lease_until = $1
          where state = 'ready' and id =
                (select id from job where state = 'ready' and run_at <= $2 order by run_at, id limit 1)
      returning id, name, payload, attempts",
        now.plus_seconds(LEASE_SECONDS),
        now,
    )
}

/// Gives back the jobs whose worker has not come back in time.
pub(crate) async fn release_expired(tx: &mut Tx, now: Time) -> Result<u64> {
    execute!(
        tx,
        "update job set state = 'ready' where state = 'running' and lease_until < $1",
        now
    )
}

pub(crate) async fn remove(tx: &mut Tx, job: JobId) -> Result<u64> {
    execute!(tx, "delete from job where id = $1", job)
}

pub(crate) async fn retry(tx: &mut Tx, job: JobId, at: Time, error: &str) -> Result<u64> {
    execute!(
        tx,
        "update job set state = 'ready', run_at = $1, last_error = $2 where id = $3",
        at,
        error,
        job
    )
}

pub(crate) async fn bury(tx: &mut Tx, job: JobId, error: &str) -> Result<u64> {
    execute!(
        tx,
        "update job set state = 'dead', last_error = $1 where id = $2",
        error,
        job
    )
}

/// How many jobs there are in each state.
///
/// # Errors
/// When the database fails.
pub async fn counts(tx: &mut Tx) -> Result<Counts> {
    let rows: Vec<(String, i64)> = fetch_all!(tx, "select state, count(*) from job group by state")?;
    let of = |state: &str| {
        rows.iter()
            .find(|(name, _)| name == state)
            .map_or(0, |(_, count)| *count)
    };
    Ok(Counts {
        ready: of("ready"),
        running: of("running"),
        dead: of("dead"),
    })
}
