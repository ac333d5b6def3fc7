//! The library in memory.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use accounts::directory::Directory;
use arc_swap::ArcSwap;
use db::Time;
use jiff::{Timestamp, civil::Date};
use search::Index;
use tokio::sync::watch;
use web::{OrganisationId, Viewer};

use super::{Collected, Names, Remembered, Scope, Shelf, built_in, collect, of_folder};
use crate::{
    item::{Fault, File, Item},
    search as finding,
    settings::Settings,
};

/// All shelves of one moment.
#[derive(Debug)]
pub struct Snapshot {
    clear: Arc<Shelf>,
    green: Arc<Shelf>,
    organisations: HashMap<OrganisationId, Arc<Shelf>>,
    directory: Arc<Directory>,
    /// What the hub was given, by name.
    pub names: Names,
    /// What is wrong with content that is not served.
    pub faults: Vec<Fault>,
    /// The day in London of which it is the snapshot.
    today: Date,
    /// The next instant at which a page would differ although nothing was published: midnight in London.
    pub until: Timestamp,
}

/// The library: the only way to content.
pub struct Library {
    snapshot: ArcSwap<Snapshot>,
    version: AtomicU64,
    is_database_away: AtomicBool,
    settings: Arc<Settings>,
    built_in: Vec<File>,
    folder: Option<PathBuf>,
    /// What the database remembers, as it was when it was last read.
    remembered: ArcSwap<Remembered>,
    index: Index,
    /// Held while the index is brought up to date, so that an older snapshot never overwrites a newer one.
    indexing: Mutex<()>,
    is_indexed: watch::Sender<bool>,
}

impl std::fmt::Debug for Library {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Library(version {})", self.version())
    }
}

impl Library {
    /// The library of a hub: the starter library, the folder over it, and what the database remembers.
    /// Its pages can be read at once; [`Library::index_all`] makes them be found.
    pub fn new(
        settings: Settings,
        folder: Option<PathBuf>,
        index: Index,
        remembered: impl Into<Remembered>,
        now: Time,
    ) -> Self {
        Self::not_indexed(built_in(), settings, folder, index, remembered.into(), now)
    }

    /// A library of these files in place of the starter library, indexed.
    pub fn of_files(
        built_in: Vec<File>,
        settings: Settings,
        folder: Option<PathBuf>,
        index: Index,
        remembered: impl Into<Remembered>,
        now: Time,
    ) -> Self {
        let library = Self::not_indexed(built_in, settings, folder, index, remembered.into(), now);
        library.index_all();
        library
    }

    fn not_indexed(
        built_in: Vec<File>,
        settings: Settings,
        folder: Option<PathBuf>,
        index: Index,
        remembered: Remembered,
        now: Time,
    ) -> Self {
        let settings = Arc::new(settings);
        let snapshot = make(&built_in, folder.as_ref(), &remembered, &settings, now);
        Self {
            snapshot: ArcSwap::from_pointee(snapshot),
            version: AtomicU64::new(1),
            is_database_away: AtomicBool::new(false),
            settings,
            built_in,
            folder,
            remembered: ArcSwap::from_pointee(remembered),
            index,
            indexing: Mutex::default(),
            is_indexed: watch::Sender::new(false),
        }
    }

    /// The shelf of a viewer.
    pub fn for_viewer(&self, viewer: &Viewer) -> Arc<Shelf> {
        let snapshot = self.snapshot.load();
        if !viewer.may_see_green() {
            return Arc::clone(&snapshot.clear);
        }
        let own = viewer
            .organisation
            .and_then(|organisation| snapshot.organisations.get(&organisation));
        Arc::clone(own.unwrap_or(&snapshot.green))
    }

    /// The organisations, by slug and host name, with the facts that pages are filled in with.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.snapshot.load().directory)
    }

    /// The present snapshot.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.load_full()
    }

    /// A number that grows whenever a page would differ.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// The hub's settings.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// The index, once it holds everything: the first start of a hub takes a moment to make it.
    pub async fn whole_index(&self) -> &Index {
        // The sender lives as long as this library, so the wait ends only when it is whole.
        let _ = self.is_indexed.subscribe().wait_for(|is_indexed| *is_indexed).await;
        &self.index
    }

    /// The index, unless it is still being made.
    pub fn index_if_whole(&self) -> Option<&Index> {
        self.is_indexed.borrow().then_some(&self.index)
    }

    /// Whether the database was away when it was last asked.
    pub fn is_database_away(&self) -> bool {
        self.is_database_away.load(Ordering::Relaxed)
    }

    /// Notes whether the database is away; every page says so while it is.
    pub fn note_database(&self, is_away: bool) {
        if self.is_database_away.swap(is_away, Ordering::Relaxed) != is_away {
            self.version.fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Makes a new snapshot with what the database remembers. Readers go on with the old one until it is whole.
    pub fn rebuild(&self, remembered: impl Into<Remembered>, now: Time) {
        self.remembered.store(Arc::new(remembered.into()));
        self.turn_the_page(now);
    }

    /// Makes a new snapshot of the same content on another day.
    pub fn turn_the_page(&self, now: Time) {
        let snapshot = make(
            &self.built_in,
            self.folder.as_ref(),
            &self.remembered.load(),
            &self.settings,
            now,
        );
        self.snapshot.store(Arc::new(snapshot));
        self.index_all();
        self.version.fetch_add(1, Ordering::AcqRel);
    }

    /// Brings the index up to date with the present snapshot.
    pub fn index_all(&self) {
        let _one_at_a_time = self.indexing.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = self.snapshot.load();
        let shelves = std::iter::once((Scope::Clear, &snapshot.clear))
            .chain(std::iter::once((Scope::Green, &snapshot.green)))
            .chain(
                snapshot
                    .organisations
                    .iter()
                    .map(|(organisation, shelf)| (Scope::Organisation(*organisation), shelf)),
            );
        let (documents, meanings) = finding::documents(shelves, &finding::asked(), snapshot.today);
        if let Err(error) = self.index.sync(&documents, &meanings) {
            tracing::error!("the search index could not be brought up to date: {error}");
        }
        self.is_indexed.send_replace(true);
    }
}

fn make(
    built_in: &[File],
    folder: Option<&PathBuf>,
    remembered: &Remembered,
    settings: &Arc<Settings>,
    now: Time,
) -> Snapshot {
    let (files, mut faults) = match folder.map(|folder| (folder, of_folder(folder))) {
        None => (Vec::new(), Vec::new()),
        Some((_, Ok(read))) => read,
        Some((folder, Err(error))) => {
            let fault = Fault {
                file: folder.display().to_string(),
                line: 1,
                what: format!("the folder cannot be read: {error}"),
                remedy: "Mend --content, or leave it out".into(),
            };
            (Vec::new(), vec![fault])
        }
    };
    let names = Names::of_files(built_in.iter().chain(&files)).and(&remembered.items);
    let Collected { items, faults: more } = collect(built_in, &files, &remembered.items);
    faults.extend(more);
    for fault in &faults {
        tracing::warn!(
            file = fault.file,
            line = fault.line,
            "content is not served: {}",
            fault.what
        );
    }
    let items: Vec<Arc<Item>> = items.into_iter().map(Arc::new).collect();
    let organisations: HashSet<OrganisationId> = items.iter().filter_map(|item| item.organisation).collect();
    let today = text::date::london_date(now.timestamp());
    let shelf = |scope| Arc::new(Shelf::new(&items, scope, settings, today));
    Snapshot {
        clear: shelf(Scope::Clear),
        green: shelf(Scope::Green),
        organisations: organisations
            .into_iter()
            .map(|organisation| (organisation, shelf(Scope::Organisation(organisation))))
            .collect(),
        directory: Arc::clone(&remembered.directory),
        names,
        faults,
        today,
        until: next_midnight(now),
    }
}

fn next_midnight(now: Time) -> Timestamp {
    let today = text::date::london_date(now.timestamp());
    today.tomorrow().map_or(Timestamp::MAX, text::date::london_midnight)
}
