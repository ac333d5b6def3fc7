//! All items that are checked together.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::entry::Entry;
use jiff::civil::Date;

use crate::{
    item::{self, Fault, File, Kind},
    settings::Settings,
    shelf::{Scope, Shelf},
};

/// All items that are checked together: first the starter library's, then the folder's, each by path, so
/// that of two items that clash the later is the one to mend.
#[derive(Debug)]
pub(super) struct Stock<'f> {
    entries: Vec<Entry<'f>>,
    by_path: HashMap<String, usize>,
    /// What is wrong with files that are no items.
    pub(super) faults: Vec<Fault>,
}

impl<'f> Stock<'f> {
    /// Reads all files. As in the library itself, a version of the folder that cannot be read hides nothing.
    pub(super) fn of(built_in: &'f [File], folder: &'f [File]) -> Self {
        let mut chosen = BTreeMap::new();
        let mut faults = Vec::new();
        let built_in = built_in.iter().map(|file| (false, file));
        let folder = folder.iter().map(|file| (true, file));
        for (is_of_folder, file) in built_in.chain(folder) {
            match item::read(file) {
                Ok(item) => {
                    chosen.insert(item.path(), (is_of_folder, item, file));
                }
                Err(fault) => faults.push(fault),
            }
        }
        let mut chosen: Vec<_> = chosen.into_values().collect();
        chosen.sort_by_key(|(is_of_folder, ..)| *is_of_folder);
        let entries: Vec<_> = chosen
            .into_iter()
            .map(|(_, item, file)| Entry::new(item, file))
            .collect();
        let by_path = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.item.path(), index))
            .collect();
        Self {
            entries,
            by_path,
            faults,
        }
    }

    /// All entries.
    pub(super) fn entries(&self) -> &[Entry<'f>] {
        &self.entries
    }

    /// The entries of a kind.
    pub(super) fn all(&self, kind: Kind) -> impl Iterator<Item = &Entry<'f>> {
        self.entries.iter().filter(move |entry| entry.item.kind == kind)
    }

    /// The entry at `kind/slug`.
    pub(super) fn at(&self, path: &str) -> Option<&Entry<'f>> {
        self.by_path.get(path).and_then(|index| self.entries.get(*index))
    }

    /// The entry of a kind with this slug.
    pub(super) fn find(&self, kind: Kind, slug: &str) -> Option<&Entry<'f>> {
        self.at(&format!("{}/{slug}", kind.folder()))
    }

    /// The groups, in the order of their doors.
    pub(super) fn audiences(&self) -> Vec<&Entry<'f>> {
        let mut audiences: Vec<_> = self.all(Kind::Audience).collect();
        audiences.sort_by_key(|entry| {
            (
                entry.item.audience().map_or(0, |audience| audience.order),
                &entry.item.slug,
            )
        });
        audiences
    }

    /// The shelf of a signed-in member, on which everything stands that a file can give to a reader.
    pub(super) fn shelf(&self, today: Date) -> Shelf {
        let items: Vec<_> = self.entries.iter().map(|entry| Arc::clone(&entry.item)).collect();
        Shelf::new(&items, Scope::Green, &Arc::new(Settings::default()), today)
    }
}
