//! What the tables remember of organisations.

use db::{Result, Time, Tx, execute, fetch_optional};
use web::OrganisationId;

use super::model::Organisation;

/// One organisation.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<Organisation>> {
    fetch_optional!(
        tx,
        "select id, slug, name, kind, nation, code, merged_into_id, version from organisation where id = $1",
        organisation,
    )
}

/// The organisation that has, or ever had, this slug.
///
/// # Errors
/// When the database fails.
pub async fn find_by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Organisation>> {
    fetch_optional!(
        tx,
        "select o.id, o.slug, o.name, o.kind, o.nation, o.code, o.merged_into_id, o.version
           from organisation_slug s join organisation o on o.id = s.organisation_id
          where s.slug = $1",
        slug,
    )
}

/// Adds an organisation. Its slug must be new.
///
/// # Errors
/// When the database fails, or the slug or code is taken (`is_duplicate`).
pub async fn add(tx: &mut Tx, organisation: &Organisation, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into organisation (id, slug, name, name_key, kind, nation, code, added_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
        organisation.id,
        organisation.slug.as_str(),
        organisation.name.as_str(),
        organisation.name.to_lowercase(),
        organisation.kind.as_str(),
        organisation.nation.as_str(),
        organisation.code.as_deref(),
        now,
    )?;
    execute!(
        tx,
        "insert into organisation_slug (slug, organisation_id) values ($1, $2)",
        organisation.slug.as_str(),
        organisation.id,
    )?;
    Ok(())
}
