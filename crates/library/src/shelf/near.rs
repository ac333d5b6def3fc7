//! What may be meant by an address at which there is nothing.

use std::sync::Arc;

use strsim::damerau_levenshtein as distance;

use super::{Shelf, item_at};
use crate::item::{Item, Kind};

/// How many are offered.
const MOST: usize = 3;

impl Shelf {
    /// The items that an address without a page comes close to: a slip in a slug first, then the same slug in
    /// another room. Whoever looks for a group that is not there is offered all groups.
    pub fn near(&self, path: &str) -> Vec<&Arc<Item>> {
        let path = path.trim_end_matches('/').to_lowercase();
        let Some((kind, slug, _)) = item_at(&path) else {
            return Vec::new();
        };
        let mut alike: Vec<(usize, &Arc<Item>)> = self
            .all(kind)
            .filter_map(|item| {
                let names = std::iter::once(&item.slug).chain(&item.head.formerly);
                let nearest = names.map(|name| distance(name, slug)).min()?;
                (nearest <= (slug.chars().count() / 4).max(1)).then_some((nearest, item))
            })
            .collect();
        alike.sort_by_key(|(distance, item)| (*distance, item.slug.clone()));
        let elsewhere = Kind::ALL.into_iter().filter_map(|other| self.find(other, slug));
        let mut near: Vec<&Arc<Item>> = alike.into_iter().map(|(_, item)| item).chain(elsewhere).collect();
        if near.is_empty() && kind == Kind::Audience {
            return self.audiences();
        }
        near.truncate(MOST);
        near
    }
}
