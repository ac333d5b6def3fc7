//! Seats: how many connections there may be, and who leaves when they are all taken.
//!
//! Whoever has waited longest without asking for anything leaves first. So somebody who opens thousands
//! of connections and sends nothing, or sends a request a letter a minute, only pushes out themselves.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
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
    turns: Arc<AtomicU64>,
    taken: Arc<Mutex<HashMap<u64, Arc<Place>>>>,
}

/// One connection's seat, free again when this is gone.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Seats,
    number: u64,
    place: Arc<Place>,
    _permit: OwnedSemaphorePermit,
}

/// What others may know of a seat. Requests come and go without a lock.
#[derive(Debug)]
struct Place {
    /// The turn at which it began to wait; nought while a request is answered.
    waits_since: AtomicU64,
    has_asked: AtomicBool,
    leave: Notify,
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
            turns: Arc::default(),
            taken: Arc::default(),
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
        let number = self.next_turn();
        let place = Arc::new(Place {
            waits_since: AtomicU64::new(number),
            has_asked: AtomicBool::new(false),
            leave: Notify::new(),
        });
        self.lock().insert(number, Arc::clone(&place));
        Some(Seat {
            seats: self.clone(),
            number,
            place,
            _permit: permit,
        })
    }

    /// Tells whoever has waited longest to leave.
    pub(super) fn send_away_first(&self) {
        let taken = self.lock();
        let waiting = taken.values().filter(|place| place.waits());
        if let Some(first) = waiting.min_by_key(|place| place.waits_since.load(Ordering::Relaxed)) {
            first.send_away();
        }
    }

    /// Tells everybody who waits to leave.
    pub(super) fn send_away_all(&self) {
        let taken = self.lock();
        taken
            .values()
            .filter(|place| place.waits())
            .for_each(|place| place.send_away());
    }

    /// From 1.
    fn next_turn(&self) -> u64 {
        self.turns.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Arc<Place>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    fn waits(&self) -> bool {
        self.waits_since.load(Ordering::Relaxed) > 0
    }

    /// Nobody is sent away twice.
    fn send_away(&self) {
        self.waits_since.store(0, Ordering::Relaxed);
        self.leave.notify_one();
    }
}

impl Seat {
    /// Nothing is being asked: this seat may be needed by others.
    pub(super) fn waits(&self) {
        self.place.waits_since.store(self.seats.next_turn(), Ordering::Relaxed);
    }

    /// A request is being answered.
    pub(super) fn is_asked(&self) {
        self.place.has_asked.store(true, Ordering::Relaxed);
        self.place.waits_since.store(0, Ordering::Relaxed);
    }

    /// Whether a request was ever answered here.
    pub(super) fn has_asked(&self) -> bool {
        self.place.has_asked.load(Ordering::Relaxed)
    }

    /// Ends when this seat must be left.
    pub(super) async fn must_be_left(&self) {
        self.place.leave.notified().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.lock().remove(&self.number);
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
        assert!(seats.lock().is_empty());
    }
}
