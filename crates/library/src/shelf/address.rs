//! Which item an address of the hub leads to, and whether a shelf has it.

use super::Shelf;
use crate::item::Kind;

/// The item to which an address of the hub leads: its kind, its slug, and what stands below it.
pub(crate) fn item_at(address: &str) -> Option<(Kind, &str, Option<&str>)> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let (room, rest) = path.strip_prefix('/')?.split_once('/')?;
    let kind = Kind::ALL
        .into_iter()
        .find(|kind| kind.address().trim_start_matches('/') == room)?;
    let (slug, below) = rest
        .split_once('/')
        .map_or((rest, None), |(slug, below)| (slug, Some(below)));
    Some((kind, slug, below))
}

impl Shelf {
    /// Whether an address of the hub leads to a page that is here: that of an item on this shelf, or none of
    /// an item at all.
    pub fn has(&self, address: &str) -> bool {
        let Some((kind, slug, below)) = item_at(address) else {
            return true;
        };
        // A card can be read as one group's.
        let is_for_known_group =
            kind != Kind::FirstHour || below.is_none_or(|group| self.find(Kind::Audience, group).is_some());
        is_for_known_group && (self.find(kind, slug).is_some() || self.now_called(kind, slug).is_some())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        item::{File, Item, read},
        shelf::Scope,
    };

    fn item(path: &str, front: &str) -> Arc<Item> {
        let source = format!(
            "+++\ntitle = \"T\"\nsummary = \"S\"\nowner = \"O\"\nreviewed = 2026-11-24\nreview_by = 2027-05-24\n{front}\n+++\n"
        );
        let path = path.into();
        Arc::new(
            read(&File {
                path,
                source: source.into(),
            })
            .unwrap(),
        )
    }

    #[test]
    fn a_shelf_has_its_items_their_old_names_and_every_page_that_is_none() {
        let items = [
            item("guidance/new.md", "stage = \"prevent\"\nformerly = [\"old\"]"),
            item(
                "first-hour/lost.md",
                "order = 1\nquestion = \"Q\"\n[[steps]]\ndo = \"D\"",
            ),
            item(
                "audiences/finance.md",
                "order = 1\npage_title = \"P\"\npromise = \"P\"\nlead = \"L\"\nactions = []",
            ),
        ];
        let today = jiff::civil::date(2026, 11, 24);
        let shelf = Shelf::new(&items, Scope::Clear, &Arc::default(), today);
        for there in [
            "/",
            "/contacts",
            "/get-involved",
            "/guidance/new",
            "/guidance/new?for=x#part",
            "/guidance/old",
            "/for/finance/one-minute",
            "/something-is-wrong/lost/finance",
        ] {
            assert!(shelf.has(there), "{there}");
        }
        for absent in [
            "/guidance/none",
            "/contacts/cqc#number",
            "/for/hr",
            "/something-is-wrong/lost/hr",
        ] {
            assert!(!shelf.has(absent), "{absent}");
        }
    }
}
