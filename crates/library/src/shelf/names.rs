//! The names of everything that a hub was given, shown or not, in order or not.

use std::collections::BTreeSet;

use crate::item::{File, Kind, store::KeptItem};

/// The kinds and slugs of all files and kept items: what settings may name.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeSet<(Kind, String)>);

impl Names {
    /// The names of these files. A file with a fault has its name all the same.
    pub fn of_files<'f>(files: impl IntoIterator<Item = &'f File>) -> Self {
        let named = files.into_iter().filter_map(|file| {
            let (folder, slug) = file.path.strip_suffix(".md")?.split_once('/')?;
            Some((folder.parse().ok()?, slug.to_owned()))
        });
        Self(named.collect())
    }

    /// These names, and those of what the database remembers.
    pub(super) fn and(mut self, kept: &[KeptItem]) -> Self {
        let named = |kept: &KeptItem| Some((kept.kind.parse().ok()?, kept.slug.clone()));
        self.0.extend(kept.iter().filter_map(named));
        self
    }

    /// The slugs of one kind, in order.
    pub fn of(&self, kind: Kind) -> Vec<String> {
        let of_kind = self.0.iter().filter(|(named, _)| *named == kind);
        of_kind.map(|(_, slug)| slug.clone()).collect()
    }
}
