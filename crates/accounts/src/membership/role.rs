//! Changing the role of a member.

use axum::{extract::Path, response::Response};
use web::{Error, Form, Result, Role, see_other};

use super::{
    model::NotChanged,
    pages::{member, own, page},
    store,
};
use crate::{
    audit::{self, Act},
    session,
};

pub(super) async fn send(Path(person): Path<String>, form: Form) -> Result<Response> {
    let roles = form
        .field("was")
        .parse::<Role>()
        .ok()
        .zip(form.field("role").parse::<Role>().ok());
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let (organisation, member) = (own(&read)?, member(&mut tx, &read, &person).await?);
    // Whose role it is comes first: who is not a member here does not exist, whatever is asked for them.
    let (was, role) = roles.ok_or_else(|| Error::BadRequest("Choose one of the roles on the page.".into()))?;
    if member.role() == role {
        return Ok(see_other("/organisation/people?done=role"));
    }
    // The entry comes first: whoever changes roles at the same time waits here.
    let act = Act::by(&read, "membership.changed").on("person", member.id);
    let act = act.with("before", was.as_str()).with("after", role.as_str());
    audit::record(&mut tx, &act, read.now).await?;
    if !store::change_role(&mut tx, organisation, member.id, was, role).await? {
        return page(&read, &member, Some(&NotChanged::SinceThen));
    }
    if store::count_administrators(&mut tx, organisation).await? == 0 {
        return page(&read, &member, Some(&NotChanged::LastAdministrator));
    }
    if role > was {
        session::store::rotate_all(&mut tx, member.id).await?;
    }
    tx.commit().await?;
    Ok(see_other("/organisation/people?done=role"))
}
