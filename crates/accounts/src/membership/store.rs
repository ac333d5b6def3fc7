//! What the table remembers of memberships.

use db::{Result, Time, Tx, execute};
use web::{OrganisationId, PersonId, Role};

/// Makes a person a member with a role, or gives a member another role. Says whether anything changed.
///
/// # Errors
/// When the database fails.
pub async fn save(
    tx: &mut Tx,
    organisation: OrganisationId,
    person: PersonId,
    role: Role,
    origin: &str,
    now: Time,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "insert into membership (organisation_id, person_id, role, origin, since) values ($1, $2, $3, $4, $5)
             on conflict (organisation_id, person_id) do update set role = excluded.role, origin = excluded.origin
          where membership.role <> excluded.role",
        organisation,
        person,
        role.as_str(),
        origin,
        now,
    )?;
    Ok(changed == 1)
}
