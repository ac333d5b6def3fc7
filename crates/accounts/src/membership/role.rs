//! Changing the role of a member.

use axum::{extract::Path, response::Response};
use web::{Error, Form, Read, Result, Role, see_other};

use super::{
    model::{Member, NotChanged},
    pages::{ABOVE, member, own, page},
    store,
};
use crate::{
    asking::Asking,
    audit::{self, Act},
    form::below,
    session,
};

pub(super) async fn send(Path(person): Path<String>, form: Form) -> Result<Response> {
    let roles = form
        .field("was")
        .parse::<Role>()
        .ok()
        .zip(form.field("role").parse::<Role>().ok());
    let is_sure = form.field("sure") == "yes";
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let (organisation, member) = (own(&read)?, member(&mut tx, &read, &person).await?);
    // Whose role it is comes first: who is not a member here does not exist, whatever is asked for them.
    let (was, role) = roles.ok_or_else(|| Error::BadRequest("Choose one of the roles on the page.".into()))?;
    if member.role() == role {
        return Ok(see_other("/organisation/people?done=role-already"));
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
    let is_own = read.viewer.person == Some(member.id);
    if is_own && !is_sure {
        // Nothing of it is kept.
        return ask(&read, &member, was, role);
    }
    if role > was {
        session::store::rotate_all(&mut tx, member.id).await?;
    }
    tx.commit().await?;
    // Whoever gave up their own role sees nothing of these pages any more.
    Ok(see_other(if is_own {
        "/organisation?done=own-role"
    } else {
        "/organisation/people?done=role"
    }))
}

/// Asks before somebody takes their own role from themself.
fn ask(read: &Read, member: &Member, was: Role, role: Role) -> Result<Response> {
    let question = format!("Give up your own role as {}?", was.name().to_lowercase());
    let consequence = format!(
        "You will no longer be able to see the people of your organisation, invite or remove them, decide how they \
         sign in, or read its audit trail. You will be {}. Only another administrator can make you one again.",
        role.name().to_lowercase()
    );
    Asking::new(below(read, &question, &ABOVE), consequence, "Give it up")
        .field("was", was.as_str())
        .field("role", role.as_str())
        .field("sure", "yes")
        .keep("Keep it", format!("/organisation/people/{}", member.id))
        .answer()
}
