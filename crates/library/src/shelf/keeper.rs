//! Keeping the library up to date: changes of other processes, midnight, a database that comes and goes.

use std::{sync::Arc, time::Duration};

use db::{Db, Result, Time};
use web::Clock;

use super::{Library, Remembered};
use crate::item::store::{self, Mark};

/// How often a process looks for changes.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Looks for changes for as long as the process lives, beginning after `mark`.
pub async fn keep(library: Arc<Library>, db: Db, clock: Clock, mut mark: Mark) {
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        match look(&library, &db, &clock, mark).await {
            Ok(new_mark) => {
                mark = new_mark;
                library.note_database(false);
            }
            Err(error) => {
                if !library.is_database_away() {
                    tracing::error!("the database is away; readers are served what is in memory: {error:?}");
                }
                library.note_database(true);
            }
        }
        // The same content on another day: a database that is away must not keep yesterday's pages.
        if clock.now().timestamp() >= library.snapshot().until {
            in_background(&library, &clock, Library::turn_the_page).await;
        }
    }
}

async fn look(library: &Arc<Library>, db: &Db, clock: &Clock, mark: Mark) -> Result<Mark> {
    let mut tx = db.read().await?;
    let new_mark = store::mark(&mut tx).await?;
    if new_mark != mark {
        let remembered = Remembered::read(&mut tx).await?;
        drop(tx);
        in_background(library, clock, |library, now| library.rebuild(remembered, now)).await;
    }
    Ok(new_mark)
}

/// Makes a snapshot without keeping other work of the process waiting.
async fn in_background(library: &Arc<Library>, clock: &Clock, make: impl FnOnce(&Library, Time) + Send + 'static) {
    let (library, now) = (Arc::clone(library), clock.now());
    if let Err(error) = tokio::task::spawn_blocking(move || make(&library, now)).await {
        tracing::error!("the library could not be rebuilt: {error}");
    }
}
