//! Named readers: the people who may read an item that is RED, each by name.
//!
//! They are looked up for each request of the item's own page. What is RED is in no snapshot, index, list,
//! feed or mail, so nothing else can show it.

use db::{Result, Tx, execute, fetch_all, fetch_optional};
use web::{OrganisationId, PersonId, Tlp};

use super::{
    Kind,
    store::{ItemId, KeptItem},
};

/// Names a person as a reader of an item. Says whether they were not named before.
///
/// # Errors
/// When the database fails, or there is no such item or person.
pub async fn add(tx: &mut Tx, item: ItemId, person: PersonId) -> Result<bool> {
    let added = execute!(
        tx,
        "insert into item_reader (item_id, person_id) values ($1, $2) on conflict (item_id, person_id) do nothing",
        item,
        person,
    )?;
    Ok(added == 1)
}

/// Names a person no longer. Says whether they were named.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, item: ItemId, person: PersonId) -> Result<bool> {
    let removed = execute!(
        tx,
        "delete from item_reader where item_id = $1 and person_id = $2",
        item,
        person,
    )?;
    Ok(removed == 1)
}

/// Names a person as a reader of nothing, because they are to be forgotten. Says of how many items they were.
///
/// # Errors
/// When the database fails.
pub async fn remove_all_of(tx: &mut Tx, person: PersonId) -> Result<u64> {
    execute!(tx, "delete from item_reader where person_id = $1", person)
}

/// The items that a person may read by name, at most so many: what the library holds about them.
///
/// # Errors
/// When the database fails.
pub async fn list_of(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<KeptItem>> {
    fetch_all!(
        tx,
        "select i.organisation_id, i.kind, i.slug, i.tlp, i.source
           from item_reader r join item i on i.id = r.item_id
          where r.person_id = $1
       order by i.kind, i.slug, i.id
          limit $2",
        person,
        most,
    )
}

/// The RED item at an address that a person may read by name. Of several, that of the organisation which they
/// act for comes first.
///
/// # Errors
/// When the database fails.
pub async fn find(
    tx: &mut Tx,
    person: PersonId,
    organisation: Option<OrganisationId>,
    kind: Kind,
    slug: &str,
) -> Result<Option<KeptItem>> {
    fetch_optional!(
        tx,
        "select i.organisation_id, i.kind, i.slug, i.tlp, i.source
           from item i join item_reader r on r.item_id = i.id
          where i.kind = $1 and i.slug = $2 and i.tlp = $3 and r.person_id = $4
       order by case when i.organisation_id = $5 then 0 else 1 end, i.id
          limit 1",
        kind.folder(),
        slug,
        Tlp::Red.as_str(),
        person,
        organisation,
    )
}
