//! Limits on what one address may send.
//!
//! A council is one address to the internet: thousands of people may read and a whole training day may
//! send feedback at once. So reading is not limited here at all, and sending only far above what people do.

use std::{net::IpAddr, num::NonZeroU32};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::ClientAddress;

/// How many posts one address may send at once, before the rate counts.
const BURST: NonZeroU32 = NonZeroU32::new(600).unwrap();
/// How many posts a second one address may send in the long run.
const EACH_SECOND: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Above this many addresses, those that have been quiet are forgotten.
const ADDRESSES: usize = 50_000;

/// Counts posts by address.
#[derive(Debug)]
pub struct Limits {
    posts: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            posts: RateLimiter::keyed(Quota::per_second(EACH_SECOND).allow_burst(BURST)),
        }
    }
}

impl Limits {
    /// Whether this address may send one more post now.
    pub fn may_post(&self, client: ClientAddress) -> bool {
        if self.posts.len() > ADDRESSES {
            self.posts.retain_recent();
        }
        self.posts.check_key(&network_of(client.0)).is_ok()
    }
}

/// One household or office has a whole /64 of IPv6, so that is what counts as one address.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(long) => {
            let [a, b, c, d, ..] = long.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_council_is_let_through_and_a_flood_is_not() {
        let limits = Limits::default();
        let council = ClientAddress("198.51.100.7".parse().unwrap());
        assert!((0..600).all(|_| limits.may_post(council)));
        assert!((0..2000).any(|_| !limits.may_post(council)));
        assert!(limits.may_post(ClientAddress("198.51.100.8".parse().unwrap())));
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        assert_eq!(
            network_of("2001:db8:1:2:3::4".parse().unwrap()),
            network_of("2001:db8:1:2:9::9".parse().unwrap())
        );
    }
}
