//! Changing somebody's role in the hub.

use axum::{extract::Path, response::Response};
use web::{Error, Form, HubRole, Read, Result, see_other};

use super::{
    Person,
    change::change_hub_role,
    pages::{page, person},
};
use crate::{asking::Asking, audit::Act, form::below};

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
    let is_sure = form.field("sure") == "yes";
    let version: i64 = form.field("version").parse().unwrap_or_default();
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = person(&mut tx, &id).await?;
    let back = format!("/hub/people/{}", person.id);
    if person.hub_role() == role {
        return Ok(see_other(&format!("{back}?done=role-already")));
    }
    let act = Act::by(&read, "person.hub-role-changed");
    if let Err(refusal) = change_hub_role(&mut tx, &person, role, version, act, read.now).await? {
        drop(tx);
        let mut tx = read.tx().await?;
        return page(&mut tx, &read, &person, Some(&refusal)).await;
    }
    let gives_up = read.viewer.person == Some(person.id) && role != Some(HubRole::Administrator);
    if gives_up && !is_sure {
        // Nothing of it is kept.
        return ask(&read, &person, role, version);
    }
    tx.commit().await?;
    // Whoever gave up their own role sees nothing of these pages any more.
    Ok(see_other(&if gives_up {
        "/account?done=hub-role".to_owned()
    } else {
        format!("{back}?done=role")
    }))
}

/// Asks before somebody takes their own role from themself.
fn ask(read: &Read, person: &Person, role: Option<HubRole>, version: i64) -> Result<Response> {
    let after = match role {
        Some(role) => format!("You will be {}. ", text::words::lower_first(role.name())),
        None => String::new(),
    };
    let consequence = format!(
        "You will no longer be able to decide which organisations and people are on this hub, or read its audit \
         trail. {after}Only another hub administrator can make you one again."
    );
    let shell = below(
        read,
        "Give up your own role as hub administrator?",
        &[("People of this hub", "/hub/people")],
    );
    Asking::new(shell, consequence, "Give it up")
        .field("role", role.map_or("none", HubRole::as_str))
        .field("version", version.to_string())
        .field("sure", "yes")
        .keep("Keep it", format!("/hub/people/{}", person.id))
        .answer()
}
