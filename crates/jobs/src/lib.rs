//! Work kept for later: one table, claimed once, retried with patience.
//!
//! A job is a small value with a name; it is enqueued in the transaction that makes it necessary, so both
//! happen or neither does. It may run twice (a process can die after the work and before the note of it),
//! so a job is written to bear that. A job that fails waits longer each time; after the last try it is
//! *dead* and stays, for `doctor` to show.

mod store;
mod work;

pub use store::{Counts, JobId, counts, enqueue, next_run, waiting, withdraw};
pub use work::{Job, Work, run_due};
