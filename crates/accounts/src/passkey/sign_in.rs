//! Signing in with a passkey.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use db::Tx;
use http::HeaderMap;
use ui::form::Errors;
use web::{Change, Document, Error, Form, Page, PersonId, Read, Result, see_other};
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::{
    add::credential,
    model::NotSignedIn,
    relying_party::{NOT_HERE, relying_party, required},
    store,
};
use crate::{
    Settings,
    ceremony::{self, Kind},
    form::{judged, with_cookies},
    identity_provider,
    session::{self, Method},
    sign_in::Next,
    single_sign_on, words,
};

const TITLE: &str = "Sign in with a passkey";

#[derive(Template)]
#[template(path = "passkey/sign_in.html")]
struct SignInPage {
    shell: ui::Shell,
    errors: Errors,
    next: String,
    obstacle: Option<&'static str>,
    /// Whether any organisation has single sign-on.
    is_single_offered: bool,
    script: &'static str,
}

/// Shows the page.
pub(super) async fn show(headers: HeaderMap, read: Read) -> Result<Page> {
    let next = Next::asked(&read);
    let mut tx = read.tx().await?;
    page(&mut tx, &read, &headers, next.as_ref(), None).await
}

/// What the device is asked to sign.
pub(super) async fn challenge(headers: HeaderMap, form: Form) -> Result<Response> {
    let party = required(&form.read, &headers)?;
    let (mut options, state) = party.start_discoverable_authentication().map_err(Error::failed)?;
    // The reader pressed a button: the browser asks at once, and does not wait for a field to be filled in.
    options.mediation = None;
    let mut change = form.change().await?;
    let token = ceremony::begin(&mut change.tx, Kind::Passkey, None, &state, change.read.now).await?;
    let is_https = change.read.shared.get::<Settings>().is_https();
    change.commit().await?;
    let cookie = ceremony::set_cookie(&token, Kind::Passkey, is_https);
    Ok(with_cookies(Document::json(&options)?.into_response(), [cookie]))
}

/// Takes what the device signed.
pub(super) async fn sign_in(headers: HeaderMap, form: Form) -> Result<Response> {
    let next = Next::of(form.field("next"));
    let signed = form.field("credential").to_owned();
    let mut change = form.change().await?;
    match try_to_sign_in(&mut change, &headers, &signed).await? {
        Ok(person) => {
            let cookie = session::begin(&mut change.tx, &change.read, person, Method::Passkey).await?;
            change.commit().await?;
            Ok(with_cookies(
                see_other(next.as_ref().map_or("/", Next::as_str)),
                [cookie],
            ))
        }
        Err(refusal) => {
            let page = page(&mut change.tx, &change.read, &headers, next.as_ref(), Some(refusal)).await?;
            // The challenge is spent, whatever came of it.
            change.commit().await?;
            Ok(page.into_response())
        }
    }
}

async fn try_to_sign_in(
    change: &mut Change,
    headers: &HeaderMap,
    signed: &str,
) -> Result<Result<PersonId, NotSignedIn>> {
    let unknown = Ok(Err(NotSignedIn::NotKnown));
    let party = required(&change.read, headers)?;
    let Ok(signed) = serde_json::from_str::<PublicKeyCredential>(signed) else {
        return unknown;
    };
    let is_https = change.read.shared.get::<Settings>().is_https();
    let Some(token) = ceremony::cookie_of(headers, Kind::Passkey, is_https) else {
        return unknown;
    };
    let now = change.read.now;
    let taken = ceremony::take(&mut change.tx, Kind::Passkey, None, &token, now).await?;
    let Some(state): Option<DiscoverableAuthentication> = taken else {
        return unknown;
    };
    let Ok((person, id)) = party.identify_discoverable_authentication(&signed) else {
        return unknown;
    };
    let Some(passkey) = store::find_by_credential(&mut change.tx, person.into(), id).await? else {
        return unknown;
    };
    let mut known = credential(&passkey.credential)?;
    let Ok(result) = party.finish_discoverable_authentication_v2(&signed, state, &known) else {
        return unknown;
    };
    if !result.user_verified() {
        return unknown;
    }
    known.update_credential(&result);
    let json = serde_json::to_string(&known).map_err(Error::failed)?;
    store::note_use(&mut change.tx, passkey.id, &json, now).await?;
    match single_sign_on::required_by(&mut change.tx, passkey.person_id).await? {
        Some(organisation) => Ok(Err(NotSignedIn::SingleSignOnOnly(organisation))),
        None => Ok(Ok(passkey.person_id)),
    }
}

async fn page(
    tx: &mut Tx,
    read: &Read,
    headers: &HeaderMap,
    next: Option<&Next>,
    refusal: Option<NotSignedIn>,
) -> Result<Page> {
    let mut errors = Errors::default();
    if let Some(refusal) = refusal {
        errors.refuse(refusal.to_string());
    }
    let (shell, status) = judged(words::shell_of_sign_in(read, TITLE), &errors);
    let page = Page::of(&SignInPage {
        shell,
        errors,
        next: next.map(|next| next.as_str().to_owned()).unwrap_or_default(),
        obstacle: relying_party(read, headers).is_none().then_some(NOT_HERE),
        is_single_offered: identity_provider::store::is_any_offered(tx).await?,
        script: ui::assets::asset_url("passkey.js"),
    })?;
    Ok(page.with_status(status))
}
