//! How long things are kept about people, as those who run the hub decide.
//!
//! Entries of the audit trail stay for six years: the time within which most claims can be brought in
//! England and Wales (Limitation Act 1980, sections 2 and 5), and so within which somebody may have to show
//! who did what. The words beside them, which name people, are needed to follow something up, and go after
//! two. What remains then is identifiers, in an order that can be proved.

use web::Shared;

/// A day, in seconds.
pub(crate) const DAY: i64 = 24 * 3600;

/// Periods in days. The roof shares one; without it the usual ones hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Accounts that nobody has signed in to.
    pub unused_accounts: u32,
    /// Names, addresses and other words of the audit trail.
    pub audit_words: u32,
    /// The entries themselves.
    pub audit_entries: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            unused_accounts: 2 * 365,
            audit_words: 2 * 365,
            audit_entries: 6 * 365,
        }
    }
}

impl Retention {
    /// The periods of this hub.
    pub fn of(shared: &Shared) -> Self {
        shared.find().copied().unwrap_or_default()
    }
}
