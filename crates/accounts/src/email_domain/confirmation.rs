//! What the keeper of a domain sees who opens the link of a letter. Opening it changes nothing, since
//! programs that check mail open links too.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use web::{Error, Form, Found as _, OrganisationId, Page, Read, Result};

use super::store;
use crate::{
    audit::{self, Act},
    form::below,
    organisation::{self, Organisation},
    secret::Token,
};

#[derive(Template)]
#[template(path = "email_domain/confirmation.html")]
struct ConfirmationPage {
    shell: ui::Shell,
    organisation: Organisation,
    domain: String,
    token: String,
    is_done: bool,
}

/// What is said of a link that works no longer.
#[derive(Template)]
#[template(path = "sign_in/gone.html")]
struct GonePage {
    shell: ui::Shell,
    advice: &'static str,
}

fn gone(read: &Read) -> Result<Response> {
    let page = GonePage {
        shell: below(read, "This link works no longer", &[]),
        advice: "If the domain still waits to be confirmed, its organisation can have you written to again.",
    };
    Ok(Page::of(&page)?.with_status(StatusCode::NOT_FOUND).into_response())
}

/// The question.
pub async fn ask(Path(token): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let Some((organisation, domain)) = found(&mut tx, &token, read.now).await? else {
        return gone(&read);
    };
    let organisation = organisation::store::find(&mut tx, organisation).await?.found("link")?;
    let page = Page::of(&ConfirmationPage {
        shell: below(&read, "Confirm an e-mail domain", &[]),
        organisation,
        domain,
        token,
        is_done: false,
    })?;
    Ok(page.into_response())
}

async fn found(tx: &mut db::Tx, token: &str, now: db::Time) -> Result<Option<(OrganisationId, String)>> {
    match Token::shown(token) {
        Some(token) => Ok(store::find_link(tx, &token, now).await?),
        None => Ok(None),
    }
}

/// The yes.
pub async fn confirm(Path(token): Path<String>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let Some((id, domain)) = found(&mut change.tx, &token, change.read.now).await? else {
        return gone(&change.read);
    };
    let organisation = organisation::store::find(&mut change.tx, id).await?.found("link")?;
    if !store::verify(&mut change.tx, id, &domain, "letter", change.read.now).await? {
        return Err(Error::BadRequest(format!(
            "Another organisation on this hub has {domain} already. Tell those who run the hub."
        )));
    }
    let act = Act::by(&change.read, "email_domain.verified")
        .in_organisation(Some(id))
        .on("organisation", id)
        .with("domain", domain.as_str());
    audit::record(&mut change.tx, &act, change.read.now).await?;
    let page = Page::of(&ConfirmationPage {
        shell: below(&change.read, "The e-mail domain is confirmed", &[]),
        organisation,
        domain,
        token: String::new(),
        is_done: true,
    })?;
    change.commit().await?;
    Ok(page.into_response())
}
