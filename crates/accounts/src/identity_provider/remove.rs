//! Removing an identity provider, after asking.

use askama::Template;
use axum::{extract::Path, response::Response};
use web::{Form, Page, Read, Result, see_other};

use super::{edit::owned, store};
use crate::{
    audit::{self, Act},
    words,
};

#[derive(Template)]
#[template(path = "identity_provider/remove.html")]
struct RemovePage {
    shell: ui::Shell,
    name: String,
    is_single_only: bool,
}

/// Asks whether it is meant.
pub(super) async fn ask(Path(provider): Path<String>, read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    let provider = owned(&mut tx, &read, &provider).await?;
    let is_single_only = store::is_single_only(&mut tx, provider.organisation_id).await?;
    let mut shell = words::shell_of_organisation(&read, "Remove an identity provider");
    shell
        .breadcrumbs
        .push(("How your people sign in".to_owned(), "/organisation/sign-in".to_owned()));
    Page::of(&RemovePage {
        shell,
        name: provider.name,
        is_single_only,
    })
}

/// Removes it.
pub(super) async fn remove(Path(provider): Path<String>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let provider = owned(&mut change.tx, &change.read, &provider).await?;
    store::remove(&mut change.tx, provider.id).await?;
    let act = Act::by(&change.read, "identity-provider.removed")
        .on("identity-provider", provider.id)
        .with("name", provider.name)
        .with("issuer", provider.issuer);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other("/organisation/sign-in?done=removed"))
}
