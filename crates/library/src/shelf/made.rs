//! One shelf, and what can be found on it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use jiff::civil::Date;
use web::{OrganisationId, Tlp};

use crate::{
    glossary::Linker,
    item::{Item, Kind},
    settings::Settings,
};

/// Whose shelf it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everybody's.
    Clear,
    /// Signed-in members' of any organisation.
    Green,
    /// One organisation's.
    Organisation(OrganisationId),
}

impl Scope {
    /// Whether an item belongs on this shelf.
    pub fn holds(self, item: &Item) -> bool {
        match (self, item.tlp) {
            (_, Tlp::Clear) | (Self::Green | Self::Organisation(_), Tlp::Green) => true,
            (Self::Organisation(organisation), Tlp::Amber | Tlp::AmberStrict) => {
                item.organisation == Some(organisation)
            }
            _ => false,
        }
    }

    /// Of several items at one address, the one with the smallest is shown: an organisation's own to its
    /// people; then the hub's; then what others share, the widest circle first.
    fn place(self, item: &Item) -> impl Ord {
        let owner = item.organisation;
        let is_own = matches!(self, Self::Organisation(organisation) if owner == Some(organisation));
        (!is_own, owner.is_some(), item.tlp, owner.map(OrganisationId::uuid))
    }
}

/// Everything that one kind of viewer may see.
#[derive(Debug)]
pub struct Shelf {
    items: BTreeMap<Kind, BTreeMap<String, Arc<Item>>>,
    formerly: HashMap<(Kind, String), String>,
    /// For each path: the paths of items that name it in `see_also` or in a link.
    named_by: HashMap<String, Vec<String>>,
    linker: Arc<Linker>,
    settings: Arc<Settings>,
}

impl Shelf {
    /// A shelf of `items`, as far as they belong on it, the hub shows them and they are published on `today`.
    pub fn new(items: &[Arc<Item>], scope: Scope, settings: &Arc<Settings>, today: Date) -> Self {
        let mut shelf = Self {
            items: BTreeMap::new(),
            formerly: HashMap::new(),
            named_by: HashMap::new(),
            linker: Arc::default(),
            settings: Arc::clone(settings),
        };
        let mut held: Vec<&Arc<Item>> = items
            .iter()
            .filter(|item| scope.holds(item) && settings.shows(item) && is_published(item, today))
            .collect();
        held.sort_by_cached_key(|item| scope.place(item));
        for item in held {
            let of_kind = shelf.items.entry(item.kind).or_default();
            if of_kind.contains_key(&item.slug) {
                continue;
            }
            of_kind.insert(item.slug.clone(), Arc::clone(item));
            for old in &item.head.formerly {
                let old = (item.kind, old.clone());
                shelf.formerly.entry(old).or_insert_with(|| item.slug.clone());
            }
        }
        shelf.linker = Arc::new(Linker::new(shelf.all(Kind::Glossary).map(|item| &**item)));
        let mut named_by: HashMap<String, Vec<String>> = HashMap::new();
        for item in shelf.everything() {
            for path in item.head.see_also.iter().collect::<HashSet<_>>() {
                named_by.entry(path.clone()).or_default().push(item.path());
            }
        }
        shelf.named_by = named_by;
        shelf
    }

    /// The item of a kind with this slug.
    pub fn find(&self, kind: Kind, slug: &str) -> Option<&Arc<Item>> {
        self.items.get(&kind)?.get(slug)
    }

    /// The items of a kind with these slugs, in their order; those that are not on this shelf are left out.
    pub fn find_all<'s>(&'s self, kind: Kind, slugs: &[String]) -> impl Iterator<Item = &'s Arc<Item>> {
        slugs.iter().filter_map(move |slug| self.find(kind, slug))
    }

    /// The item that is named `kind/slug`.
    pub fn at(&self, path: &str) -> Option<&Arc<Item>> {
        let (folder, slug) = path.trim_start_matches('/').split_once('/')?;
        self.find(folder.parse().ok()?, slug)
    }

    /// The slug that an old one became.
    pub fn now_called(&self, kind: Kind, old: &str) -> Option<&str> {
        self.formerly.get(&(kind, old.to_owned())).map(String::as_str)
    }

    /// All items of a kind, by slug.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &Arc<Item>> {
        self.items.get(&kind).into_iter().flat_map(BTreeMap::values)
    }

    /// All items, by kind and slug.
    pub fn everything(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.items.values().flat_map(BTreeMap::values)
    }

    /// The groups, in the order of their doors.
    pub fn audiences(&self) -> Vec<&Arc<Item>> {
        let mut audiences: Vec<_> = self.all(Kind::Audience).collect();
        audiences.sort_by_key(|item| (item.audience().map_or(0, |audience| audience.order), item.slug.clone()));
        audiences
    }

    /// The title of a group, service or threat, or its slug when it is not on this shelf.
    pub fn name_of<'s>(&'s self, kind: Kind, slug: &'s str) -> &'s str {
        self.find(kind, slug).map_or(slug, |item| &item.head.title)
    }

    /// The items that name `path` in their `see_also`.
    pub fn named_by(&self, path: &str) -> impl Iterator<Item = &Arc<Item>> {
        self.named_by
            .get(path)
            .into_iter()
            .flatten()
            .filter_map(|path| self.at(path))
    }

    /// What links glossary terms in running text.
    pub fn linker(&self) -> Arc<Linker> {
        Arc::clone(&self.linker)
    }

    /// The hub's settings.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// The day on which something was last reviewed.
    pub fn last_reviewed(&self) -> Option<Date> {
        self.everything().map(|item| item.head.reviewed).max()
    }
}

/// An alert does not exist for anybody before the day on which it is published.
fn is_published(item: &Item, today: Date) -> bool {
    item.alert().is_none_or(|alert| alert.published <= today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::{File, read};

    const TODAY: Date = jiff::civil::date(2026, 11, 24);

    fn item(slug: &str, tlp: Tlp, organisation: Option<OrganisationId>) -> Arc<Item> {
        let source = "+++\ntitle = \"T\"\nsummary = \"S\"\nowner = \"O\"\nreviewed = 2026-11-24\nreview_by = 2027-05-24\nstage = \"prevent\"\nformerly = [\"old\"]\n+++\n";
        let mut item = read(&File {
            path: format!("guidance/{slug}.md"),
            source: source.into(),
        })
        .unwrap();
        item.tlp = tlp;
        item.organisation = organisation;
        Arc::new(item)
    }

    #[test]
    fn a_viewer_sees_what_the_label_says_and_nothing_else() {
        let (ours, theirs) = (OrganisationId::new(), OrganisationId::new());
        let labels = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];
        let holds = |scope: Scope, owner| labels.map(|tlp| scope.holds(&item("x", tlp, owner)));

        assert_eq!(holds(Scope::Clear, None), [true, false, false, false, false]);
        assert_eq!(holds(Scope::Green, None), [true, true, false, false, false]);
        assert_eq!(
            holds(Scope::Organisation(ours), Some(ours)),
            [true, true, true, true, false]
        );
        assert_eq!(
            holds(Scope::Organisation(ours), Some(theirs)),
            [true, true, false, false, false]
        );
        assert_eq!(holds(Scope::Green, Some(ours)), [true, true, false, false, false]);
        assert_eq!(
            holds(Scope::Organisation(ours), None),
            [true, true, false, false, false]
        );
        assert_eq!(holds(Scope::Clear, Some(ours)), [true, false, false, false, false]);
    }

    #[test]
    fn an_old_slug_leads_to_the_new_one() {
        let shelf = Shelf::new(&[item("new", Tlp::Clear, None)], Scope::Clear, &Arc::default(), TODAY);
        assert_eq!(shelf.now_called(Kind::Guidance, "old"), Some("new"));
        assert_eq!(shelf.now_called(Kind::Guidance, "new"), None);
    }

    #[test]
    fn what_an_organisation_shares_takes_no_place_of_the_hubs_or_of_another_that_shares_it_wider() {
        let (first, second) = (OrganisationId::new(), OrganisationId::new());
        let shown = |scope, items: &[Arc<Item>]| {
            let shelf = Shelf::new(items, scope, &Arc::default(), TODAY);
            let item = shelf.find(Kind::Guidance, "x").unwrap();
            (item.organisation, item.tlp)
        };
        let hubs = item("x", Tlp::Clear, None);
        let (wide, narrow) = (item("x", Tlp::Clear, Some(second)), item("x", Tlp::Green, Some(first)));
        for items in [
            [Arc::clone(&hubs), Arc::clone(&wide), Arc::clone(&narrow)],
            [Arc::clone(&narrow), Arc::clone(&wide), Arc::clone(&hubs)],
        ] {
            assert_eq!(shown(Scope::Clear, &items), (None, Tlp::Clear));
            assert_eq!(shown(Scope::Green, &items), (None, Tlp::Clear));
            assert_eq!(shown(Scope::Organisation(first), &items), (Some(first), Tlp::Green));
        }
        for items in [[Arc::clone(&wide), Arc::clone(&narrow)], [narrow, wide]] {
            assert_eq!(shown(Scope::Clear, &items), (Some(second), Tlp::Clear));
            assert_eq!(shown(Scope::Green, &items), (Some(second), Tlp::Clear));
        }
    }

    #[test]
    fn an_organisations_own_version_comes_before_the_hubs() {
        let ours = OrganisationId::new();
        for items in [
            [item("x", Tlp::Clear, None), item("x", Tlp::Amber, Some(ours))],
            [item("x", Tlp::Amber, Some(ours)), item("x", Tlp::Clear, None)],
        ] {
            let shelf = Shelf::new(&items, Scope::Organisation(ours), &Arc::default(), TODAY);
            assert_eq!(shelf.find(Kind::Guidance, "x").unwrap().tlp, Tlp::Amber);
        }
    }
}
