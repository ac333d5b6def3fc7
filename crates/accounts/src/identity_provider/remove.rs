//! Removing an identity provider, after asking.

use axum::{extract::Path, response::Response};
use web::{Form, Read, Result, see_other};

use super::{edit::owned, rule, store};
use crate::{
    asking::Asking,
    audit::{self, Act},
    words,
};

/// Asks whether it is meant.
pub(super) async fn ask(Path(provider): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let provider = owned(&mut tx, &read, &provider).await?;
    let is_end_of_rule = rule::rests_on(&mut tx, &provider).await?;
    let mut shell = words::shell_of_organisation(&read, &format!("Remove “{}”?", provider.name));
    shell
        .breadcrumbs
        .push(("How your people sign in".to_owned(), "/organisation/sign-in".to_owned()));
    let consequence = "Nobody will be able to sign in through it any more. Roles that came from it stay until you take \
                       them away.";
    let warning = "Your members come in by single sign-on only, and no other provider is in use. Removing this one \
                   ends that rule: they can use their other ways again, and it stays so when you add a provider.";
    Asking::new(shell, consequence, "Remove this identity provider")
        .warning(is_end_of_rule.then_some(warning))
        .keep("Keep it", "/organisation/sign-in")
        .answer()
}

/// Removes it. A rule that nobody could come in by ends with it.
pub(super) async fn remove(Path(provider): Path<String>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let provider = owned(&mut change.tx, &change.read, &provider).await?;
    let is_end_of_rule = rule::rests_on(&mut change.tx, &provider).await?;
    store::remove(&mut change.tx, provider.id).await?;
    let act = Act::by(&change.read, "identity-provider.removed")
        .on("identity-provider", provider.id)
        .with("name", provider.name)
        .with("issuer", provider.issuer);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    if is_end_of_rule {
        rule::end(&mut change, provider.organisation_id).await?;
    }
    change.commit().await?;
    let done = if is_end_of_rule { "removed-last" } else { "removed" };
    Ok(see_other(&format!("/organisation/sign-in?done={done}")))
}
