//! What an administrator of the hub does with an organisation's e-mail domains.

use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use ui::form::Field;
use web::{Change, Error, Form, Found as _, Read, Result, see_other};

use super::{model::domain_of, store};
use crate::{
    asking::Asking,
    audit::{self, Act},
    organisation::{self, Organisation},
};

/// Adds a domain that is not verified yet.
pub async fn add(Path(path): Path<String>, form: Form) -> Result<Response> {
    let mut field = Field::new("domain", form.field("domain"));
    let domain = match domain_of(field.value()) {
        Ok(domain) => Some(domain),
        Err(wrong) => {
            field.refuse(wrong.to_string());
            None
        }
    };
    let mut change = form.change().await?;
    let organisation = organisation::named(&mut change.tx, &path).await?;
    if let Some(domain) = domain {
        if store::add(&mut change.tx, organisation.id, &domain, change.read.now).await? {
            return kept(change, &organisation, "email_domain.added", &domain, "domain-added").await;
        }
        field.refuse("The organisation has that domain already");
    }
    refused(change, organisation, field).await
}

/// Says that a domain is the organisation's own.
pub async fn confirm(Path(path): Path<String>, form: Form) -> Result<Response> {
    let domain = form.field("domain").to_owned();
    let mut change = form.change().await?;
    let organisation = organisation::named(&mut change.tx, &path).await?;
    if store::verify(&mut change.tx, organisation.id, &domain, "hub", change.read.now).await? {
        return kept(
            change,
            &organisation,
            "email_domain.verified",
            &domain,
            "domain-confirmed",
        )
        .await;
    }
    let field = Field::empty("domain").refused(format!(
        "{domain} cannot be confirmed: another organisation has it verified, or it is here no more"
    ));
    refused(change, organisation, field).await
}

/// Asks before a domain is removed.
pub async fn ask_removal(Path((path, domain)): Path<(String, String)>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let organisation = organisation::named(&mut tx, &path).await?;
    let domain = store::find(&mut tx, organisation.id, &domain)
        .await?
        .found("e-mail domain")?;
    let question = format!("Remove {} from {}?", domain.domain, organisation.name);
    Asking::new(
        organisation::show::below(&read, &organisation, &question),
        domain.without(),
        "Remove this domain",
    )
    .keep("Keep it", format!("/hub/organisations/{}#domains", organisation.id))
    .answer()
}

/// Removes a domain. It can be added again.
pub async fn remove(Path((path, domain)): Path<(String, String)>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let organisation = organisation::named(&mut change.tx, &path).await?;
    if !store::remove(&mut change.tx, organisation.id, &domain).await? {
        return Err(Error::NotFound("e-mail domain"));
    }
    kept(change, &organisation, "email_domain.removed", &domain, "domain-removed").await
}

async fn refused(mut change: Change, organisation: Organisation, field: Field) -> Result<Response> {
    let page = organisation::show::page(&mut change.tx, &change.read, organisation, Field::empty("host"), field);
    Ok(page
        .await?
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

async fn kept(
    mut change: Change,
    organisation: &Organisation,
    action: &'static str,
    domain: &str,
    done: &str,
) -> Result<Response> {
    let act = Act::by(&change.read, action)
        .in_organisation(Some(organisation.id))
        .on("organisation", organisation.id)
        .with("domain", domain);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other(&format!(
        "/hub/organisations/{}?done={done}#domains",
        organisation.id
    )))
}
