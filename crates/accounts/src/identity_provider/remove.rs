//! Removing an identity provider, after asking.

use axum::{extract::Path, response::Response};
use web::{Form, Read, Result, see_other};

use super::{edit::owned, store};
use crate::{
    asking::Asking,
    audit::{self, Act},
    words,
};

/// Asks whether it is meant.
pub(super) async fn ask(Path(provider): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let provider = owned(&mut tx, &read, &provider).await?;
    let is_single_only = store::is_single_only(&mut tx, provider.organisation_id).await?;
    let mut shell = words::shell_of_organisation(&read, &format!("Remove “{}”?", provider.name));
    shell
        .breadcrumbs
        .push(("How your people sign in".to_owned(), "/organisation/sign-in".to_owned()));
    let consequence = "Nobody will be able to sign in through it any more. Roles that came from it stay until you take \
                       them away.";
    let warning = "Your members come in by single sign-on only. If this is your last provider, they can use their \
                   other ways again.";
    Asking::new(shell, consequence, "Remove this identity provider")
        .warning(is_single_only.then_some(warning))
        .keep("Keep it", "/organisation/sign-in")
        .answer()
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
