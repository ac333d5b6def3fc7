//! Removing a passkey, after asking.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::Tx;
use web::{Error, Form, Found as _, Page, Read, Result, see_other};

use super::{
    model::{Passkey, PasskeyId},
    store,
};
use crate::{
    asking::Asking,
    audit::{self, Act},
    ways_in, words,
};

/// What is said in place of the question, when nothing else would be left to sign in with.
#[derive(Template)]
#[template(path = "passkey/last.html")]
struct LastPage {
    shell: ui::Shell,
    name: String,
}

/// Asks whether it is meant.
pub(super) async fn ask(Path(passkey): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let passkey = owned(&mut tx, &read, &passkey).await?;
    if ways_in::count(&mut tx, passkey.person_id).await? <= 1 {
        return last(&read, passkey);
    }
    let shell = around(&read, &format!("Remove the passkey “{}”?", passkey.name));
    let consequence = "Nobody will be able to sign in with it. This cannot be undone, but you can add a new one.";
    Asking::new(shell, consequence, "Remove this passkey")
        .keep("Keep it", "/account/passkeys")
        .answer()
}

/// Removes it, unless it is the last way in.
pub(super) async fn remove(Path(passkey): Path<String>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let passkey = owned(&mut change.tx, &change.read, &passkey).await?;
    if ways_in::count(&mut change.tx, passkey.person_id).await? <= 1 {
        return last(&change.read, passkey);
    }
    store::remove(&mut change.tx, passkey.person_id, passkey.id).await?;
    let act = Act::by(&change.read, "passkey.removed")
        .on("passkey", passkey.id)
        .with("name", passkey.name);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other("/account/passkeys?done=removed"))
}

async fn owned(tx: &mut Tx, read: &Read, passkey: &str) -> Result<Passkey> {
    let person = read.viewer.person.ok_or(Error::Forbidden)?;
    let passkey: PasskeyId = passkey.parse().ok().found("passkey")?;
    store::find(tx, person, passkey).await?.found("passkey")
}

fn around(read: &Read, title: &str) -> ui::Shell {
    let mut shell = words::shell_of_account(read, title);
    shell
        .breadcrumbs
        .push(("Your passkeys".to_owned(), "/account/passkeys".to_owned()));
    shell
}

fn last(read: &Read, passkey: Passkey) -> Result<Response> {
    let shell = around(read, "This is your last way to sign in");
    let name = passkey.name;
    Ok(Page::of(&LastPage { shell, name })?.into_response())
}
