//! Addresses of other people's pages: where they stand in an item, and whether they can be right.

use text::markdown::Reference;
use url::{Host, Url};

use super::entry::{Entry, Place};
use crate::item::Detail;

/// The address of somebody else's page, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Outside {
    pub(super) address: String,
    pub(super) place: Place,
}

/// All addresses of other people's pages in an item: sources, the item's own page, links.
pub(super) fn addresses(entry: &Entry<'_>) -> Vec<Outside> {
    let mut found = Vec::new();
    let mut add = |address: &Option<String>, key: String| {
        found.extend(address.iter().map(|address| Outside {
            address: address.clone(),
            place: Place::Key(key.clone()),
        }));
    };
    for (index, source) in entry.item.head.sources.iter().enumerate() {
        add(&source.address, format!("sources.{index}.address"));
    }
    match &entry.item.detail {
        Detail::Resource(resource) => add(&Some(resource.address.clone()), "address".into()),
        Detail::Opportunity(offer) => add(&offer.address, "address".into()),
        Detail::Contact(contact) => add(&contact.form, "form".into()),
        Detail::Event(event) => add(&event.register_at, "register_at".into()),
        _ => {}
    }
    found.extend(
        entry
            .references
            .iter()
            .filter_map(|(reference, place)| match reference {
                Reference::Link(address) if is_outside(address) => Some(Outside {
                    address: address.clone(),
                    place: place.clone(),
                }),
                _ => None,
            }),
    );
    found
}

/// Whether a link leads out of the hub to a page.
pub(super) fn is_outside(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    lower.starts_with("http:") || lower.starts_with("https:")
}

/// Machines on which sites are tried out or copied; no publisher means readers to come here.
const MIRRORS: [&str; 6] = [
    "lb2.local.gov.uk",
    "www2.local.gov.uk",
    "azurewebsites.net",
    "myftpupload.com",
    "wiggywam.co.uk",
    "netlify.app",
];
const STAGES: [&str; 5] = ["dev.", "staging.", "test.", "www3.", "demo."];

/// Why `address` cannot be right, and what to do about it.
pub(super) fn why_wrong(address: &str) -> Option<(String, &'static str)> {
    const WHOLE: &str = "Write the whole address, as the browser shows it: https://…";
    if address.trim() != address || address.contains(char::is_whitespace) {
        return Some((
            format!("the address '{address}' has a space in it"),
            "Take the space out",
        ));
    }
    let Ok(url) = Url::parse(address) else {
        return Some((format!("'{address}' is not an address"), WHOLE));
    };
    if !matches!(url.scheme(), "http" | "https") {
        return Some((format!("the address '{address}' is neither http nor https"), WHOLE));
    }
    let Some(Host::Domain(host)) = url.host() else {
        return Some((format!("the address '{address}' has no host with a name"), WHOLE));
    };
    if !host.trim_end_matches('.').contains('.') {
        return Some((format!("the host of '{address}' has no dot"), WHOLE));
    }
    let is_mirror = MIRRORS
        .iter()
        .any(|mirror| host == *mirror || host.ends_with(&format!(".{mirror}")));
    if is_mirror || STAGES.iter().any(|stage| host.starts_with(stage)) {
        return Some((
            format!("'{host}' is a copy or a trial site, not the publisher's own"),
            "Find the page at its publisher's own address, or leave the address out",
        ));
    }
    None
}

/// What is the same in every way of writing one address: with `www.` or without, with a slash at the end, in
/// capitals, or with the marks that letters and adverts add.
pub(super) fn same_page(address: &str) -> String {
    let (page, query) = without_fragment(address)
        .split_once('?')
        .unwrap_or((without_fragment(address), ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("utm_"))
        .collect();
    let address = page.to_lowercase();
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    format!(
        "{}/{}?{}",
        host.strip_prefix("www.").unwrap_or(host),
        path.trim_end_matches('/'),
        kept.join("&")
    )
}

/// An address without the place on its page.
pub(super) fn without_fragment(address: &str) -> &str {
    address.split_once('#').map_or(address, |(page, _)| page)
}
