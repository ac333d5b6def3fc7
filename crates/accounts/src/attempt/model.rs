//! What is counted, and when the next attempt is taken.

use std::net::IpAddr;

use db::Time;
use ring::hmac;
use web::{ClientAddress, PersonId, SessionId};

use crate::{person::email_key, sealed::Sealer};

/// How long failures count, in seconds.
const DAY: i64 = 24 * 3600;
const HOUR: i64 = 3600;
/// How many failures of one account from one place cost no wait.
const FREE: i64 = 4;
/// The first wait and the longest, in seconds.
const FIRST_WAIT: i64 = 30;
const LONGEST_WAIT: i64 = 15 * 60;
/// How many failures an account may have in a day.
const PER_ACCOUNT: i64 = 100;
/// How many failures a network may have in an hour.
const PER_NETWORK: i64 = 300;
/// How many links by e-mail may be asked for in an hour: for one address, and from one network.
const LINKS_PER_ACCOUNT: i64 = 3;
const LINKS_PER_NETWORK: i64 = 30;

/// How failures add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Each one after the first few makes the wait longer.
    Wait,
    /// So many within so many seconds, and then none until those are over.
    AtMost { failures: i64, seconds: i64 },
}

/// One count that an attempt adds to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) key: Vec<u8>,
    rule: Rule,
}

/// What an attempt adds to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attempt {
    pub(super) counts: Vec<Count>,
}

/// Whether an attempt is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is.
    Go {
        /// Whether it is the one after which waiting begins, if it fails.
        is_last_free: bool,
    },
    /// It is not, until then.
    Wait(Time),
}

/// What the table remembers of one count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Tally {
    pub(super) failures: i64,
    pub(super) began_at: Time,
    pub(super) failed_at: Time,
}

impl Attempt {
    /// An attempt to sign in as `email` from `client`, by a browser that is not known.
    pub(crate) fn of_stranger(sealer: &Sealer, email: &str, client: Option<ClientAddress>) -> Self {
        let (email, network) = (email_key(email), network(client));
        Self {
            counts: vec![
                count(sealer, &["here", &email, &network], Rule::Wait),
                count(sealer, &["account", &email], at_most(PER_ACCOUNT, DAY)),
                count(sealer, &["network", &network], at_most(PER_NETWORK, HOUR)),
            ],
        }
    }

    /// An attempt by a browser that has signed in to this account before.
    pub(crate) fn of_known_browser(sealer: &Sealer, person: PersonId, browser: &str) -> Self {
        Self {
            counts: vec![count(sealer, &["browser", &person.to_string(), browser], Rule::Wait)],
        }
    }

    /// An attempt to prove once more who one is.
    pub(crate) fn of_session(sealer: &Sealer, session: SessionId) -> Self {
        Self {
            counts: vec![count(sealer, &["session", &session.to_string()], Rule::Wait)],
        }
    }

    /// An attempt to come in by a code on paper. It is counted by where it comes from alone: whatever is
    /// tried from elsewhere, an administrator can always come in by paper.
    pub(crate) fn by_paper(sealer: &Sealer, email: &str, client: Option<ClientAddress>) -> Self {
        let (email, network) = (email_key(email), network(client));
        Self {
            counts: vec![
                count(sealer, &["paper", &email, &network], Rule::Wait),
                count(sealer, &["papers", &network], at_most(PER_NETWORK, HOUR)),
            ],
        }
    }

    /// Somebody asks for a link by e-mail.
    pub(crate) fn for_link(sealer: &Sealer, email: &str, client: Option<ClientAddress>) -> Self {
        let (email, network) = (email_key(email), network(client));
        Self {
            counts: vec![
                count(sealer, &["link", &email], at_most(LINKS_PER_ACCOUNT, HOUR)),
                count(sealer, &["links", &network], at_most(LINKS_PER_NETWORK, HOUR)),
            ],
        }
    }
}

fn at_most(failures: i64, seconds: i64) -> Rule {
    Rule::AtMost { failures, seconds }
}

fn count(sealer: &Sealer, parts: &[&str], rule: Rule) -> Count {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &sealer.derive("attempt"));
    let mut context = hmac::Context::with_key(&key);
    for part in parts {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part.as_bytes());
    }
    Count {
        key: context.sign().as_ref().to_vec(),
        rule,
    }
}

/// One household or office has a whole /64 of IPv6, so that is what counts as one address.
fn network(client: Option<ClientAddress>) -> String {
    match client.map(|client| client.0) {
        None => String::new(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

impl Count {
    /// Until when no attempt is taken; nothing when one is.
    pub(super) fn waits_until(&self, tally: &Tally, now: Time) -> Option<Time> {
        let until = match self.rule {
            Rule::Wait if tally.failures > FREE => tally.failed_at.plus_seconds(wait_after(tally.failures)),
            Rule::AtMost { failures, seconds } if tally.failures >= failures => tally.began_at.plus_seconds(seconds),
            _ => return None,
        };
        (until > now).then_some(until)
    }

    /// The tally with one failure more.
    pub(super) fn added(&self, tally: &Tally, now: Time) -> Tally {
        let window = match self.rule {
            Rule::Wait => tally.failed_at.plus_seconds(DAY),
            Rule::AtMost { seconds, .. } => tally.began_at.plus_seconds(seconds),
        };
        if tally.failures == 0 || window <= now {
            return Tally {
                failures: 1,
                began_at: now,
                failed_at: now,
            };
        }
        Tally {
            failures: tally.failures + 1,
            failed_at: now,
            ..*tally
        }
    }

    /// Whether the failure that was just added is the one after which waiting begins.
    pub(super) fn begins_to_wait(&self, tally: &Tally) -> bool {
        match self.rule {
            Rule::Wait => tally.failures == FREE + 1,
            Rule::AtMost { failures, .. } => tally.failures == failures,
        }
    }
}

/// The wait after this many failures, in seconds.
fn wait_after(failures: i64) -> i64 {
    (FIRST_WAIT << (failures - FREE - 1).clamp(0, 10)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(address: &str) -> Option<ClientAddress> {
        Some(ClientAddress(address.parse().unwrap()))
    }

    fn stranger(email: &str, address: &str) -> Attempt {
        Attempt::of_stranger(&Sealer::new([7; 32]), email, client(address))
    }

    #[test]
    fn waits_grow_and_end_at_a_quarter_of_an_hour() {
        let waits: Vec<i64> = (5..=12).map(wait_after).collect();
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn an_account_counts_alike_however_it_is_written_and_wherever_from() {
        let (one, other) = (
            stranger("Sam@Example.org ", "192.0.2.1"),
            stranger("sam@example.org", "192.0.2.2"),
        );
        assert_ne!(one.counts[0], other.counts[0]);
        assert_eq!(one.counts[1], other.counts[1]);
        assert_ne!(one.counts[2], other.counts[2]);
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        assert_eq!(
            stranger("a@b.c", "2001:db8:1:2:3::4"),
            stranger("a@b.c", "2001:db8:1:2:9::9")
        );
        assert_ne!(
            stranger("a@b.c", "2001:db8:1:2::1"),
            stranger("a@b.c", "2001:db8:1:3::1")
        );
    }
}
