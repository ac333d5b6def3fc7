//! Removing somebody from an organisation.

use askama::Template;
use axum::{extract::Path, response::Response};
use http::StatusCode;
use ui::form::Errors;
use web::{Form, PersonId, Read, Result, see_other};

use super::{
    model::{Member, NotChanged},
    pages::{ABOVE, member, own},
    store,
};
use crate::{
    audit::{self, Act},
    form::{below, page_with, refused},
};

#[derive(Template)]
#[template(path = "membership/removal.html")]
struct RemovalPage {
    shell: ui::Shell,
    errors: Errors,
    name: String,
    id: PersonId,
}

fn page(read: &Read, member: &Member, fault: Option<&NotChanged>) -> Result<Response> {
    let shell = below(read, &format!("Remove {} from your organisation?", member.name), &ABOVE);
    let mut errors = Errors::default();
    if let Some(fault) = fault {
        errors.refuse(fault.to_string());
    }
    let page = RemovalPage {
        shell: if fault.is_none() { shell } else { refused(shell) },
        errors,
        name: member.name.clone(),
        id: member.id,
    };
    let status = if fault.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page_with(&page, status)
}

pub(super) async fn show(Path(person): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let member = member(&mut tx, &read, &person).await?;
    page(&read, &member, None)
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
        return page(&read, &member, Some(&NotChanged::LastAdministrator));
    }
    tx.commit().await?;
    // Whoever removed themself sees nothing of these pages any more.
    Ok(see_other(if read.viewer.person == Some(member.id) {
        "/account"
    } else {
        "/organisation/people?done=removed"
    }))
}
