//! Acting for another of the organisations that one belongs to.

use axum::response::Response;
use web::{Error, Form, OrganisationId, Result, see_other};

use super::pages::whoever;
use crate::{
    audit::{self, Act},
    membership, session,
};

pub(super) async fn send(form: Form) -> Result<Response> {
    let organisation = form.field("organisation").parse::<OrganisationId>();
    let organisation = organisation.map_err(|_| Error::NotFound("organisation"))?;
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = whoever(&read)?;
    let session = read.viewer.session.ok_or(Error::Forbidden)?;
    // One that somebody does not belong to is, for them, not there.
    if membership::store::role(&mut tx, organisation, person).await?.is_none() {
        return Err(Error::NotFound("organisation"));
    }
    session::store::act_for(&mut tx, person, session, organisation).await?;
    // The role may be a higher one than before: the session gets a new token.
    session::store::rotate_all(&mut tx, person).await?;
    let act = Act::by(&read, "session.switched").on("organisation", organisation);
    audit::record(&mut tx, &act, read.now).await?;
    tx.commit().await?;
    Ok(see_other("/account?done=organisation"))
}
