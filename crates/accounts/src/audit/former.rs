//! The trails of organisations that merged into another: whoever administers that one reads them too.

use db::{Tx, fetch_all};
use web::{Error, OrganisationId, Result};

use super::search::{Scope, Search};

/// An organisation that merged into the one whose trail is read: its identifier and its last name.
pub(super) type Former = (OrganisationId, String);

/// The organisations that merged into that of `scope`; at most fifty.
pub(super) async fn list(tx: &mut Tx, scope: Scope) -> Result<Vec<Former>> {
    Ok(fetch_all!(
        tx,
        "select id, name from organisation where merged_into_id = $1 order by name_key, id limit 50",
        scope.key(),
    )?)
}

/// Whose entries `search` is for: those of the scope itself, or of one that merged into it. Any other
/// organisation is as if it did not exist.
pub(super) async fn chosen(tx: &mut Tx, scope: Scope, search: &Search) -> Result<(Scope, Vec<Former>)> {
    let former = list(tx, scope).await?;
    match search.of {
        None => Ok((scope, former)),
        Some(of) if former.iter().any(|(id, _)| *id == of) => Ok((scope.former(of), former)),
        Some(_) => Err(Error::NotFound("organisation")),
    }
}
