//! Links and local facts in texts, and what may not stand in a text at all.

use jiff::civil::Date;
use text::markdown::{self, Reference};

use super::{
    super::{entry::Entry, outside, stock::Stock},
    dangling::{instead, known_facts},
};
use crate::{
    item::{Fault, Kind},
    local_fact,
    shelf::item_at,
};

/// Pages of the hub that are no item; the list of each kind is one too.
const PAGES: [&str; 8] = [
    "/",
    "/search",
    "/get-involved",
    "/feedback",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/offline",
];

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.with_broken() {
        for (reference, place) in &entry.references {
            let found = match reference {
                Reference::Link(address) => wrong_link(stock, address),
                Reference::LocalFact(name) | Reference::WordlessFact(name) if !local_fact::is_known(name) => {
                    Some((format!("'{name}' is not the name of a local fact"), known_facts()))
                }
                Reference::LocalFact(_) => None,
                Reference::WordlessFact(name) => Some((
                    format!("the local fact '{name}' has no words for when it is not known"),
                    format!("Write it as [[{name}|{}]]", local_fact::words(name)),
                )),
                Reference::Html => Some((
                    "raw HTML is shown as the text it is".into(),
                    "Write it in Markdown, or take it out".into(),
                )),
                Reference::Picture => Some(("pictures are left out".into(), "Say it in words".into())),
                Reference::TopHeading => Some((
                    "a heading of the first level belongs to the page".into(),
                    "Begin it with ## in place of #".into(),
                )),
            };
            faults.extend(found.map(|(what, remedy)| entry.fault(place, what, remedy)));
        }
        faults.extend(unclosed_fact(entry));
    }
    faults
}

fn wrong_link(stock: &Stock<'_>, address: &str) -> Option<(String, String)> {
    if outside::is_outside(address) {
        // Told with the other outside addresses.
        return None;
    }
    if !markdown::is_safe_address(address) {
        let root = address.trim_start_matches("./");
        return Some(
            if stock.at(root.trim_start_matches('/')).is_some() || !address.contains(':') {
                (
                    format!("the link '{address}' leads nowhere"),
                    "Write the address from the root: /guidance/…".into(),
                )
            } else {
                (
                    format!("the link '{address}' is not written"),
                    "Links go to https, http, mailto, tel or the hub itself".into(),
                )
            },
        );
    }
    if let Some(mailbox) = address.strip_prefix("mailto:") {
        let is_whole = mailbox
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        return (!is_whole).then(|| (format!("'{mailbox}' is not an e-mail address"), "Mend it".into()));
    }
    if let Some(number) = address.strip_prefix("tel:") {
        let is_number = number.len() > 2 && number.chars().all(|letter| letter.is_ascii_digit() || letter == '+');
        return (!is_number).then(|| {
            (
                format!("'{number}' is not a telephone number"),
                "Write its digits alone".into(),
            )
        });
    }
    if address.starts_with('#') || is_page(stock, address) {
        return None;
    }
    Some((
        format!("the link '{address}' leads nowhere"),
        in_place_of(stock, address),
    ))
}

/// The path of an address of the hub, without what follows it.
fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

fn is_page(stock: &Stock<'_>, address: &str) -> bool {
    let path = path_of(address);
    let is_list = Kind::ALL
        .iter()
        .any(|kind| *kind != Kind::Audience && kind.address() == path);
    is_list
        || PAGES.contains(&path)
        || item_at(address).is_some_and(|(kind, slug, below)| {
            stock.find(kind, slug).is_some() && below.is_none_or(|below| is_below(stock, kind, below))
        })
}

/// Whether a page stands below every item of a kind: a group's minute, a group's card.
fn is_below(stock: &Stock<'_>, kind: Kind, below: &str) -> bool {
    match kind {
        Kind::Audience => below == "one-minute",
        Kind::FirstHour => stock.find(Kind::Audience, below).is_some(),
        _ => false,
    }
}

fn in_place_of(stock: &Stock<'_>, address: &str) -> String {
    let path = path_of(address).trim_start_matches('/');
    if let Some(entry) = stock.at(path) {
        return format!("Write {}", entry.item.address());
    }
    let named = item_at(address).map(|(kind, slug, _)| format!("{}/{slug}", kind.folder()));
    let remedy = instead(stock, named.as_deref().unwrap_or(path));
    match remedy.split('\'').nth(1).and_then(|meant| stock.at(meant)) {
        Some(entry) => format!("Write {}, if that is meant", entry.item.address()),
        None => remedy,
    }
}

/// A local fact whose brackets do not close is shown as it is written.
fn unclosed_fact(entry: &Entry<'_>) -> Option<Fault> {
    let at = entry.prose.find("[[")?;
    let words: String = entry.prose[at..].chars().take(30).collect();
    let words = words.lines().next().unwrap_or_default();
    let what = format!("'{words}' is shown as it stands");
    Some(entry.fault(
        &super::super::entry::Place::Words(words.to_owned()),
        what,
        "Write a local fact as [[service-desk|your IT service desk]]",
    ))
}
