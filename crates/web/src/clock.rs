//! The time, as a value that a test can set.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use db::Time;
use jiff::{Timestamp, civil::Date};

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is set: microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `instant`.
    pub fn at(instant: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(instant.as_microsecond())))
    }

    /// Sets a clock that stands still; the machine's clock is left alone.
    pub fn set(&self, instant: Timestamp) {
        if let Self::Set(stored) = self {
            stored.store(instant.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// The present instant.
    pub fn now(&self) -> Time {
        match self {
            Self::System => Time::now(),
            Self::Set(stored) => Timestamp::from_microsecond(stored.load(Ordering::SeqCst))
                .unwrap_or(Timestamp::UNIX_EPOCH)
                .into(),
        }
    }

    /// Today's date in London.
    pub fn today(&self) -> Date {
        text::date::london_date(self.now().timestamp())
    }
}
