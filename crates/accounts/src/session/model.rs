//! What a session is, and how long it lives.

use db::Time;
use web::{OrganisationId, PersonId, SessionId};

/// How somebody proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A password and a code from an app.
    Password,
    /// A passkey.
    Passkey,
    /// Single sign-on by an organisation's identity provider.
    SingleSignOn,
    /// A code from paper, when single sign-on is down.
    BreakGlass,
    /// A link that was sent or printed: an invitation, a recovery, the first start.
    Link,
}

impl Method {
    /// As it is written in a column.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::SingleSignOn => "single-sign-on",
            Self::BreakGlass => "break-glass",
            Self::Link => "link",
        }
    }
}

/// How long sessions live, in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Lifetimes {
    /// Without use.
    pub idle: i64,
    /// In any case.
    pub absolute: i64,
}

impl Default for Lifetimes {
    /// An hour without use, and a working day in any case.
    fn default() -> Self {
        Self {
            idle: 3600,
            absolute: 12 * 3600,
        }
    }
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Its identifier.
    pub id: SessionId,
    /// Whose it is.
    pub person_id: PersonId,
    /// The organisation that the person acts for.
    pub organisation_id: Option<OrganisationId>,
    /// How they proved who they are, as a word of [`Method`].
    pub method: String,
    /// The address that it began from.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// When it began.
    pub began_at: Time,
    /// When the person last proved who they are.
    pub proved_at: Time,
    /// When it was last used, as exactly as [`Lifetimes`] have it.
    pub seen_at: Time,
}

/// How exactly the last use is kept at most, in seconds: not every page is a write.
const SEEN_EVERY: i64 = 60;

impl Lifetimes {
    /// How exactly the last use is kept, in seconds: to the minute, and where nobody may be idle for long, to a tenth
    /// of that time. Whoever is at work is not signed out in the midst of it.
    pub(super) fn seen_every(self) -> i64 {
        SEEN_EVERY.min(self.idle / 10)
    }

    /// The earliest start and last use that a session may have and still hold at `now`.
    pub fn limits(self, now: Time) -> (Time, Time) {
        (now.plus_seconds(-self.absolute), now.plus_seconds(-self.idle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_use_is_kept_to_a_minute_at_most_and_a_tenth_of_the_limit() {
        let every = |idle| Lifetimes { idle, absolute: 3600 }.seen_every();
        assert_eq!([60, 300, 600, 3600, 1].map(every), [6, 30, 60, 60, 0]);
    }
}
