//! Backup and restore: one archive, out of either database and into either.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use db::portable::{self, Manifest};

use crate::{hub, settings::Place};

/// Writes everything in the database to `file`.
pub(super) async fn backup(file: PathBuf, force: bool, place: Place) -> anyhow::Result<()> {
    if file.exists() && !force {
        bail!(
            "{} is there already: choose another name, or write over it with --force",
            file.display()
        );
    }
    let db = hub::open_known_database(&place).await?;
    let manifest = portable::backup(&db, &file, db::Time::now())
        .await
        .with_context(|| format!("{} could not be written", file.display()))?;
    db.close().await;
    super::say(format_args!(
        "{} from {} written to {}",
        rows(&manifest),
        db.name(),
        file.display()
    ));
    Ok(())
}

/// Reads `file` into the database.
pub(super) async fn restore(file: PathBuf, place: Place) -> anyhow::Result<()> {
    if !file.is_file() {
        bail!("{} is not there", file.display());
    }
    let db = hub::open_database(&place).await?;
    let manifest = portable::restore(&db, &file)
        .await
        .with_context(|| format!("{} could not be restored, and nothing was changed", file.display()))?;
    db.close().await;
    super::say(format_args!(
        "{} of {} restored into {}",
        rows(&manifest),
        manifest.taken_at,
        db.name()
    ));
    Ok(())
}

fn rows(manifest: &Manifest) -> String {
    match manifest.tables.iter().map(|(_, rows)| rows).sum::<u64>() {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    }
}
