//! A passkey as the first way to sign in, for somebody who has just been let in by a link.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use ui::form::{Errors, Field};
use web::{Form, Read, Result, see_other};

use super::{
    add,
    model::name_field,
    relying_party::{NOT_HERE, relying_party},
};
use crate::{
    Settings,
    form::{below, judged, page_with, with_cookies},
    session::Method,
    sign_in::pending::{self, Step},
    single_sign_on,
};

const TITLE: &str = "Add a passkey";
/// Where somebody goes who has no link, or no longer.
const ELSEWHERE: &str = "/sign-in?after=time";

#[derive(Template)]
#[template(path = "passkey/set_up.html")]
struct SetUpPage {
    shell: ui::Shell,
    errors: Errors,
    name: Field,
    obstacle: Option<&'static str>,
    script: &'static str,
}

/// Asks for a name.
pub(super) async fn show(headers: HeaderMap, read: Read) -> Result<Response> {
    let settings = read.shared.get::<Settings>();
    let mut tx = read.tx().await?;
    match pending::find(&mut tx, settings, &headers, Step::SetUp, read.now).await? {
        Some(_) => page(&read, &headers, Field::empty("name"), Errors::default()),
        None => Ok(see_other(ELSEWHERE)),
    }
}

/// What the device is asked to make.
pub(super) async fn challenge(headers: HeaderMap, form: Form) -> Result<Response> {
    let settings = form.read.shared.get::<Settings>().clone();
    let mut change = form.change().await?;
    match pending::find(&mut change.tx, &settings, &headers, Step::SetUp, change.read.now).await? {
        Some(half_way) => {
            let who = (half_way.email.as_str(), half_way.name.as_str());
            add::asked(change, &headers, half_way.person_id, who).await
        }
        None => Ok(see_other(ELSEWHERE)),
    }
}

/// Takes what the device made, and signs the person in.
pub(super) async fn add(headers: HeaderMap, form: Form) -> Result<Response> {
    let settings = form.read.shared.get::<Settings>().clone();
    let mut name = name_field(form.field("name"));
    let made = form.field("credential").to_owned();
    let mut change = form.change().await?;
    let found = pending::find(&mut change.tx, &settings, &headers, Step::SetUp, change.read.now).await?;
    let Some(half_way) = found else {
        return Ok(see_other(ELSEWHERE));
    };
    let person = half_way.person_id;
    if let Some(refusal) = single_sign_on::only_way(&mut change.tx, &change.read, person).await? {
        return Ok(refusal);
    }
    if let Some(errors) = add::try_to_add(&mut change, &headers, person, &mut name, &made).await? {
        let page = page(&change.read, &headers, name, errors)?;
        // The challenge is spent, whatever came of it.
        change.commit().await?;
        return Ok(page);
    }
    let cookies = pending::finish(&mut change.tx, &change.read, &half_way, Method::Passkey).await?;
    change.commit().await?;
    Ok(with_cookies(see_other("/").into_response(), cookies))
}

fn page(read: &Read, headers: &HeaderMap, name: Field, errors: Errors) -> Result<Response> {
    let shell = below(read, TITLE, &[("How do you want to sign in?", "/sign-in/set-up")]);
    let (shell, status) = judged(shell, &errors);
    let page = SetUpPage {
        shell,
        errors,
        name,
        obstacle: relying_party(read, headers).is_none().then_some(NOT_HERE),
        script: ui::assets::asset_url("passkey.js"),
    };
    page_with(&page, status)
}
