//! Adding a passkey: a challenge for the device, and then what the device made of it.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use ui::form::{Errors, Field};
use web::{Change, Document, Error, Form, Found as _, PersonId, Result, see_other};
use webauthn_rs::prelude::{Passkey as Credential, PasskeyRegistration, RegisterPublicKeyCredential};

use super::{
    list,
    model::{MOST, NotAdded, Passkey, PasskeyId, name_field},
    relying_party::required,
    store,
};
use crate::{
    Settings,
    audit::{self, Act},
    ceremony::{self, Kind},
    form::with_cookies,
    person,
};

/// What the device is asked to make, for somebody who is signed in.
pub(super) async fn challenge(headers: HeaderMap, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let viewer = change.read.viewer.person.ok_or(Error::Forbidden)?;
    let person = person::store::find(&mut change.tx, viewer).await?.found("person")?;
    asked(change, &headers, viewer, (&person.email, &person.name)).await
}

/// What the device is asked to make, for a person of this address and name.
pub(super) async fn asked(
    mut change: Change,
    headers: &HeaderMap,
    person: PersonId,
    (email, name): (&str, &str),
) -> Result<Response> {
    let party = required(&change.read, headers)?;
    let known = store::list(&mut change.tx, person).await?;
    let known = known.iter().filter_map(|passkey| credential(&passkey.credential).ok());
    let known = known.map(|credential| credential.cred_id().clone()).collect();
    let (options, state) = party
        .start_passkey_registration(person.uuid(), email, name, Some(known))
        .map_err(Error::failed)?;
    // Whoever signs in is not asked for an address first, so the device must be able to find the key.
    let mut options = serde_json::to_value(&options).map_err(Error::failed)?;
    options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
    let token = ceremony::begin(&mut change.tx, Kind::AddPasskey, Some(person), &state, change.read.now).await?;
    let is_https = change.read.shared.get::<Settings>().is_https();
    change.commit().await?;
    let cookie = ceremony::set_cookie(&token, Kind::AddPasskey, is_https);
    Ok(with_cookies(Document::json(&options)?.into_response(), [cookie]))
}

/// Takes what the device made, from somebody who is signed in.
pub(super) async fn add(headers: HeaderMap, form: Form) -> Result<Response> {
    let mut name = name_field(form.field("name"));
    let made = form.field("credential").to_owned();
    let mut change = form.change().await?;
    let viewer = change.read.viewer.person.ok_or(Error::Forbidden)?;
    let errors = match try_to_add(&mut change, &headers, viewer, &mut name, &made).await? {
        None => {
            change.commit().await?;
            return Ok(see_other("/account/passkeys?done=added"));
        }
        Some(errors) => errors,
    };
    let page = list::page(&mut change.tx, &change.read, &headers, name, errors).await?;
    // The challenge is spent, whatever came of it.
    change.commit().await?;
    Ok(page.into_response())
}

/// Adds what the device made to a person. When it was not added, what is wrong.
pub(super) async fn try_to_add(
    change: &mut Change,
    headers: &HeaderMap,
    person: PersonId,
    name: &mut Field,
    made: &str,
) -> Result<Option<Errors>> {
    let mut errors = Errors::of([&*name]);
    if errors.is_empty()
        && let Some(refusal) = refusal(change, headers, person, name.value(), made).await?
    {
        errors.refuse(refusal.to_string());
    }
    Ok((!errors.is_empty()).then_some(errors))
}

async fn refusal(
    change: &mut Change,
    headers: &HeaderMap,
    person: PersonId,
    name: &str,
    made: &str,
) -> Result<Option<NotAdded>> {
    let party = required(&change.read, headers)?;
    let Ok(made) = serde_json::from_str::<RegisterPublicKeyCredential>(made) else {
        return Ok(Some(NotAdded::NotMade));
    };
    let Some(state) = taken(change, headers, person).await? else {
        return Ok(Some(NotAdded::TooLate));
    };
    if store::is_known(&mut change.tx, made.raw_id.as_ref()).await? {
        return Ok(Some(NotAdded::Already));
    }
    let Ok(credential) = party.finish_passkey_registration(&made, &state) else {
        return Ok(Some(NotAdded::NotSound));
    };
    if store::list(&mut change.tx, person).await?.len() >= MOST {
        return Ok(Some(NotAdded::TooMany));
    }
    let passkey = Passkey {
        id: PasskeyId::new(),
        person_id: person,
        name: name.to_owned(),
        credential: serde_json::to_string(&credential).map_err(Error::failed)?,
        added_at: change.read.now,
        used_at: None,
    };
    store::add(&mut change.tx, &passkey, credential.cred_id()).await?;
    let act = Act::by(&change.read, "passkey.added")
        .actor(person)
        .on("passkey", passkey.id)
        .with("name", name);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    Ok(None)
}

async fn taken(change: &mut Change, headers: &HeaderMap, person: PersonId) -> Result<Option<PasskeyRegistration>> {
    let now = change.read.now;
    let is_https = change.read.shared.get::<Settings>().is_https();
    match ceremony::cookie_of(headers, Kind::AddPasskey, is_https) {
        Some(token) => ceremony::take(&mut change.tx, Kind::AddPasskey, Some(person), &token, now).await,
        None => Ok(None),
    }
}

/// What is known of a key, from its column.
pub(super) fn credential(json: &str) -> Result<Credential> {
    serde_json::from_str(json).map_err(Error::failed)
}
