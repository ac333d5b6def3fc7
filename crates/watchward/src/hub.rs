//! Putting a hub together: the database, the index, the library, and what the process shares.

use std::{path::Path, sync::Arc};

use accounts::{AccountsDoorkeeper, password::Passwords, sealed::Sealer};
use anyhow::Context as _;
use db::Db;
use library::{
    Library, LibraryFrame,
    item::store::{self, Mark},
    shelf::Remembered,
};
use search::Index;
use web::{Clock, Doorkeeper, Frame, Hub, Shared};

use crate::{
    look::Look,
    settings::{Place, Settings, refuse_unknown_items},
};

/// A hub whose parts are open.
pub struct Opened {
    /// The database.
    pub db: Db,
    /// The library in memory.
    pub library: Arc<Library>,
    /// Where the library stands in the list of changes.
    pub mark: Mark,
    /// What every handler is given.
    pub hub: Hub,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Opened({}, {:?})", self.db.name(), self.library)
    }
}

/// Opens the database that the settings name, and brings its tables up to date.
///
/// # Errors
/// When it cannot be opened.
pub async fn open_database(place: &Place) -> anyhow::Result<Db> {
    make_folder(&place.data)?;
    Db::open(place.database.reveal())
        .await
        .with_context(|| format!("the database {} cannot be opened", place.database.without_password()))
}

/// Opens the database of a hub that has served before.
///
/// # Errors
/// When there is none, or it cannot be opened.
pub async fn open_known_database(place: &Place) -> anyhow::Result<Db> {
    let file = place.database.reveal().strip_prefix("sqlite:");
    if file.is_some_and(|file| !Path::new(file).exists()) {
        anyhow::bail!(
            "there is no hub in {}: say where its data is with --data, or begin one with `watchward serve`",
            place.data.display()
        );
    }
    open_database(place).await
}

/// Opens all parts of the hub.
///
/// # Errors
/// When the database or the index cannot be opened.
pub async fn open(settings: &Settings, clock: Clock) -> anyhow::Result<Opened> {
    let folder = settings.place.data.join("search");
    let index = tokio::task::spawn_blocking(move || Index::open(&folder));
    let db = open_database(&settings.place).await?;
    let (mark, remembered) = read_remembered(&db)
        .await
        .context("the content in the database cannot be read")?;
    let index = index.await?.context("the search index cannot be opened")?;
    let (library_settings, content, now) = (settings.library.clone(), settings.content.clone(), clock.now());
    let library =
        tokio::task::spawn_blocking(move || Library::new(library_settings, content, index, remembered, now)).await?;
    let library = Arc::new(library);
    refuse_unknown_items(library.settings(), &library.snapshot().names)?;
    let shared = Shared::default().with(db.clone()).with(clock);
    let sealer = sealer(settings)?;
    let shared = share(shared, settings, sealer, &library);
    let token = settings.operator_token.as_ref().map(|token| token.reveal().to_owned());
    Ok(Opened {
        db,
        library,
        mark,
        hub: Hub::new(shared, settings.is_https(), token),
    })
}

/// What seals secrets in the database of this hub.
///
/// # Errors
/// When the file of its key cannot be read or made.
pub(crate) fn sealer(settings: &Settings) -> anyhow::Result<Sealer> {
    let key = &settings.secret_key_file;
    Sealer::of_file(key).with_context(|| format!("the key in {} (secret_key_file) cannot be used", key.display()))
}

/// What accounts are told by the settings.
pub(crate) fn accounts_settings(settings: &Settings, sealer: Sealer) -> accounts::Settings {
    accounts::Settings {
        hub_name: settings.library.hub_name.clone(),
        public_url: settings.library.public_url.clone(),
        lifetimes: settings.lifetimes,
        sealer,
        passwords: Passwords::default(),
        allow_private_issuers: settings.allow_private_issuers,
    }
}

async fn read_remembered(db: &Db) -> db::Result<(Mark, Remembered)> {
    let mut tx = db.read().await?;
    let mark = store::mark(&mut tx).await?;
    Ok((mark, Remembered::read(&mut tx).await?))
}

/// Adds to the database and the clock what else the features find by type.
pub fn share(shared: Shared, settings: &Settings, sealer: Sealer, library: &Arc<Library>) -> Shared {
    let frame: Box<dyn Frame> = Box::new(LibraryFrame::new(Arc::clone(library)));
    let promise = community::Promise {
        keep_days: settings.library.keep_days,
        read_within_days: settings.editors_answer_days,
        editors: settings.editors.clone().filter(|_| settings.mailer.is_some()),
    };
    let accounts = accounts_settings(settings, sealer);
    let doorkeeper: Box<dyn Doorkeeper> = Box::new(AccountsDoorkeeper(accounts.clone()));
    let shared = shared
        .with(settings.trusted_proxies.clone())
        .with(accounts)
        .with(doorkeeper)
        .with(Arc::clone(library))
        .with(frame)
        .with(promise)
        .with(settings.retention)
        .with(Look::new(settings.accent, settings.logo.clone()));
    match &settings.mailer {
        Some(mailer) => shared.with(mailer.clone()),
        None => shared,
    }
}

/// Makes a folder of ours, with those above it.
pub(crate) fn make_folder(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))
}
