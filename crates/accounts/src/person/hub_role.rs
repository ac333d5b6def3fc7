//! Changing somebody's role in the hub.

use axum::{extract::Path, response::Response};
use web::{Error, Form, HubRole, Result, see_other};

use super::{
    change::change_hub_role,
    pages::{page, person},
};
use crate::audit::Act;

/// The role that a form names: one, or none.
pub(super) fn chosen(word: &str) -> Result<Option<HubRole>> {
    match word {
        "none" => Ok(None),
        word => word
            .parse()
            .map(Some)
            .map_err(|_| Error::BadRequest("Choose one of the roles on the page.".into())),
    }
}

pub(super) async fn send(Path(id): Path<String>, form: Form) -> Result<Response> {
    let role = chosen(form.field("role"))?;
    let version = form.field("version").parse().unwrap_or_default();
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = person(&mut tx, &id).await?;
    let back = format!("/hub/people/{}?done=role", person.id);
    if person.hub_role() == role {
        return Ok(see_other(&back));
    }
    let act = Act::by(&read, "person.hub-role-changed");
    if let Err(refusal) = change_hub_role(&mut tx, &person, role, version, act, read.now).await? {
        drop(tx);
        let mut tx = read.tx().await?;
        return page(&mut tx, &read, &person, Some(&refusal)).await;
    }
    tx.commit().await?;
    // Whoever gave up their own role sees nothing of these pages any more.
    let gave_up = read.viewer.person == Some(person.id) && role != Some(HubRole::Administrator);
    Ok(see_other(if gave_up { "/account" } else { &back }))
}
