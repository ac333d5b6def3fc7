//! Leaving for the provider.
//!
//! It is a `GET`, by a link: the hub's security policy lets forms lead to pages of the hub only.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::Db;
use http::HeaderMap;
use web::{Found as _, Page, Read, Result, see_other};

use super::{
    arrive::refused,
    fetch::Fetcher,
    model::{Away, Purpose, Refusal},
    protocol::{self, Metadata},
    store,
};
use crate::{
    Settings,
    address::own_address,
    ceremony::{self, Kind},
    form::with_cookies,
    identity_provider::{self, IdentityProvider},
    organisation,
    sign_in::{Next, with_next},
    words,
};

#[derive(Template)]
#[template(path = "single_sign_on/choose.html")]
struct ChoosePage {
    shell: ui::Shell,
    organisation: String,
    choices: Vec<(String, String)>,
}

/// Sends somebody to the provider of an organisation, or has them choose among several.
pub(super) async fn leave(Path(slug): Path<String>, headers: HeaderMap, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let organisation = organisation::store::find_by_slug(&mut tx, &slug)
        .await?
        .found("organisation")?;
    let providers = identity_provider::store::list(&mut tx, organisation.id).await?;
    drop(tx);
    let offered: Vec<IdentityProvider> = providers.into_iter().filter(IdentityProvider::is_offered).collect();
    let next = Next::asked(&read);
    let chosen = read.asked("by").into_iter().next();
    let chosen = match (&chosen, offered.as_slice()) {
        (None, [only]) => Some(only),
        (Some(id), several) => several.iter().find(|provider| provider.id.to_string() == *id),
        (None, _) => None,
    };
    if let Some(provider) = chosen {
        return depart(&read, &headers, provider, Purpose::SignIn, next).await;
    }
    let first = offered.first().found("identity provider")?;
    let base = format!("/sign-in/single/{}?by={}", organisation.slug, first.id);
    let choice = |provider: &IdentityProvider| {
        let address = base.replace(&first.id.to_string(), &provider.id.to_string());
        let next = with_next("", next.as_ref()).replace('?', "&");
        (provider.name.clone(), format!("{address}{next}"))
    };
    let page = Page::of(&ChoosePage {
        shell: words::shell_of_sign_in(&read, "Choose your work account"),
        organisation: organisation.name,
        choices: offered.iter().map(choice).collect(),
    })?;
    Ok(page.into_response())
}

/// Sends somebody to a provider.
pub(super) async fn depart(
    read: &Read,
    headers: &HeaderMap,
    provider: &IdentityProvider,
    purpose: Purpose,
    next: Option<Next>,
) -> Result<Response> {
    let settings = read.shared.get::<Settings>();
    let Some(callback) = callback(read, headers) else {
        let words = "Single sign-on works at the hub's own address only. Whoever runs the hub sets public_url";
        return Err(web::Error::BadRequest(words.to_owned()));
    };
    // Whoever is signed in already is here to prove once more who they are.
    let again = purpose == Purpose::SignIn && !read.viewer.is_stranger();
    let metadata = match metadata(read, provider, purpose != Purpose::SignIn).await? {
        Ok(metadata) => metadata,
        Err(refusal) => return refused(read, Some(provider), purpose, &refusal),
    };
    let departure = match protocol::depart(provider, &metadata, &callback, again) {
        Ok(departure) => departure,
        Err(refusal) => return refused(read, Some(provider), purpose, &refusal),
    };
    let away = Away {
        provider: provider.id.uuid(),
        version: provider.version,
        purpose,
        state: departure.state,
        nonce: departure.nonce,
        verifier: departure.verifier,
        callback,
        next: next.map(|next| next.as_str().to_owned()),
    };
    let mut tx = read.shared.get::<Db>().write().await?;
    let token = ceremony::begin(&mut tx, Kind::SingleSignOn, None, &away, read.now).await?;
    tx.commit().await?;
    let cookie = ceremony::set_cookie(&token, Kind::SingleSignOn, settings.is_https());
    Ok(with_cookies(see_other(departure.address.as_str()), [cookie]))
}

/// Where people come back to.
fn callback(read: &Read, headers: &HeaderMap) -> Option<String> {
    let own = own_address(read.shared.get::<Settings>(), headers, read.client)?;
    own.join("/sign-in/single/callback").ok().map(Into::into)
}

/// What a provider says of itself: as it is kept, or asked for anew when that is old or `afresh` says so.
/// No transaction is open while it is asked.
pub(super) async fn metadata(
    read: &Read,
    provider: &IdentityProvider,
    afresh: bool,
) -> Result<Result<Metadata, Refusal>> {
    if !afresh {
        let mut tx = read.tx().await?;
        let kept = store::metadata(&mut tx, provider.id).await?;
        if let Some(kept) = kept.filter(|kept| !kept.is_stale(read.now)) {
            return Ok(Ok(kept.metadata));
        }
    }
    let fetcher = match fetcher(read) {
        Ok(fetcher) => fetcher,
        Err(refusal) => return Ok(Err(refusal)),
    };
    match protocol::discover(&fetcher, provider).await {
        Ok(metadata) => {
            let mut tx = read.shared.get::<Db>().write().await?;
            store::keep_metadata(&mut tx, provider.id, &metadata, read.now).await?;
            tx.commit().await?;
            Ok(Ok(metadata))
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// What asks providers, as the settings allow.
pub(super) fn fetcher(read: &Read) -> Result<Fetcher, Refusal> {
    let allows_private = read.shared.get::<Settings>().allow_private_issuers;
    Fetcher::new(allows_private).map_err(|error| Refusal::ProviderFailed(error.to_string()))
}
