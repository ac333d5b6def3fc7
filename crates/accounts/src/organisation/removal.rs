//! Removing an organisation that was added by mistake: nobody has joined it, and it holds nothing. Any other
//! one ends by merging into another.

use axum::{extract::Path, response::Response};
use db::Tx;
use web::{Form, OrganisationId, Read, Result, see_other};

use super::{model::Organisation, named, show::below, store};
use crate::{
    asking::Asking,
    audit::{self, Act},
};

/// Why an organisation stays, in words for whoever wanted to remove it.
const NOT_EMPTY: &str = "Somebody belongs to it or is invited to it, or it has something of its own here. Withdraw what \
                         was added by mistake, or merge it into another organisation";

/// Whether an organisation can be removed: nobody has joined it, and no feature has anything of it.
pub(super) async fn is_possible(tx: &mut Tx, read: &Read, organisation: OrganisationId) -> Result<bool> {
    for part in read.merge_parts() {
        if (part.holds_any)(tx, organisation).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn asking(read: &Read, organisation: &Organisation) -> Asking {
    let question = format!("Remove {}?", organisation.name);
    Asking::new(
        below(read, organisation, &question),
        "Nobody has joined it and it holds nothing. Its address on this hub leads nowhere any more. It can be added \
         again.",
        "Remove it",
    )
    .keep("Keep it", format!("/hub/organisations/{}", organisation.id))
}

/// Asks before it is removed.
pub async fn ask(Path(path): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let organisation = named(&mut tx, &path).await?;
    let asking = asking(&read, &organisation);
    if is_possible(&mut tx, &read, organisation.id).await? {
        asking.answer()
    } else {
        asking.refuse(NOT_EMPTY)
    }
}

/// Removes it.
pub async fn remove(Path(path): Path<String>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let organisation = named(&mut change.tx, &path).await?;
    store::hold(&mut change.tx, organisation.id).await?;
    if !is_possible(&mut change.tx, &change.read, organisation.id).await? {
        return asking(&change.read, &organisation).refuse(NOT_EMPTY);
    }
    // Its own trail goes out of sight with it: this stands in the hub's.
    let act = Act::by(&change.read, "organisation.removed")
        .on("organisation", organisation.id)
        .with("name", organisation.name.as_str());
    audit::record(&mut change.tx, &act, change.read.now).await?;
    store::remove(&mut change.tx, organisation.id, change.read.now).await?;
    change.commit().await?;
    Ok(see_other("/hub/organisations?done=removed"))
}
