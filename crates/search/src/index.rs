//! The index: the door of this crate.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use crate::answer::answer;
use crate::document::{Indexed, Meaning, Scope, Sight};
use crate::error::Result;
use crate::found::{Found, Query};
use crate::shelf::Shelf;
pub use crate::shelf::Synced;
use crate::snapshot::Snapshot;
use crate::suggest;

/// Everything that can be found. Cheap to clone; all clones are one index.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    clear: Shelf,
    restricted: Shelf,
    snapshot: ArcSwap<Snapshot>,
    /// Held while writing: one sync at a time.
    writing: Mutex<()>,
}

impl Index {
    /// Opens what is in the folder, or makes it. What is damaged or of an older format is emptied, and
    /// the log says so: the next sync fills it again.
    pub fn open(folder: &Path) -> Result<Index> {
        Index::of(Shelf::open(&folder.join("clear"))?, Shelf::open(&folder.join("restricted"))?)
    }

    /// An empty index that is gone with its last clone.
    pub fn in_memory() -> Result<Index> {
        Index::of(Shelf::in_memory()?, Shelf::in_memory()?)
    }

    fn of(clear: Shelf, restricted: Shelf) -> Result<Index> {
        let snapshot = ArcSwap::from_pointee(Snapshot::read(&clear, &restricted)?);
        Ok(Index { inner: Arc::new(Inner { clear, restricted, snapshot, writing: Mutex::new(()) }) })
    }

    /// Makes the index hold these documents and meanings and no others. Only what differs is written;
    /// searches see all of it at once when it is done.
    pub fn sync(&self, documents: &[Indexed], meanings: &[Meaning]) -> Result<Synced> {
        let _one_at_a_time = self.inner.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let (clear, restricted): (Vec<_>, Vec<_>) =
            documents.iter().partition(|document| document.scope == Scope::Clear);
        let first = self.inner.clear.sync(&clear, meanings)?;
        let second = self.inner.restricted.sync(&restricted, &[])?;
        let snapshot = Snapshot::read(&self.inner.clear, &self.inner.restricted)?;
        self.inner.snapshot.store(Arc::new(snapshot));
        Ok(Synced {
            added: first.added + second.added,
            changed: first.changed + second.changed,
            removed: first.removed + second.removed,
        })
    }

    /// Finds what answers the question, as far as these eyes may see.
    pub fn search(&self, query: &Query) -> Result<Found> {
        answer(&self.inner.snapshot.load(), query)
    }

    /// Titles and terms that begin with what has been typed so far, as these eyes may see them.
    pub fn suggest(&self, typed: &str, sight: &Sight, limit: usize) -> Vec<String> {
        let snapshot = self.inner.snapshot.load();
        suggest::beginning(&snapshot, sight, typed, limit).into_iter().map(str::to_owned).collect()
    }
}
