//! The first start: a link that makes the first administrator of a hub that has none.

use db::{Db, Time};
use web::Result;

use crate::{
    Settings,
    audit::{self, Act},
    link::{self, Kind, Link},
    ways_in,
};

/// Whether the hub has an administrator who may sign in.
///
/// # Errors
/// When the database fails.
pub async fn has_administrator(db: &Db) -> Result<bool> {
    let mut tx = db.read().await?;
    Ok(ways_in::has_administrator(&mut tx).await?)
}

/// The address at which somebody becomes the first administrator of a hub that is reached at `base`, when
/// it has none. It works once and for a day; the one that was made at an earlier start works no longer.
///
/// # Errors
/// When the database fails.
pub async fn first_link(db: &Db, settings: &Settings, base: &str, now: Time) -> Result<Option<String>> {
    if has_administrator(db).await? {
        return Ok(None);
    }
    let mut tx = db.write().await?;
    link::store::remove_of_kind(&mut tx, Kind::First).await?;
    let link = Link::new(Kind::First, now);
    link::store::add(&mut tx, &link, &settings.sealer).await?;
    audit::record(&mut tx, &Act::of_the_hub("first-link.made").on("link", link.id), now).await?;
    tx.commit().await?;
    Ok(Some(link.address(base, &settings.sealer)))
}
