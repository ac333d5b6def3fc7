//! Which page leads to which, lists apart: what one reader finds on a group's page and on an item's page.
//!
//! Three pure functions say what the pages show: [`group_page`], [`item_page`] and [`page_of_kind`]. When a
//! page comes to show more or less, this is the file to change.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use jiff::civil::Date;
use text::markdown::{Piece, Reference};

use super::{entry::Entry, stock::Stock};
use crate::{
    guidance::Stage,
    item::{Item, Kind, Nation},
    shelf::{Shelf, item_at},
    tailoring::{self, tailor},
};

/// How many related items an item's page shows under one heading.
const RELATED: usize = 6;
/// How many of each a group's page shows.
const ACTIONS: usize = 3;
const INCIDENTS: usize = 3;
const GUIDANCE_OF_A_STAGE: usize = 4;
const OFFERS: usize = 3;
const RESOURCES: usize = 6;
const QUESTIONS: usize = 6;

/// Who reads: pages differ by group and nation.
#[derive(Debug)]
pub(super) struct Reader<'s> {
    pub(super) shelf: &'s Shelf,
    pub(super) group: &'s Arc<Item>,
    pub(super) nations: Vec<Nation>,
}

/// The pages to which words lead: a page's terms and links are the same for every reader.
#[derive(Debug, Default)]
pub(super) struct Words(HashMap<String, Vec<String>>);

/// The paths to which a group's page leads.
pub(super) fn group_page(stock: &Stock<'_>, words: &mut Words, reader: &Reader<'_>, today: Date) -> HashSet<String> {
    let page = tailor(reader.shelf, reader.group, &reader.nations, today);
    let first = |entries: &[tailoring::Entry<'_>], most: usize| -> Vec<String> {
        entries.iter().take(most).map(|entry| entry.item.path()).collect()
    };
    let mut paths: HashSet<String> = HashSet::new();
    paths.extend(first(&page.threats, usize::MAX));
    paths.extend(first(&page.incidents, INCIDENTS));
    for stage in Stage::ALL {
        paths.extend(
            page.of_stage(stage)
                .iter()
                .take(GUIDANCE_OF_A_STAGE)
                .map(|entry| entry.item.path()),
        );
    }
    // What is open now, and what is not confirmed or not open yet, stand apart.
    let is_open = |entry: &tailoring::Entry<'_>| {
        let offer = entry.item.opportunity();
        offer.is_some_and(|offer| offer.standing(today).is_open())
    };
    let (open, others): (Vec<tailoring::Entry<'_>>, Vec<_>) = page.opportunities.iter().cloned().partition(is_open);
    paths.extend(first(&open, OFFERS));
    paths.extend(first(&others, OFFERS));
    paths.extend(first(&page.resources, RESOURCES));
    paths.extend(first(&page.questions, QUESTIONS));
    let named = page
        .questions
        .iter()
        .filter(|entry| entry.item.head.names(&page.audience.slug));
    paths.extend(named.map(|entry| entry.item.path()));
    paths.extend(
        page.services
            .iter()
            .chain(&page.contacts)
            .chain(&page.words)
            .map(|item| item.path()),
    );
    // Live alerts and what is in season come and go, so only the group's own actions are counted.
    let actions = reader
        .group
        .audience()
        .into_iter()
        .flat_map(|audience| &audience.actions);
    paths.extend(actions.take(ACTIONS).filter_map(|action| action.link.clone()));
    if let Some(entry) = stock.at(&reader.group.path()) {
        paths.extend(words.of(reader.shelf, entry).iter().cloned());
    }
    paths
}

/// The paths to which an item's page leads.
pub(super) fn item_page(words: &mut Words, reader: &Reader<'_>, entry: &Entry<'_>) -> HashSet<String> {
    let (item, shelf) = (&entry.item, reader.shelf);
    let mut page = Page {
        reader,
        shown: HashSet::from([item.path()]),
    };
    page_of_kind(&mut page, item);
    // A card for when something is wrong has steps and numbers, and nothing to read next.
    if item.kind != Kind::FirstHour {
        let named = item.head.see_also.iter().filter_map(|path| shelf.at(path));
        let path = item.path();
        let naming = shelf.named_by(&path).filter(|other| other.kind != Kind::Audience);
        page.related(named.chain(naming));
        page.related(shelf.find_all(Kind::Service, &item.head.services));
        page.related(shelf.find_all(Kind::Threat, &item.head.threats));
        page.shown.extend(words.of(shelf, entry).iter().cloned());
    }
    page.shown
}

/// What the page of a threat, a service or a card shows before what all pages do.
fn page_of_kind(page: &mut Page<'_>, item: &Item) {
    let shelf = page.reader.shelf;
    let naming = |kind, slugs: fn(&Item) -> &[String]| -> Vec<&Arc<Item>> {
        shelf
            .all(kind)
            .filter(|other| slugs(other).contains(&item.slug))
            .collect()
    };
    let newest = |slugs: fn(&Item) -> &[String]| {
        let mut cases = naming(Kind::CaseStudy, slugs);
        cases.sort_by_key(|case| (case.case_study().map(|case| Reverse(case.date)), &case.slug));
        cases
    };
    if let Some(threat) = item.threat() {
        page.names(Kind::FirstHour, &threat.first_hour);
        let others = threat
            .audiences
            .iter()
            .filter(|exposure| exposure.slug != page.reader.group.slug);
        page.names(Kind::CaseStudy, others.filter_map(|exposure| exposure.case.as_ref()));
        page.related(newest(threats));
        let mut guidance = naming(Kind::Guidance, threats);
        guidance.sort_by_key(|other| {
            let stage = other.guidance().map(|guidance| guidance.stage);
            (!other.head.names(&page.reader.group.slug), stage, &other.slug)
        });
        page.related(guidance);
        page.related(naming(Kind::Resource, threats));
    }
    if item.kind == Kind::Service {
        page.related(shelf.find_all(Kind::Threat, &item.head.threats));
        page.related(newest(services));
        for kind in [Kind::Guidance, Kind::Event, Kind::Resource] {
            page.related(naming(kind, services));
        }
    }
    if let Some(card) = item.first_hour() {
        let rings = card.ring_for(Some(&page.reader.group.slug), &page.reader.nations);
        page.names(
            Kind::Contact,
            rings.into_iter().filter_map(|ring| ring.contact.as_ref()),
        );
    }
}

fn threats(item: &Item) -> &[String] {
    &item.head.threats
}

fn services(item: &Item) -> &[String] {
    &item.head.services
}

/// An item's page while its links are gathered; an item is shown once.
struct Page<'r> {
    reader: &'r Reader<'r>,
    shown: HashSet<String>,
}

impl Page<'_> {
    fn related<'i>(&mut self, items: impl IntoIterator<Item = &'i Arc<Item>>) {
        let mut rows = 0;
        for item in items {
            if rows < RELATED && item.head.holds_in(&self.reader.nations) && self.shown.insert(item.path()) {
                rows += 1;
            }
        }
    }

    /// Links outside the headings, which hide nothing below them.
    fn names<'i>(&mut self, kind: Kind, slugs: impl IntoIterator<Item = &'i String>) {
        self.shown
            .extend(slugs.into_iter().map(|slug| format!("{}/{slug}", kind.folder())));
    }
}

impl Words {
    /// The paths to which the words of an item lead: links, and terms of the glossary.
    fn of(&mut self, shelf: &Shelf, entry: &Entry<'_>) -> &[String] {
        self.0
            .entry(entry.item.path())
            .or_insert_with(|| words_lead(shelf, entry))
    }
}

fn words_lead(shelf: &Shelf, entry: &Entry<'_>) -> Vec<String> {
    let mut seen = HashSet::from([entry.item.address()]);
    let linker = shelf.linker();
    let terms = linker
        .cut(&entry.prose, &mut seen)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Term(_, address) => Some(address.trim_start_matches('/').to_owned()),
            Piece::Plain(_) => None,
        });
    let links = entry.references.iter().filter_map(|(reference, _)| match reference {
        Reference::Link(address) => item_at(address).map(|(kind, slug, _)| format!("{}/{slug}", kind.folder())),
        _ => None,
    });
    terms.chain(links).collect()
}
