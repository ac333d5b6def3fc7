//! Removing somebody from an organisation.

use axum::{extract::Path, response::Response};
use web::{Form, Read, Result, see_other};

use super::{
    model::{Member, NotChanged},
    pages::{ABOVE, member, own},
    store,
};
use crate::{
    asking::Asking,
    audit::{self, Act},
    form::below,
};

fn asking(read: &Read, member: &Member) -> Asking {
    if read.viewer.person == Some(member.id) {
        let question = format!("Leave {}?", read.viewer.organisation_name);
        let consequence = "You will no longer be able to see what it keeps to itself, or who belongs to it. Only \
                           another administrator can let you in again. Your account stays yours.";
        return Asking::new(below(read, &question, &ABOVE), consequence, "Leave it")
            .keep("Stay", format!("/organisation/people/{}", member.id));
    }
    let shell = below(read, &format!("Remove {} from your organisation?", member.name), &ABOVE);
    let consequence = "They see nothing of it from that moment on, also where they are signed in now. You can invite \
                       them again.";
    Asking::new(shell, consequence, "Remove").keep("Do not remove", format!("/organisation/people/{}", member.id))
}

pub(super) async fn show(Path(person): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let member = member(&mut tx, &read, &person).await?;
    asking(&read, &member).answer()
}

pub(super) async fn send(Path(person): Path<String>, form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let (organisation, member) = (own(&read)?, member(&mut tx, &read, &person).await?);
    // The entry comes first: whoever changes roles at the same time waits here.
    let act = Act::by(&read, "membership.ended").on("person", member.id);
    let act = act.with("name", &member.name).with("role", &member.role);
    audit::record(&mut tx, &act, read.now).await?;
    store::remove(&mut tx, organisation, member.id).await?;
    if store::count_administrators(&mut tx, organisation).await? == 0 {
        return asking(&read, &member).refuse(NotChanged::LastAdministrator.to_string());
    }
    tx.commit().await?;
    // Whoever removed themself sees nothing of these pages any more.
    Ok(see_other(if read.viewer.person == Some(member.id) {
        "/account?done=left"
    } else {
        "/organisation/people?done=removed"
    }))
}
