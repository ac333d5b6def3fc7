//! Which page leads to which: what a reader can reach from a group's page without going through a list.
//!
//! Two pure functions say what the pages show; when a page comes to show more or less, this is the file to
//! change.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap, HashSet},
};

use text::markdown::{Piece, Reference};

use super::{entry::Entry, rules::item_at, stock::Stock};
use crate::{
    glossary::Linker,
    item::{Detail, Item, Kind},
};

/// How many items of a kind a group's page shows before it says "all 14".
const SHOWN: usize = 6;
/// The kinds of which a group's page shows the first few.
const SHOWN_KINDS: [Kind; 5] = [Kind::Guidance, Kind::Resource, Kind::Opportunity, Kind::Question, Kind::CaseStudy];

/// What links pages to one another without an item's own doing.
#[derive(Debug)]
pub(super) struct Signposts {
    linker: Linker,
    /// For each path: the paths of the items whose naming of it is shown on its page.
    shown_on: HashMap<String, Vec<String>>,
}

impl Signposts {
    pub(super) fn of(stock: &Stock<'_>) -> Self {
        let terms = stock.all(Kind::Glossary).map(|entry| &entry.item);
        let mut shown_on: HashMap<String, Vec<String>> = HashMap::new();
        for entry in stock.entries() {
            for path in shows_itself_on(&entry.item) {
                shown_on.entry(path).or_default().push(entry.item.path());
            }
        }
        Self { linker: Linker::new(terms), shown_on }
    }
}

/// The pages on which an item is shown because it names them.
fn shows_itself_on(item: &Item) -> Vec<String> {
    let head = &item.head;
    let mut pages = head.see_also.clone();
    if matches!(item.kind, Kind::Guidance | Kind::CaseStudy | Kind::Resource) {
        pages.extend(head.threats.iter().map(|slug| format!("threats/{slug}")));
    }
    if matches!(item.kind, Kind::Guidance | Kind::CaseStudy | Kind::Threat | Kind::Event) {
        pages.extend(head.services.iter().map(|slug| format!("services/{slug}")));
    }
    pages
}

/// The paths to which a group's page leads.
pub(super) fn leads_from_group(stock: &Stock<'_>, signposts: &Signposts, group: &Entry<'_>) -> BTreeSet<String> {
    let slug = &group.item.slug;
    let mut paths = leads_from_item(signposts, group);
    for entry in stock.entries().iter().filter(|entry| entry.item.head.featured_for.contains(slug)) {
        paths.insert(entry.item.path());
    }
    paths.extend(stock.all(Kind::Threat).map(|entry| entry.item.path()));
    for kind in SHOWN_KINDS {
        let mut named: Vec<&Entry<'_>> = stock.all(kind).filter(|entry| entry.item.head.names(slug)).collect();
        named.sort_by_key(|entry| (Reverse(entry.item.head.featured_for.contains(slug)), &entry.item.slug));
        paths.extend(named.iter().take(SHOWN).map(|entry| entry.item.path()));
    }
    paths
}

/// The paths to which an item's page leads.
pub(super) fn leads_from_item(signposts: &Signposts, entry: &Entry<'_>) -> BTreeSet<String> {
    let item = &entry.item;
    let head = &item.head;
    let mut paths: BTreeSet<String> = head.see_also.iter().cloned().collect();
    let mut add = |kind: Kind, slugs: &[String]| paths.extend(slugs.iter().map(|slug| format!("{}/{slug}", kind.folder())));
    add(Kind::Service, &head.services);
    add(Kind::Threat, &head.threats);
    match &item.detail {
        Detail::Audience(audience) => {
            add(Kind::Contact, &audience.contacts);
            paths.extend(audience.actions.iter().filter_map(|action| action.link.clone()));
        }
        Detail::Threat(threat) => {
            add(Kind::FirstHour, &threat.first_hour);
            let cases: Vec<String> = threat.audiences.iter().filter_map(|exposure| exposure.case.clone()).collect();
            add(Kind::CaseStudy, &cases);
            paths.extend(threat.audiences.iter().flat_map(|exposure| exposure.cites.iter().cloned()));
        }
        Detail::FirstHour(card) => {
            let contacts: Vec<String> = card.ring.iter().filter_map(|ring| ring.contact.clone()).collect();
            add(Kind::Contact, &contacts);
        }
        _ => {}
    }
    paths.extend(entry.references.iter().filter_map(|(reference, _)| match reference {
        Reference::Link(address) => item_at(address).map(|(kind, slug, _)| format!("{}/{slug}", kind.folder())),
        _ => None,
    }));
    paths.extend(terms(signposts, entry));
    paths.extend(signposts.shown_on.get(&item.path()).into_iter().flatten().cloned());
    paths
}

/// The glossary terms that link themselves on a page; on a card for when something is wrong none does.
fn terms(signposts: &Signposts, entry: &Entry<'_>) -> Vec<String> {
    if entry.item.kind == Kind::FirstHour {
        return Vec::new();
    }
    let mut seen = HashSet::from([entry.item.address()]);
    let pieces = signposts.linker.cut(&entry.prose, &mut seen);
    let addresses = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Term(_, address) => Some(address),
        Piece::Plain(_) => None,
    });
    addresses.map(|address| address.trim_start_matches('/').to_owned()).collect()
}
