//! Asks outside addresses whether they still answer. For a machine with internet, and for nothing else:
//! the hub itself never follows a link of its content.
//!
//! Each address is *asked* once: with HEAD, and with GET where HEAD is refused. It was *reached*, has
//! *moved* for good, is *gone*, *refused* to answer a machine, or *failed*. A host is asked one thing at a
//! time, with a pause between; bodies are not read.

mod ask;
mod gather;
mod note;
mod report;

use std::{cell::Cell, collections::BTreeMap, time::Duration};

use futures::stream::{self, StreamExt as _};

use crate::item::File;
use ask::Asker;
pub use note::note_reached;
pub use report::{Link, LinkReport, Outcome, Standing};

/// How fast addresses are asked, and how long an answer may take.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How many requests are under way at once.
    pub at_once: usize,
    /// The pause between two requests to one host.
    pub between: Duration,
    /// How long one answer may take.
    pub patience: Duration,
    /// The pause before an address is asked again after a failure of the network.
    pub before_retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            at_once: 8,
            between: Duration::from_millis(500),
            patience: Duration::from_secs(15),
            before_retry: Duration::from_secs(3),
        }
    }
}

/// Asks every outside address in `files`, and tells `progress` after each how many have been asked, of how many.
/// Files that are no items are passed over: the other rules tell them.
///
/// # Errors
/// When no client can be made, such as on a machine without any certificate authorities.
pub async fn check(files: &[File], pace: Pace, progress: impl Fn(usize, usize)) -> Result<LinkReport, reqwest::Error> {
    let asker = Asker::new(pace)?;
    let addresses = gather::addresses(files);
    let (asked, count) = (Cell::new(0), addresses.len());
    let one_more = || {
        asked.set(asked.get() + 1);
        progress(asked.get(), count);
    };
    let mut hosts: BTreeMap<String, Vec<(String, Vec<Standing>)>> = BTreeMap::new();
    for (address, standing) in addresses {
        hosts
            .entry(ask::host_of(&address))
            .or_default()
            .push((address, standing));
    }
    // The host with most addresses takes longest, so it begins first.
    let mut hosts: Vec<_> = hosts.into_values().collect();
    hosts.sort_by_key(|addresses| std::cmp::Reverse(addresses.len()));
    let links: Vec<Vec<Link>> = stream::iter(hosts)
        .map(|addresses| ask_in_turn(&asker, addresses, &one_more))
        .buffer_unordered(pace.at_once.max(1))
        .collect()
        .await;
    let mut links: Vec<Link> = links.into_iter().flatten().collect();
    links.sort_by(|a, b| a.address.cmp(&b.address));
    Ok(LinkReport { links })
}

async fn ask_in_turn(asker: &Asker, addresses: Vec<(String, Vec<Standing>)>, one_more: &impl Fn()) -> Vec<Link> {
    let mut links = Vec::with_capacity(addresses.len());
    for (address, standing) in addresses {
        let outcome = asker.ask(&address).await;
        one_more();
        links.push(Link {
            address,
            outcome,
            standing,
        });
    }
    links
}

#[cfg(test)]
mod tests;
