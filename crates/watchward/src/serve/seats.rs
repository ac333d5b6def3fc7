//! Seats: how many connections there may be, and who leaves when they are all taken.
//!
//! Whoever has waited longest without asking for anything leaves first. So somebody who opens thousands
//! of connections and sends nothing, or sends a request a letter a minute, only pushes out themselves.
//! Nobody waits for ever: whoever asks for nothing for long leaves too.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
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
    opened: Instant,
    numbers: Arc<AtomicU64>,
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
    /// When it began to wait, in nanoseconds from the opening; nought while a request is answered.
    waits_since: AtomicU64,
    has_asked: AtomicBool,
    is_told_to_leave: AtomicBool,
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
            opened: Instant::now(),
            numbers: Arc::default(),
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
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        let place = Arc::new(Place {
            waits_since: AtomicU64::new(self.now()),
            has_asked: AtomicBool::new(false),
            is_told_to_leave: AtomicBool::new(false),
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
        let waiting = taken.values().filter(|place| place.may_be_told());
        if let Some(first) = waiting.min_by_key(|place| place.waits_since.load(Ordering::Relaxed)) {
            first.send_away();
        }
    }

    /// Tells everybody who has waited for so long to leave.
    pub(super) fn send_away_after(&self, patience: Duration) {
        let Some(before) = self.now().checked_sub(nanoseconds(patience)) else {
            return;
        };
        let taken = self.lock();
        let waiting = taken.values().filter(|place| place.may_be_told());
        waiting
            .filter(|place| place.waits_since.load(Ordering::Relaxed) <= before)
            .for_each(|place| place.send_away());
    }

    /// From 1.
    fn now(&self) -> u64 {
        nanoseconds(self.opened.elapsed()).max(1)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Arc<Place>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Of some five hundred years at the most.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

impl Place {
    fn waits(&self) -> bool {
        self.waits_since.load(Ordering::Relaxed) > 0
    }

    /// Nobody is told twice.
    fn may_be_told(&self) -> bool {
        self.waits() && !self.is_told_to_leave.load(Ordering::Relaxed)
    }

    fn send_away(&self) {
        self.is_told_to_leave.store(true, Ordering::Relaxed);
        self.leave.notify_one();
    }
}

impl Seat {
    /// The answer has been given: this seat may be needed by others.
    pub(super) fn is_answered(&self) {
        self.place.waits_since.store(self.seats.now(), Ordering::Relaxed);
    }

    /// Whether nothing is being answered.
    pub(super) fn waits(&self) -> bool {
        self.place.waits()
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

    /// Whether this seat is told to leave within a moment.
    async fn must_leave(seat: &Seat) -> bool {
        tokio::time::timeout(Duration::from_millis(20), seat.must_be_left())
            .await
            .is_ok()
    }

    #[tokio::test]
    async fn whoever_waited_longest_leaves_and_whoever_is_served_stays() {
        let seats = Seats::new(3);
        let served = seats.take().await.unwrap();
        let first = seats.take().await.unwrap();
        let second = seats.take().await.unwrap();
        served.is_asked();
        first.is_answered();
        let leaving = tokio::spawn(async move {
            second.must_be_left().await;
            drop(second);
        });
        let fourth = seats.take().await.unwrap();
        leaving.await.unwrap();
        drop((served, first, fourth));
        assert!(seats.lock().is_empty());
    }

    #[tokio::test]
    async fn whoever_asks_for_nothing_for_long_leaves() {
        let seats = Seats::new(3);
        let (served, silent, late) = (
            seats.take().await.unwrap(),
            seats.take().await.unwrap(),
            seats.take().await.unwrap(),
        );
        served.is_asked();
        let patience = Duration::from_millis(50);
        seats.send_away_after(patience);
        assert!(!must_leave(&silent).await);
        tokio::time::sleep(patience).await;
        late.is_asked();
        late.is_answered();
        seats.send_away_after(patience);
        assert!(must_leave(&silent).await);
        assert!(!must_leave(&served).await && !must_leave(&late).await);
        // Told once, they are not told again.
        seats.send_away_after(Duration::ZERO);
        assert!(must_leave(&late).await);
        assert!(!must_leave(&silent).await && !must_leave(&served).await);
    }
}
