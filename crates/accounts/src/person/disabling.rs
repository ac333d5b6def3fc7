//! Keeping somebody out, and letting them in again.

use askama::Template;
use axum::{extract::Path, response::Response};
use http::StatusCode;
use ui::form::Errors;
use web::{Form, PersonId, Read, Result, see_other};

use super::{
    NotChanged, Person,
    change::{disable, enable},
    pages::person,
};
use crate::{
    audit::Act,
    form::{below, page_with, refused},
};

/// A page that asks before something is done to a person.
#[derive(Template)]
#[template(path = "person/disabling.html")]
struct AskPage {
    shell: ui::Shell,
    errors: Errors,
    title: String,
    about: &'static str,
    button: &'static str,
    id: PersonId,
}

/// Asks whether it shall be done.
pub(super) fn ask(
    read: &Read,
    person: &Person,
    title: String,
    about: &'static str,
    button: &'static str,
    fault: Option<&NotChanged>,
) -> Result<Response> {
    let shell = below(read, &title, &[("People of this hub", "/hub/people")]);
    let mut errors = Errors::default();
    if let Some(fault) = fault {
        errors.refuse(fault.to_string());
    }
    let page = AskPage {
        shell: if fault.is_none() { shell } else { refused(shell) },
        errors,
        title,
        about,
        button,
        id: person.id,
    };
    let status = if fault.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page_with(&page, status)
}

fn page(read: &Read, person: &Person, fault: Option<&NotChanged>) -> Result<Response> {
    let title = format!("Disable the account of {}?", person.name);
    let about = "They cannot sign in, and are signed out everywhere at once. You can let them in again.";
    ask(read, person, title, about, "Disable", fault)
}

pub(super) async fn show(Path(id): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    page(&read, &person(&mut tx, &id).await?, None)
}

pub(super) async fn send(Path(id): Path<String>, form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = person(&mut tx, &id).await?;
    let act = Act::by(&read, "person.disabled");
    if let Err(refusal) = disable(&mut tx, &person, act, read.now).await? {
        return page(&read, &person, Some(&refusal));
    }
    tx.commit().await?;
    Ok(see_other(&format!("/hub/people/{}?done=disabled", person.id)))
}

pub(super) async fn undo(Path(id): Path<String>, form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = person(&mut tx, &id).await?;
    enable(&mut tx, &person, Act::by(&read, "person.enabled"), read.now).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/hub/people/{}?done=enabled", person.id)))
}
