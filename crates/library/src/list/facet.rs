//! What a list can be filtered by.

use crate::{
    guidance::Stage,
    item::{Item, Kind, Nation},
    reader::Reader,
    shelf::Shelf,
};

/// One thing to filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Facet {
    Audience,
    Stage,
    Threat,
    Service,
    Nation,
}

impl Facet {
    pub(super) const ALL: [Self; 5] = [Self::Audience, Self::Stage, Self::Threat, Self::Service, Self::Nation];

    /// Its name in the address.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Audience => "audience",
            Self::Stage => "stage",
            Self::Threat => "threat",
            Self::Service => "service",
            Self::Nation => "in",
        }
    }

    pub(super) fn question(self) -> &'static str {
        match self {
            Self::Audience => "For whom",
            Self::Stage => "When it helps",
            Self::Threat => "Against what",
            Self::Service => "For which service",
            Self::Nation => "Where",
        }
    }

    /// Its values, as in addresses and as people say them, in the order to show.
    pub(super) fn values(self, shelf: &Shelf) -> Vec<(String, String)> {
        let titles = |kind| {
            let mut titles: Vec<(String, String)> = shelf
                .all(kind)
                .map(|item| (item.slug.clone(), item.head.title.clone()))
                .collect();
            titles.sort_by_key(|(_, title)| title.to_lowercase());
            titles
        };
        match self {
            Self::Audience => shelf
                .audiences()
                .into_iter()
                .map(|item| (item.slug.clone(), item.head.title.clone()))
                .collect(),
            Self::Stage => Stage::ALL
                .iter()
                .map(|stage| (stage.slug().to_owned(), stage.words().to_owned()))
                .collect(),
            Self::Threat => titles(Kind::Threat),
            Self::Service => titles(Kind::Service),
            Self::Nation => Nation::ALL
                .iter()
                .filter(|nation| shelf.settings().nations.contains(nation))
                .map(|nation| (nation.slug().to_owned(), nation.name().to_owned()))
                .collect(),
        }
    }

    /// Whether an item has `value`.
    pub(super) fn has(self, item: &Item, value: &str) -> bool {
        let names = |slugs: &[String]| slugs.iter().any(|slug| slug == value);
        match self {
            Self::Audience => item.head.is_for(value),
            Self::Stage => stage(item).is_some_and(|stage| stage.slug() == value),
            Self::Threat => names(&item.head.threats),
            Self::Service => names(&item.head.services),
            Self::Nation => Nation::of(value).is_some_and(|nation| item.head.holds_in(&[nation])),
        }
    }

    /// Whether filtering a list of these items by it makes sense: some say something, and they differ.
    pub(super) fn tells_apart(self, items: &[&Item]) -> bool {
        let says = |item: &&Item| match self {
            Self::Audience => !item.head.audiences.is_empty(),
            Self::Stage => stage(item).is_some(),
            Self::Threat => !item.head.threats.is_empty(),
            Self::Service => !item.head.services.is_empty(),
            Self::Nation => !item.head.nations.is_empty(),
        };
        items.iter().any(says)
    }
}

fn stage(item: &Item) -> Option<Stage> {
    item.guidance()
        .map(|guidance| guidance.stage)
        .or_else(|| item.resource().and_then(|resource| resource.stage))
}

/// What a reader chose of each facet.
#[derive(Debug, Default)]
pub(super) struct Chosen(Vec<(Facet, Vec<String>)>);

impl Chosen {
    /// Reads the address; values that do not exist are left out.
    pub(super) fn of(reader: &Reader) -> Self {
        Self(
            Facet::ALL
                .into_iter()
                .map(|facet| {
                    let known = facet.values(&reader.shelf);
                    let mut values = reader.read.asked(facet.key());
                    values.retain(|value| known.iter().any(|(slug, _)| slug == value));
                    values.sort();
                    values.dedup();
                    (facet, values)
                })
                .filter(|(_, values)| !values.is_empty())
                .collect(),
        )
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn values(&self, facet: Facet) -> &[String] {
        self.0
            .iter()
            .find(|(of, _)| *of == facet)
            .map_or(&[], |(_, values)| values)
    }

    /// Whether an item has one of the chosen values of every facet, `except` one.
    pub(super) fn lets_through(&self, item: &Item, except: Option<Facet>) -> bool {
        self.0
            .iter()
            .filter(|(facet, _)| Some(*facet) != except)
            .all(|(facet, values)| values.iter().any(|value| facet.has(item, value)))
    }

    /// The choice as the query of an address, ending in `&` when there is any.
    pub(super) fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (facet, values) in &self.0 {
            for value in values {
                query.append_pair(facet.key(), value);
            }
        }
        let query = query.finish();
        if query.is_empty() { query } else { query + "&" }
    }
}
