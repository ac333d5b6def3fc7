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
    audit::{self, Act},
    ways_in, words,
};

#[derive(Template)]
#[template(path = "passkey/remove.html")]
struct RemovePage {
    shell: ui::Shell,
    name: String,
    is_last: bool,
}

/// Asks whether it is meant.
pub(super) async fn ask(Path(passkey): Path<String>, read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    let passkey = owned(&mut tx, &read, &passkey).await?;
    let is_last = ways_in::count(&mut tx, passkey.person_id).await? <= 1;
    page(&read, passkey, is_last)
}

/// Removes it, unless it is the last way in.
pub(super) async fn remove(Path(passkey): Path<String>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let passkey = owned(&mut change.tx, &change.read, &passkey).await?;
    if ways_in::count(&mut change.tx, passkey.person_id).await? <= 1 {
        return Ok(page(&change.read, passkey, true)?.into_response());
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

fn page(read: &Read, passkey: Passkey, is_last: bool) -> Result<Page> {
    let mut shell = words::shell_of_account(read, "Remove a passkey");
    shell
        .breadcrumbs
        .push(("Your passkeys".to_owned(), "/account/passkeys".to_owned()));
    Page::of(&RemovePage {
        shell,
        name: passkey.name,
        is_last,
    })
}
