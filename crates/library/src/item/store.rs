//! Items that editors keep in the database, and the list of changes that every process catches up from.
//!
//! The source of an item is kept whole, as a content file; saving writes the item and a row of `change`
//! in one transaction.

use db::{Result, Time, Tx, execute, fetch_all, fetch_one, fetch_optional, id};
use web::{OrganisationId, Tlp};

use super::Kind;

id!(
    /// An item that is kept here.
    ItemId
);

/// An item as the table has it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct KeptItem {
    /// Whose it is; the hub's own when nobody's.
    pub organisation_id: Option<OrganisationId>,
    /// The kind's folder.
    pub kind: String,
    /// The slug.
    pub slug: String,
    /// The TLP label.
    pub tlp: String,
    /// The whole content file.
    pub source: String,
}

/// All items that may be in a snapshot: RED is read for each request and never listed here.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<KeptItem>> {
    fetch_all!(
        tx,
        "select organisation_id, kind, slug, tlp, source
           from item
          where tlp <> 'RED'
       order by kind, slug, id"
    )
}

/// Keeps `source` as the version of an item, in place of an earlier one.
///
/// What is RED has an address of its own: where an item that more people may see stands at the same address,
/// everybody is shown that one.
///
/// # Errors
/// When the database fails.
pub async fn save(
    tx: &mut Tx,
    organisation: Option<OrganisationId>,
    kind: Kind,
    slug: &str,
    tlp: Tlp,
    source: &str,
    now: Time,
) -> Result<ItemId> {
    let known: Option<(ItemId,)> = match organisation {
        Some(organisation) => fetch_optional!(
            tx,
            "select id from item where organisation_id = $1 and kind = $2 and slug = $3",
            organisation,
            kind.folder(),
            slug,
        )?,
        None => fetch_optional!(
            tx,
            "select id from item where organisation_id is null and kind = $1 and slug = $2",
            kind.folder(),
            slug,
        )?,
    };
    let id = match known {
        Some((id,)) => {
            execute!(
                tx,
                "update item set tlp = $1, source = $2, version = version + 1, saved_at = $3 where id = $4",
                tlp.as_str(),
                source,
                now,
                id,
            )?;
            id
        }
        None => {
            let id = ItemId::new();
            execute!(
                tx,
                "insert into item (id, organisation_id, kind, slug, tlp, source, version, saved_at)
                 values ($1, $2, $3, $4, $5, $6, 1, $7)",
                id,
                organisation,
                kind.folder(),
                slug,
                tlp.as_str(),
                source,
                now,
            )?;
            id
        }
    };
    note_change(tx, "item", &id.to_string(), now).await?;
    Ok(id)
}

/// Notes that something of the content changed.
///
/// # Errors
/// When the database fails.
pub async fn note_change(tx: &mut Tx, kind: &str, id: &str, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into change (kind, id, at) values ($1, $2, $3)",
        kind,
        id,
        now
    )?;
    Ok(())
}

/// How many changes lie behind the last `window` of them: a mark by which a process knows what it has seen.
///
/// PostgreSQL hands out numbers before a transaction commits, so a smaller number may appear after a larger
/// one. The mark is therefore the newest number *and* how many of the window before it are there.
///
/// # Errors
/// When the database fails.
pub async fn mark(tx: &mut Tx) -> Result<Mark> {
    const WINDOW: i64 = 1000;
    let (newest,): (i64,) = fetch_one!(tx, "select coalesce(max(sequence), 0) from change")?;
    let (recent,): (i64,) = fetch_one!(tx, "select count(*) from change where sequence > $1", newest - WINDOW)?;
    Ok(Mark { newest, recent })
}

/// Where a process stands in the list of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    newest: i64,
    recent: i64,
}
