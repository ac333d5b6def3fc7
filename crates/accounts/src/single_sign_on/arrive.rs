//! Arriving back from the provider.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use db::Db;
use http::{HeaderMap, StatusCode};
use web::{Access, Found as _, Page, Read, Result, see_other};

use super::{
    enter, leave, link,
    model::{Away, Purpose, Refusal, Said},
    protocol::{self, Looked, Metadata},
    store, trial,
};
use crate::{
    Settings,
    audit::{self, Act},
    ceremony::{self, Kind},
    form::with_cookies,
    identity_provider::{self, IdentityProvider, SEALED_FOR},
    organisation,
    session::{self, Method},
    sign_in::Next,
    words,
};

#[derive(Template)]
#[template(path = "single_sign_on/refused.html")]
struct RefusedPage {
    shell: ui::Shell,
    title: &'static str,
    words: String,
    /// Why, for administrators who try the provider.
    cause: Option<String>,
    purpose: Purpose,
}

/// Takes somebody who comes back.
pub(super) async fn arrive(headers: HeaderMap, read: Read) -> Result<Response> {
    let is_https = read.shared.get::<Settings>().is_https();
    let response = match away(&headers, &read).await? {
        Some(away) => welcome(&read, away).await?,
        None => refused(&read, None, Purpose::SignIn, &Refusal::TooLate)?,
    };
    let cookie = ceremony::clear_cookie(Kind::SingleSignOn, is_https);
    Ok(with_cookies(response, [cookie]))
}

/// What was remembered of this browser when it left. It is gone then, whatever comes of it.
async fn away(headers: &HeaderMap, read: &Read) -> Result<Option<Away>> {
    let is_https = read.shared.get::<Settings>().is_https();
    let Some(token) = ceremony::cookie_of(headers, Kind::SingleSignOn, is_https) else {
        return Ok(None);
    };
    let mut tx = read.shared.get::<Db>().write().await?;
    let away = ceremony::take(&mut tx, Kind::SingleSignOn, None, &token, read.now).await?;
    tx.commit().await?;
    Ok(away)
}

async fn welcome(read: &Read, away: Away) -> Result<Response> {
    let purpose = away.purpose;
    let mut tx = read.tx().await?;
    let provider = identity_provider::store::find(&mut tx, away.provider.into()).await?;
    drop(tx);
    let provider = provider.found("identity provider")?;
    if asked(read, "state") != Some(away.state.clone()) || !is_still_theirs(read, &provider, &away) {
        return refused(read, Some(&provider), purpose, &Refusal::TooLate);
    }
    let said = match said(read, &provider, &away).await? {
        Ok(said) => said,
        Err(refusal) => return refused(read, Some(&provider), purpose, &refusal),
    };
    match purpose {
        Purpose::SignIn => sign_in(read, &provider, &said, away.next.as_deref()).await,
        Purpose::Trial(_) => trial::end(read, &provider, &said).await,
        Purpose::Link(_) => link::end(read, &provider, &said).await,
    }
}

/// Whether the provider is as it was when they left, and whoever began a trial or a link is still here.
fn is_still_theirs(read: &Read, provider: &IdentityProvider, away: &Away) -> bool {
    let viewer = &read.viewer;
    let is_person = |person| viewer.person.map(web::PersonId::uuid) == Some(person);
    let is_allowed = match away.purpose {
        Purpose::SignIn => provider.is_offered(),
        Purpose::Trial(person) => {
            is_person(person)
                && viewer.organisation == Some(provider.organisation_id)
                && Access::Administrator.allows(viewer)
        }
        Purpose::Link(person) => is_person(person) && provider.is_offered(),
    };
    is_allowed && provider.version == away.version
}

/// What the provider says of whoever comes back. No transaction is open while it is asked.
async fn said(read: &Read, provider: &IdentityProvider, away: &Away) -> Result<Result<Said, Refusal>> {
    let metadata = match leave::metadata(read, provider, false).await? {
        Ok(metadata) => metadata,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !protocol::is_from(&metadata, asked(read, "iss").as_deref()) {
        let words = "somebody else answered in its place".to_owned();
        return Ok(Err(Refusal::NotTrusted(words)));
    }
    if asked(read, "error").is_some() {
        return Ok(Err(Refusal::ProviderSaidNo));
    }
    let Some(code) = asked(read, "code") else {
        return Ok(Err(Refusal::NotTrusted("it sent no code".into())));
    };
    let settings = read.shared.get::<Settings>();
    let secret = settings.sealer.open(SEALED_FOR, &provider.client_secret);
    let secret = String::from_utf8(secret.map_err(web::Error::failed)?).map_err(web::Error::failed)?;
    let fetcher = match leave::fetcher(read) {
        Ok(fetcher) => fetcher,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let given = (provider, secret.as_str());
    let verifier = away.verifier.clone();
    let token = match protocol::exchange(&fetcher, given, &metadata, &away.callback, &code, verifier).await {
        Ok(token) => token,
        Err(refusal) => return Ok(Err(refusal)),
    };
    match protocol::look(&token, provider, &metadata, &away.nonce, read.now) {
        Looked::Good(said) => Ok(Ok(*said)),
        Looked::Bad(words) => Ok(Err(Refusal::NotTrusted(words))),
        Looked::UnknownKey => {
            let Some(metadata) = with_new_keys(read, provider, metadata).await? else {
                return Ok(Err(Refusal::NotTrusted(
                    "it is signed by a key that is not its own".into(),
                )));
            };
            Ok(
                match protocol::look(&token, provider, &metadata, &away.nonce, read.now) {
                    Looked::Good(said) => Ok(*said),
                    Looked::Bad(words) => Err(Refusal::NotTrusted(words)),
                    Looked::UnknownKey => Err(Refusal::NotTrusted("it is signed by a key that is not its own".into())),
                },
            )
        }
    }
}

/// What the provider says of itself with its newest keys, unless they were asked for a moment ago.
async fn with_new_keys(read: &Read, provider: &IdentityProvider, metadata: Metadata) -> Result<Option<Metadata>> {
    let mut tx = read.tx().await?;
    let kept = store::metadata(&mut tx, provider.id).await?;
    drop(tx);
    if !kept.is_some_and(|kept| kept.may_ask_for_keys(read.now)) {
        return Ok(None);
    }
    let Ok(fetcher) = leave::fetcher(read) else {
        return Ok(None);
    };
    let Ok(keys) = protocol::keys(&fetcher, &metadata).await else {
        return Ok(None);
    };
    let metadata = metadata.set_jwks(keys);
    let mut tx = read.shared.get::<Db>().write().await?;
    store::keep_metadata(&mut tx, provider.id, &metadata, read.now).await?;
    tx.commit().await?;
    Ok(Some(metadata))
}

async fn sign_in(read: &Read, provider: &IdentityProvider, said: &Said, next: Option<&str>) -> Result<Response> {
    let mut tx = read.shared.get::<Db>().write().await?;
    // While the provider was asked, its organisation may have merged into another.
    let provider = &IdentityProvider {
        organisation_id: organisation::store::hold(&mut tx, provider.organisation_id).await?,
        ..provider.clone()
    };
    let person = match enter::enter(&mut tx, read, provider, said).await? {
        Ok(person) => person,
        Err(refusal) => {
            let act = Act::of_the_hub("single-sign-on.refused")
                .in_organisation(Some(provider.organisation_id))
                .on("identity-provider", provider.id)
                .with("reason", refusal.word())
                .with("email", said.email.as_deref().unwrap_or_default());
            audit::record(&mut tx, &act, read.now).await?;
            // Roles that were taken away stay taken.
            tx.commit().await?;
            return refused(read, Some(provider), Purpose::SignIn, &refusal);
        }
    };
    let cookie = session::begin(&mut tx, read, person, Method::SingleSignOn).await?;
    tx.commit().await?;
    let next = next.and_then(Next::of);
    Ok(with_cookies(
        see_other(next.as_ref().map_or("/", Next::as_str)),
        [cookie],
    ))
}

/// The page of a refusal. What went wrong in detail is for the log, and for whoever tries the provider.
pub(super) fn refused(
    read: &Read,
    provider: Option<&IdentityProvider>,
    purpose: Purpose,
    refusal: &Refusal,
) -> Result<Response> {
    let provider = provider.map(|provider| provider.id.to_string()).unwrap_or_default();
    tracing::warn!(
        provider,
        reason = refusal.word(),
        cause = refusal.cause(),
        "single sign-on was refused"
    );
    let title = "You are not signed in";
    let title = if purpose == Purpose::SignIn {
        title
    } else {
        "That did not work"
    };
    let cause = matches!(purpose, Purpose::Trial(_)).then(|| refusal.cause().to_owned());
    let page = Page::of(&RefusedPage {
        shell: words::shell_of_sign_in(read, title),
        title,
        words: refusal.to_string(),
        cause: cause.filter(|cause| !cause.is_empty()),
        purpose,
    })?;
    let status = match refusal {
        Refusal::ProviderFailed(_) => StatusCode::BAD_GATEWAY,
        Refusal::TooLate => StatusCode::BAD_REQUEST,
        _ => StatusCode::FORBIDDEN,
    };
    Ok(page.with_status(status).into_response())
}

fn asked(read: &Read, key: &str) -> Option<String> {
    read.asked(key).into_iter().next()
}
