//! A reader of a page: who asks, for which group and nations, and the shelf that is theirs.

use std::sync::Arc;

use accounts::directory::{Directory, Place};
use axum::extract::FromRequestParts;
use http::request::Parts;
use web::{Choice, Error, Frame, Hub, Read, Viewer};

use crate::{
    Library,
    glossary::Reading,
    item::{Item, Kind, Nation},
    local_fact::LocalFacts,
    shelf::{Shelf, item_at},
};

/// The group of whoever is in no other.
pub(crate) const EVERYBODY: &str = "all-staff";

/// What a page of the library is made from.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) read: Read,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) nations: Vec<Nation>,
    /// The group that the reader chose, when it exists.
    pub(crate) group: Option<Arc<Item>>,
    /// The organisation at which it is read: the one in the address, or else the viewer's own.
    pub(crate) place: Option<Arc<Place>>,
    /// What the page's local facts are filled in with: the organisation's, then the hub's.
    pub(crate) facts: Arc<LocalFacts>,
}

impl FromRequestParts<Hub> for Reader {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, Error> {
        let read = Read::from_request_parts(parts, hub).await?;
        Ok(Self::of(read))
    }
}

impl Reader {
    fn of(read: Read) -> Self {
        let library = read.shared.get::<Arc<Library>>();
        let shelf = library.for_viewer(&read.viewer);
        let directory = library.directory();
        let place = chosen_place(&directory, &read.viewer, &read.choice)
            .or_else(|| directory.of_viewer(&read.viewer))
            .cloned();
        let group = read
            .choice
            .group
            .as_deref()
            .and_then(|slug| shelf.find(Kind::Audience, slug))
            .cloned();
        let nations = chosen_nations(&shelf, &read.choice, place.as_deref());
        let own = place.as_ref().map(|place| place.facts_for(&read.viewer));
        // The hub's own numbers are its council's; another council must not ring them.
        let is_anothers = place.as_ref().is_some_and(|place| !shelf.settings().is_of(&place.name));
        let hubs = if is_anothers {
            LocalFacts::default()
        } else {
            shelf.settings().facts.clone()
        };
        let facts = hubs.with(own.unwrap_or_default());
        Self {
            read,
            shelf,
            nations,
            group,
            place,
            facts: Arc::new(facts),
        }
    }

    /// The slug of the group, if one was chosen.
    pub(crate) fn group_slug(&self) -> Option<&str> {
        self.group.as_ref().map(|group| group.slug.as_str())
    }

    /// The slug of the group whose work the reader does: of everybody's, where councils do not do the work of
    /// the group that was chosen.
    pub(crate) fn work_slug(&self) -> Option<&str> {
        let group = self.group.as_ref()?;
        let is_elsewhere = group.audience()?.done_elsewhere(&self.nations).is_some();
        Some(if is_elsewhere { EVERYBODY } else { &group.slug })
    }

    /// The slug of the one nation that it is read for, when the hub serves several.
    pub(crate) fn nation_slug(&self) -> Option<String> {
        match self.nations.as_slice() {
            [nation] if self.shelf.settings().nations.len() > 1 => Some(nation.slug().to_owned()),
            _ => None,
        }
    }

    /// Reads as a member of `group`, whatever the address says.
    pub(crate) fn read_as(&mut self, group: &Arc<Item>) {
        self.read.choice.group = Some(group.slug.clone());
        self.group = Some(Arc::clone(group));
    }

    /// The surroundings of text on a page with this shell.
    pub(crate) fn reading(&self, shell: &ui::Shell, address: &str) -> Reading {
        Reading::new(Arc::clone(&self.shelf), Arc::clone(&self.facts), shell.clone(), address)
    }
}

/// The nation that was chosen, or else that of the organisation at which it is read, or else all of the hub's.
fn chosen_nations(shelf: &Shelf, choice: &Choice, place: Option<&Place>) -> Vec<Nation> {
    let hubs = &shelf.settings().nations;
    let served = |slug: &str| Nation::of(slug).filter(|nation| hubs.contains(nation));
    let chosen = choice.nation.as_deref().and_then(served);
    match chosen.or_else(|| served(&place?.nation)) {
        Some(nation) => vec![nation],
        None => hubs.clone(),
    }
}

/// The organisation that the address names, when the viewer may know of it: an unknown one and one that is
/// none of theirs are the same.
fn chosen_place<'d>(directory: &'d Directory, viewer: &Viewer, choice: &Choice) -> Option<&'d Arc<Place>> {
    let place = directory.of_slug(choice.at.as_deref()?)?;
    place.is_known_to(viewer).then_some(place)
}

/// The library as the outer layers of the web see it.
#[derive(Debug, Clone)]
pub struct LibraryFrame(Arc<Library>);

impl LibraryFrame {
    /// The frame of a library.
    pub fn new(library: Arc<Library>) -> Self {
        Self(library)
    }
}

impl Frame for LibraryFrame {
    fn shell(&self, viewer: &Viewer, choice: &Choice, path: &str) -> ui::Shell {
        let shelf = self.0.for_viewer(viewer);
        let settings = shelf.settings();
        let directory = self.0.directory();
        let place = chosen_place(&directory, viewer, choice);
        let groups: Vec<ui::Group> = shelf
            .audiences()
            .into_iter()
            .map(|item| ui::Group {
                slug: item.slug.clone(),
                name: item.head.title.clone(),
            })
            .collect();
        let nation = |nation: &Nation| ui::Nation {
            slug: nation.slug().into(),
            name: nation.name().into(),
        };
        let nations: Vec<ui::Nation> = if settings.nations.len() > 1 {
            settings.nations.iter().map(nation).collect()
        } else {
            Vec::new()
        };
        let notice = self.0.is_database_away().then(|| {
            "You can read everything that is open to all. Nothing can be sent just now, and nobody is signed in: we are \
             putting that right.".to_owned()
        });
        ui::Shell {
            hub_name: settings.hub_name.clone(),
            council_name: place
                .map(|place| place.name.clone())
                .or_else(|| settings.council_name.clone()),
            at: place.map(|place| ui::Place {
                slug: place.slug.clone(),
                name: place.name.clone(),
                is_by_host: choice.is_at_host,
            }),
            logo: settings.logo.clone(),
            lang: "en".into(),
            canonical: settings.public_url.as_ref().map(|url| format!("{url}{path}")),
            group: groups
                .iter()
                .find(|group| choice.group.as_ref() == Some(&group.slug))
                .cloned(),
            nation: nations
                .iter()
                .find(|nation| choice.nation.as_ref() == Some(&nation.slug))
                .cloned(),
            change_group_base: path.to_owned(),
            groups: groups.into(),
            nations: nations.into(),
            notice,
            reviewed: shelf.last_reviewed().map(text::date::in_words),
            kept_by: settings.kept_by.clone(),
            is_crisis: path.starts_with("/something-is-wrong"),
            feed: Some(("Alerts and new case studies".into(), "/feed.atom".into())),
            ..ui::Shell::default()
        }
    }

    fn knows(&self, choice: &Choice) -> bool {
        let shelf = self.0.for_viewer(&Viewer::stranger());
        choice
            .group
            .as_deref()
            .is_none_or(|slug| shelf.find(Kind::Audience, slug).is_some())
            && choice
                .nation
                .as_deref()
                .is_none_or(|slug| Nation::of(slug).is_some_and(|nation| shelf.settings().nations.contains(&nation)))
            && choice.at.as_deref().is_none_or(|slug| {
                let directory = self.0.directory();
                directory.of_slug(slug).is_some_and(|place| place.is_public())
            })
    }

    fn organisation_of_host(&self, host: &str) -> Option<String> {
        let directory = self.0.directory();
        let place = directory.of_host(host).filter(|place| place.is_public())?;
        Some(place.slug.clone())
    }

    fn version(&self) -> u64 {
        self.0.version()
    }

    fn has_page(&self, viewer: &Viewer, path: &str) -> bool {
        let is_list = Kind::ALL
            .iter()
            .any(|kind| *kind != Kind::Audience && kind.address() == path);
        is_list || (item_at(path).is_some() && self.0.for_viewer(viewer).has(path))
    }

    fn near(&self, viewer: &Viewer, path: &str) -> Vec<(String, String)> {
        // Below these there is nothing of the library to be near to.
        if NOT_OF_THE_LIBRARY.iter().any(|room| path.starts_with(room)) {
            return Vec::new();
        }
        let shelf = self.0.for_viewer(viewer);
        let mut near: Vec<(String, String)> = shelf
            .near(path)
            .into_iter()
            .map(|item| (item.head.title.clone(), item.address()))
            .collect();
        if near.len() < NEAR {
            let found = self.found_by(viewer, &words_of(path));
            let news = found.into_iter().filter(|found| !near.contains(found));
            let news: Vec<_> = news.take(NEAR - near.len()).collect();
            near.extend(news);
        }
        near
    }
}

impl LibraryFrame {
    /// What a search for the words of an address finds.
    fn found_by(&self, viewer: &Viewer, words: &str) -> Vec<(String, String)> {
        let query = search::Query {
            limit: NEAR,
            sight: crate::search::sight(viewer),
            ..search::Query::new(words)
        };
        // Whoever is lost in the first moment of a start need not wait for it.
        let Some(index) = self.0.index_if_whole() else {
            return Vec::new();
        };
        match index.search(&query) {
            Ok(found) => {
                let likely = found.hits.into_iter().filter(|hit| hit.score >= LIKELY);
                likely.map(|hit| (hit.title, hit.path)).collect()
            }
            Err(error) => {
                tracing::warn!("nothing near an unknown address could be looked up: {error}");
                Vec::new()
            }
        }
    }
}

/// How many pages are offered at an address where there is none.
const NEAR: usize = 3;
/// What a search scores lower is a wild guess at what an address meant.
const LIKELY: f32 = 1.0;

/// The words of an address that can be looked up. Its room says where it stands, and not what it is about.
fn words_of(path: &str) -> String {
    let told = item_at(path).map_or(path, |(_, slug, _)| slug);
    let words: String = told
        .split_inclusive('/')
        .filter(|part| !is_identifier(part.trim_end_matches('/')))
        .flat_map(str::chars)
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .take(200)
        .collect();
    words.trim().to_owned()
}

/// Where addresses begin that are about people and organisations.
const NOT_OF_THE_LIBRARY: [&str; 6] = [
    "/account",
    "/at/",
    "/hub/",
    "/organisation/",
    "/organisation-domains/",
    "/sign-in",
];

/// Whether a part of an address is the identifier of some row: it says nothing that can be looked up, and
/// what is near must not differ by it.
fn is_identifier(part: &str) -> bool {
    part.len() == 36 && part.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
