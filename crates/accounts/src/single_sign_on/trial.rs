//! Trying a provider: an administrator goes through it and sees what it says, before anybody else does.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::Db;
use http::HeaderMap;
use web::{Error, Page, PersonId, Read, Result};

use super::{
    arrive::refused,
    enter::bind,
    leave::depart,
    model::{Purpose, Refusal, Said},
    store,
};
use crate::{
    audit::{self, Act},
    identity_provider::{self, IdentityProvider, edit::owned, role_of},
    joining::{domain_of, joins},
    words,
};

#[derive(Template)]
#[template(path = "single_sign_on/trial.html")]
struct TrialPage {
    shell: ui::Shell,
    provider: String,
    facts: Vec<(&'static str, String)>,
    is_linked_elsewhere: bool,
    has_too_many: bool,
}

/// Leaves for the provider.
pub(super) async fn begin(Path(provider): Path<String>, headers: HeaderMap, read: Read) -> Result<Response> {
    let person = read.viewer.person.ok_or(Error::Forbidden)?;
    let mut tx = read.tx().await?;
    let provider = owned(&mut tx, &read, &provider).await?;
    drop(tx);
    depart(&read, &headers, &provider, Purpose::Trial(person.uuid()), None).await
}

/// Arrives back: the provider is offered from now on, and the administrator's own account there is linked.
pub(super) async fn end(read: &Read, provider: &IdentityProvider, said: &Said) -> Result<Response> {
    let person = read.viewer.person.ok_or(Error::Forbidden)?;
    let mut tx = read.shared.get::<Db>().write().await?;
    if !identity_provider::store::note_trial(&mut tx, provider.id, provider.version, read.now).await? {
        return refused(read, Some(provider), Purpose::Trial(person.uuid()), &Refusal::TooLate);
    }
    let is_linked_elsewhere = link_to(&mut tx, read, provider, said, person).await?;
    let act = Act::by(read, "identity-provider.tried")
        .on("identity-provider", provider.id)
        .with("name", provider.name.as_str());
    audit::record(&mut tx, &act, read.now).await?;
    let values = identity_provider::store::values(&mut tx, provider.id).await?;
    let domain = said.email.as_deref().and_then(domain_of);
    let is_of_domain = match &domain {
        Some(domain) => joins(&mut tx, domain).await? == Some(provider.organisation_id),
        None => false,
    };
    tx.commit().await?;
    let none = || "Nothing".to_owned();
    let facts = vec![
        ("Name", said.name.clone().unwrap_or_else(none)),
        ("E-mail address", said.email.clone().unwrap_or_else(none)),
        (
            "Does the provider say that the address is theirs?",
            yes(said.is_email_verified),
        ),
        ("Is its domain one of your verified domains?", yes(is_of_domain)),
        (
            "Roles or groups",
            if said.values.is_empty() {
                none()
            } else {
                said.values.join(", ")
            },
        ),
        (
            "Role here",
            role_of(&values, &said.values).map_or_else(none, |role| role.name().to_owned()),
        ),
    ];
    let mut shell = words::shell_of_organisation(read, "It works");
    shell
        .breadcrumbs
        .push(("How your people sign in".to_owned(), "/organisation/sign-in".to_owned()));
    let page = Page::of(&TrialPage {
        shell,
        provider: provider.name.clone(),
        facts,
        is_linked_elsewhere,
        has_too_many: said.has_too_many,
    })?;
    Ok(page.into_response())
}

/// Links the account to a person who is signed in. Says whether it is somebody else's.
pub(super) async fn link_to(
    tx: &mut db::Tx,
    read: &Read,
    provider: &IdentityProvider,
    said: &Said,
    person: PersonId,
) -> Result<bool> {
    match store::find_person(tx, &said.issuer, &said.subject).await? {
        Some(known) => Ok(known.id != person),
        None => {
            bind(tx, read, provider, said, person).await?;
            Ok(false)
        }
    }
}

fn yes(is_so: bool) -> String {
    if is_so { "Yes" } else { "No" }.to_owned()
}
