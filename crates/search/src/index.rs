//! The index: the door of this crate.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::answer::answer;
use crate::document::{Indexed, Meaning, Scope, Sight};
use crate::error::Result;
use crate::found::{Found, Query};
use crate::shelf::Shelf;
pub use crate::shelf::Synced;
use crate::snapshot::{Side, Snapshot};
use crate::suggest;
use arc_swap::ArcSwapOption;

/// Everything that can be found. Cheap to clone; all clones are one index.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    clear: Shelf,
    restricted: Shelf,
    /// None until somebody needs it: to open an index costs next to nothing, to read it a moment.
    snapshot: ArcSwapOption<Snapshot>,
    /// Held while writing: one sync at a time.
    writing: Mutex<()>,
}

impl Index {
    /// Opens what is in the folder, or makes it. What is damaged or of an older format is emptied, and
    /// the log says so: the next sync fills it again.
    pub fn open(folder: &Path) -> Result<Index> {
        let (clear, restricted) = (folder.join("clear"), folder.join("restricted"));
        Ok(Index::of(Shelf::open(&clear)?, Shelf::open(&restricted)?))
    }

    /// An empty index that is gone with its last clone.
    pub fn in_memory() -> Result<Index> {
        Ok(Index::of(Shelf::in_memory()?, Shelf::in_memory()?))
    }

    fn of(clear: Shelf, restricted: Shelf) -> Index {
        Index {
            inner: Arc::new(Inner {
                clear,
                restricted,
                snapshot: ArcSwapOption::empty(),
                writing: Mutex::new(()),
            }),
        }
    }

    /// Makes the index hold these documents and meanings and no others. Only what differs is written;
    /// searches see all of it at once when it is done.
    ///
    /// [`RECORDS`](crate::RECORDS) are compared only when some are given: a sync of the library alone
    /// leaves them as they are, and [`Index::change`] writes a few of them.
    pub fn sync(&self, documents: &[Indexed], meanings: &[Meaning]) -> Result<Synced> {
        let _one_at_a_time = self.writing();
        let snapshot = self.refresh()?;
        let with_records = documents.iter().any(Indexed::is_record);
        let held = |shelf: &Shelf, side: &Side| match with_records {
            true => shelf.held(&side.searcher),
            false => Ok(side.held()),
        };
        let (clear, restricted) = apart(documents);
        let Inner {
            clear: clear_shelf,
            restricted: restricted_shelf,
            ..
        } = &*self.inner;
        let first = clear_shelf.sync(&clear, meanings, held(clear_shelf, &snapshot.clear)?)?;
        let second = restricted_shelf.sync(&restricted, &[], held(restricted_shelf, &snapshot.restricted)?)?;
        self.refresh()?;
        Ok(first + second)
    }

    /// Writes these documents and takes away those at these addresses, leaving all others as they are.
    pub fn change(&self, documents: &[Indexed], gone: &[(Scope, String)]) -> Result<Synced> {
        let _one_at_a_time = self.writing();
        let (clear, restricted) = apart(documents);
        let (clear_gone, restricted_gone): (Vec<_>, Vec<_>) =
            gone.iter().partition(|(scope, _)| *scope == Scope::Clear);
        let first = self.inner.clear.change(&clear, &clear_gone)?;
        let second = self.inner.restricted.change(&restricted, &restricted_gone)?;
        self.refresh()?;
        Ok(first + second)
    }

    fn writing(&self) -> MutexGuard<'_, ()> {
        self.inner.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets searches see what has been committed, by another process too.
    fn refresh(&self) -> Result<Arc<Snapshot>> {
        let before = self.inner.snapshot.load_full();
        let snapshot = Snapshot::read(&self.inner.clear, &self.inner.restricted, before.as_deref())?;
        let snapshot = Arc::new(snapshot);
        self.inner.snapshot.store(Some(Arc::clone(&snapshot)));
        Ok(snapshot)
    }

    /// What searches see. The first to ask reads it.
    fn snapshot(&self) -> Result<Arc<Snapshot>> {
        if let Some(snapshot) = self.inner.snapshot.load_full() {
            return Ok(snapshot);
        }
        let _one_at_a_time = self.writing();
        match self.inner.snapshot.load_full() {
            Some(snapshot) => Ok(snapshot),
            None => self.refresh(),
        }
    }

    /// Finds what answers the question, as far as these eyes may see.
    pub fn search(&self, query: &Query) -> Result<Found> {
        answer(&*self.snapshot()?, query)
    }

    /// Titles and terms that begin with what has been typed so far, as these eyes may see them.
    pub fn suggest(&self, typed: &str, sight: &Sight, limit: usize) -> Vec<String> {
        let suggested = |snapshot: Arc<Snapshot>| {
            let words = suggest::beginning(&snapshot, sight, typed, limit);
            words.into_iter().map(str::to_owned).collect()
        };
        // A search says what is wrong with the index; here it only means that nothing comes to mind.
        self.snapshot().map(suggested).unwrap_or_default()
    }
}

/// What everybody may find, and the rest.
fn apart(documents: &[Indexed]) -> (Vec<&Indexed>, Vec<&Indexed>) {
    documents.iter().partition(|document| document.scope == Scope::Clear)
}
