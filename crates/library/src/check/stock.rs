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
    /// What is left of files that are no items.
    broken: Vec<Entry<'f>>,
    /// What is wrong with files that are no items.
    pub(super) faults: Vec<Fault>,
}

impl<'f> Stock<'f> {
    /// Reads all files. As in the library itself, a version of the folder that cannot be read hides nothing.
    pub(super) fn of(built_in: &'f [File], folder: &'f [File]) -> Self {
        let mut chosen = BTreeMap::new();
        let mut faults = Vec::new();
        let mut broken = Vec::new();
        let built_in = built_in.iter().map(|file| (false, file));
        let folder = folder.iter().map(|file| (true, file));
        for (is_of_folder, file) in built_in.chain(folder) {
            match item::read(file) {
                Ok(item) => {
                    chosen.insert(item.path(), (is_of_folder, item, file));
                }
                Err(found) => {
                    faults.extend(found.faults);
                    broken.extend(found.rest.map(|rest| Entry::new(*rest, file)));
                }
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
            broken,
            faults,
        }
    }

    /// All entries.
    pub(super) fn entries(&self) -> &[Entry<'f>] {
        &self.entries
    }

    /// All entries, and what is left of files that are none: for rules that look at one value at a time.
    pub(super) fn with_broken(&self) -> impl Iterator<Item = &Entry<'f>> {
        self.entries.iter().chain(&self.broken)
    }

    /// Whether a fault is told of what stands in for something that is wrong or missing in its file.
    pub(super) fn is_of_stand_in(&self, fault: &Fault) -> bool {
        let is_broken = self.broken.iter().any(|entry| entry.file.path == fault.file);
        let is_told = || {
            let mut told = self.faults.iter().filter(|told| told.file == fault.file);
            told.any(|told| told.line == fault.line)
        };
        is_broken && (fault.line == 1 || is_told())
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
