//! Seats: how many connections there may be, and who leaves when they are all taken.
//!
//! Whoever has waited longest without asking for anything leaves first. So somebody who opens thousands
//! of connections and sends nothing, or sends a request a letter a minute, only pushes out themselves.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// The most connections at once.
const MOST: usize = 8192;
/// Files that the database, the index and the log may have open.
const OTHER_FILES: u64 = 192;

/// All seats.
#[derive(Debug, Clone)]
pub(super) struct Seats {
    free: Arc<Semaphore>,
    waiting: Arc<Mutex<Waiting>>,
}

/// Those who have asked for nothing, by the turn at which they began to wait.
#[derive(Debug, Default)]
struct Waiting {
    turn: u64,
    seats: BTreeMap<u64, Arc<Notify>>,
}

/// One connection's seat, free again when this is gone.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Seats,
    turn: Mutex<Option<u64>>,
    leave: Arc<Notify>,
    has_asked: AtomicBool,
    _permit: OwnedSemaphorePermit,
}

impl Seats {
    /// As many as the system lets us have open, up to a bound.
    pub(super) fn as_many_as_we_may() -> Self {
        let limit = getrlimit(Resource::Nofile);
        let wanted = MOST as u64 + OTHER_FILES;
        let current = match (limit.current, limit.maximum) {
            (Some(current), maximum) if current < wanted => {
                let raised = maximum.map_or(wanted, |maximum| maximum.min(wanted));
                let new = Rlimit {
                    current: Some(raised),
                    maximum,
                };
                if setrlimit(Resource::Nofile, new).is_ok() {
                    raised
                } else {
                    current
                }
            }
            (current, _) => current.unwrap_or(wanted),
        };
        let seats = current.saturating_sub(OTHER_FILES).clamp(16, MOST as u64);
        Self::new(usize::try_from(seats).unwrap_or(MOST))
    }

    fn new(count: usize) -> Self {
        Self {
            free: Arc::new(Semaphore::new(count)),
            waiting: Arc::default(),
        }
    }

    /// A seat; when there is none, whoever has waited longest leaves theirs.
    pub(super) async fn take(&self) -> Option<Seat> {
        let permit = match Arc::clone(&self.free).try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => {
                self.send_away_first();
                Arc::clone(&self.free).acquire_owned().await.ok()?
            }
        };
        let seat = Seat {
            seats: self.clone(),
            turn: Mutex::default(),
            leave: Arc::default(),
            has_asked: AtomicBool::new(false),
            _permit: permit,
        };
        seat.waits();
        Some(seat)
    }

    /// Tells whoever has waited longest to leave.
    pub(super) fn send_away_first(&self) {
        if let Some((_, leave)) = self.lock().seats.pop_first() {
            leave.notify_one();
        }
    }

    /// Tells everybody who waits to leave.
    pub(super) fn send_away_all(&self) {
        for leave in std::mem::take(&mut self.lock().seats).into_values() {
            leave.notify_one();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Nothing is being asked: this seat may be needed by others.
    pub(super) fn waits(&self) {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = self.seats.lock();
        if let Some(turn) = turn.take() {
            waiting.seats.remove(&turn);
        }
        waiting.turn += 1;
        let new = waiting.turn;
        waiting.seats.insert(new, Arc::clone(&self.leave));
        *turn = Some(new);
    }

    /// A request is being answered.
    pub(super) fn is_asked(&self) {
        self.has_asked.store(true, Ordering::Relaxed);
        self.stand_out();
    }

    /// Whether a request was ever answered here.
    pub(super) fn has_asked(&self) -> bool {
        self.has_asked.load(Ordering::Relaxed)
    }

    /// Is no longer among those who may be sent away.
    fn stand_out(&self) {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(turn) = turn {
            self.seats.lock().seats.remove(&turn);
        }
    }

    /// Ends when this seat must be left.
    pub(super) async fn must_be_left(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.stand_out();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_waited_longest_leaves_and_whoever_is_served_stays() {
        let seats = Seats::new(3);
        let served = seats.take().await.unwrap();
        let first = seats.take().await.unwrap();
        let second = seats.take().await.unwrap();
        served.is_asked();
        first.waits();
        let leaving = tokio::spawn(async move {
            second.must_be_left().await;
            drop(second);
        });
        let fourth = seats.take().await.unwrap();
        leaving.await.unwrap();
        drop((served, first, fourth));
        assert!(seats.lock().seats.is_empty());
    }
}
