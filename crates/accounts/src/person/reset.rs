//! Letting somebody begin anew, who has lost all that they sign in with.

use axum::{extract::Path, response::Response};
use http::HeaderMap;
use web::{Error, Form, Read, Result};

use super::{Person, change, disabling::ask, pages::person};
use crate::{asking::Asking, audit::Act, form::private, link};

fn asking(read: &Read, person: &Person) -> Asking {
    let question = format!("Let {} begin anew?", person.name);
    let consequence = "All that they sign in with is forgotten: password, code app, recovery codes, passkeys, links to work \
                 accounts and codes on paper. They are signed out everywhere. They get a link by which they set up how they sign in. Make sure first that it is they who ask: ring a number \
                 that you had before.";
    ask(read, person, &question, consequence, "Forget and send a link")
}

pub(super) async fn show(Path(id): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    asking(&read, &person(&mut tx, &id).await?).answer()
}

pub(super) async fn send(headers: HeaderMap, Path(id): Path<String>, form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = person(&mut tx, &id).await?;
    if person.is_disabled {
        return Err(Error::BadRequest(
            "This account is disabled. Let them sign in again first.".into(),
        ));
    }
    let link = change::reset(&mut tx, &person, Act::by(&read, "person.reset"), read.now).await?;
    let shown = link::hand_over(&mut tx, &read, &headers, &link).await?;
    tx.commit().await?;
    Ok(private(link::handed_over(
        &read,
        "They can begin anew",
        &link,
        shown,
        "/hub/people",
    )?))
}
