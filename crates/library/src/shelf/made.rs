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
        let is_own = match self {
            Self::Organisation(organisation) => item.organisation.is_none_or(|owner| owner == organisation),
            _ => item.organisation.is_none() || item.tlp <= Tlp::Green,
        };
        let reaches = match (self, item.tlp) {
            (_, Tlp::Clear) | (Self::Green | Self::Organisation(_), Tlp::Green) => true,
            (Self::Organisation(organisation), Tlp::Amber | Tlp::AmberStrict) => {
                item.organisation == Some(organisation)
            }
            _ => false,
        };
        is_own && reaches
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
        for item in items
            .iter()
            .filter(|item| scope.holds(item) && settings.shows(item) && is_published(item, today))
        {
            for old in &item.head.formerly {
                shelf.formerly.insert((item.kind, old.clone()), item.slug.clone());
            }
            let of_kind = shelf.items.entry(item.kind).or_default();
            // An organisation's own version of an item comes before the hub's.
            let is_kept = of_kind
                .get(&item.slug)
                .is_some_and(|known| known.organisation.is_some() && item.organisation.is_none());
            if !is_kept {
                of_kind.insert(item.slug.clone(), Arc::clone(item));
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
        assert_eq!(holds(Scope::Organisation(ours), Some(theirs)), [false; 5]);
        assert_eq!(holds(Scope::Clear, Some(ours)), [true, false, false, false, false]);
    }

    #[test]
    fn an_old_slug_leads_to_the_new_one() {
        let shelf = Shelf::new(&[item("new", Tlp::Clear, None)], Scope::Clear, &Arc::default(), TODAY);
        assert_eq!(shelf.now_called(Kind::Guidance, "old"), Some("new"));
        assert_eq!(shelf.now_called(Kind::Guidance, "new"), None);
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
