//! What must be known before somebody is forgotten.

use db::{Result, Time, Tx, fetch_all, fetch_one};
use web::{HubRole, PersonId, Role};

/// The organisations that have no other administrator who can sign in; at most ten are named.
pub(super) async fn only_administrator_of(tx: &mut Tx, person: PersonId) -> Result<Vec<String>> {
    let names: Vec<(String,)> = fetch_all!(
        tx,
        "select o.name
           from membership m join organisation o on o.id = m.organisation_id
          where m.person_id = $1 and m.role = $2 and o.merged_into_id is null
            and not exists (select 1
                              from membership other join person p on p.id = other.person_id
                             where other.organisation_id = m.organisation_id and other.role = $2
                               and other.person_id <> $1 and p.is_disabled = $3)
       order by o.name_key, o.id
          limit 10",
        person,
        Role::Administrator.as_str(),
        false,
    )?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}

/// How many others, who can sign in, are administrators of the hub.
pub(super) async fn other_hub_administrators(tx: &mut Tx, person: PersonId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select count(*) from person where hub_role = $1 and is_disabled = $2 and id <> $3",
        HubRole::Administrator.as_str(),
        false,
        person,
    )?;
    Ok(count)
}

/// People whose account nobody has used since `oldest`, after the one used at the time and with the
/// identifier in `after`.
pub(super) async fn unused(
    tx: &mut Tx,
    oldest: Time,
    after: (Time, PersonId),
    limit: i64,
) -> Result<Vec<(Time, PersonId)>> {
    fetch_all!(
        tx,
        "select coalesce(signed_in_at, added_at), id
           from person
          where coalesce(signed_in_at, added_at) < $1
            and (coalesce(signed_in_at, added_at), id) > ($2, $3)
       order by coalesce(signed_in_at, added_at), id
          limit $4",
        oldest,
        after.0,
        after.1,
        limit,
    )
}
