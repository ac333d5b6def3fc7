//! Keeping somebody out, and letting them in again.

use axum::{extract::Path, response::Response};
use web::{Form, Read, Result, see_other};

use super::{
    NotChanged, Person,
    change::{disable, enable},
    pages::person,
};
use crate::{asking::Asking, audit::Act, form::below};

/// Asks before something is done to a person.
pub(super) fn ask(
    read: &Read,
    person: &Person,
    question: &str,
    consequence: &'static str,
    button: &'static str,
) -> Asking {
    let shell = below(read, question, &[("People of this hub", "/hub/people")]);
    Asking::new(shell, consequence, button).keep("Leave it as it is", format!("/hub/people/{}", person.id))
}

fn asking(read: &Read, person: &Person) -> Asking {
    if read.viewer.person == Some(person.id) {
        let consequence = "You are signed out everywhere at once, and cannot sign in again until another hub \
                           administrator lets you.";
        return ask(read, person, "Disable your own account?", consequence, "Disable it");
    }
    let question = format!("Disable the account of {}?", person.name);
    let consequence = "They cannot sign in, and are signed out everywhere at once. You can let them in again.";
    ask(read, person, &question, consequence, "Disable")
}

pub(super) async fn show(Path(id): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    asking(&read, &person(&mut tx, &id).await?).answer()
}

pub(super) async fn send(Path(id): Path<String>, form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = person(&mut tx, &id).await?;
    let act = Act::by(&read, "person.disabled");
    match disable(&mut tx, &person, act, read.now).await? {
        Ok(()) => tx.commit().await?,
        Err(NotChanged::Same) => {
            return Ok(see_other(&format!("/hub/people/{}?done=disabled-already", person.id)));
        }
        Err(refusal) => return asking(&read, &person).refuse(refusal.to_string()),
    }
    Ok(see_other(&format!("/hub/people/{}?done=disabled", person.id)))
}

pub(super) async fn undo(Path(id): Path<String>, form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = person(&mut tx, &id).await?;
    let done = match enable(&mut tx, &person, Act::by(&read, "person.enabled"), read.now).await? {
        Ok(()) => {
            tx.commit().await?;
            "enabled"
        }
        Err(_) => "enabled-already",
    };
    Ok(see_other(&format!("/hub/people/{}?done={done}", person.id)))
}
