//! A hub with all features and the built-in library, in memory.

use std::sync::{Arc, OnceLock};

use accounts::sealed::Sealer;
use db::Db;
use library::Library;
use search::Index;
use testkit::{TestHub, noon};
use watchward::{
    features,
    hub::share,
    settings::{HubOptions, PlaceOptions, Settings},
};
use web::Feature;

/// The built-in library, made once for all tests: making it is what takes time.
fn library(settings: &Settings) -> Arc<Library> {
    static LIBRARY: OnceLock<Arc<Library>> = OnceLock::new();
    let make = || {
        let index = Index::in_memory().expect("an index");
        let library = Library::new(settings.library.clone(), None, index, Vec::new(), noon().into());
        library.index_all();
        Arc::new(library)
    };
    Arc::clone(LIBRARY.get_or_init(make))
}

/// A hub with all features on `db`.
pub fn whole_hub(db: &Db) -> TestHub {
    let settings = settings();
    hub(db, &settings, &library(&settings), Vec::new())
}

/// The same with more features.
pub fn hub_with(db: &Db, more: Vec<Feature>) -> TestHub {
    let settings = settings();
    hub(db, &settings, &library(&settings), more)
}

/// The same with another library.
pub fn hub_of(db: &Db, library: &Arc<Library>) -> TestHub {
    hub(db, &settings(), library, Vec::new())
}

fn settings() -> Settings {
    // No such folder: a test must not find the settings of whoever runs it.
    let place = PlaceOptions {
        data: Some("/nowhere".into()),
        ..PlaceOptions::default()
    };
    let hub = HubOptions {
        public_url: Some("https://hub.test".into()),
        ..HubOptions::default()
    };
    Settings::new(place, hub).expect("settings")
}

fn hub(db: &Db, settings: &Settings, library: &Arc<Library>, more: Vec<Feature>) -> TestHub {
    let all = features::features().into_iter().chain(more).collect();
    TestHub::new(db, all, |shared| share(shared, settings, Sealer::new([7; 32]), library))
}
