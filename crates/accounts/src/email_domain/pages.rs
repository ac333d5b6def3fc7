//! The e-mail domains of one's own organisation, for its administrators.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::Time;
use http::StatusCode;
use mail::Mailer;
use ui::form::{Errors, Field};
use web::{Change, Error, Form, Found as _, Page, Read, Result, see_other};

use super::{
    letter::WriteToKeeper,
    model::{EmailDomain, KEEPERS, domain_of},
    store,
};
use crate::{
    Settings,
    around::done,
    asking::Asking,
    audit::{self, Act},
    form::below,
    organisation::{self, Organisation},
};

const TITLE: &str = "E-mail domains";
const DONE: [(&str, &str); 3] = [
    ("added", "The domain was added. It counts once it is verified."),
    ("sent", "The link is on its way. It holds for seven days."),
    ("removed", "The domain was removed."),
];

#[derive(Template)]
#[template(path = "email_domain/list.html")]
struct ListPage {
    shell: ui::Shell,
    done: Option<ui::NotificationBanner>,
    errors: Errors,
    organisation: Organisation,
    now: Time,
    domains: Vec<EmailDomain>,
    domain: Field,
    /// Whether the hub can write to a domain's keeper.
    writes: bool,
}

/// The domains.
pub async fn list(read: Read) -> Result<Page> {
    page(&mut read.tx().await?, &read, Field::empty("domain")).await
}

async fn page(tx: &mut db::Tx, read: &Read, domain: Field) -> Result<Page> {
    let organisation = organisation::own(tx, read).await?;
    let mut around = below(read, TITLE, &[("Your organisation", "/organisation")]);
    let errors = Errors::of([&domain]);
    if !errors.is_empty() {
        around.page_title = format!("Error: {}", around.page_title);
    }
    Page::of(&ListPage {
        shell: around,
        done: done(read, &DONE),
        errors,
        domains: store::list(tx, organisation.id).await?,
        organisation,
        now: read.now,
        domain,
        writes: writes(read),
    })
}

fn writes(read: &Read) -> bool {
    read.shared.find::<Mailer>().is_some() && read.shared.get::<Settings>().public_url.is_some()
}

/// Adds a domain that is not verified yet.
pub async fn add(form: Form) -> Result<Response> {
    let mut field = Field::new("domain", form.field("domain"));
    let domain = domain_of(field.value());
    let mut change = form.change().await?;
    let organisation = organisation::own(&mut change.tx, &change.read).await?;
    match domain {
        Ok(domain) => {
            if store::add(&mut change.tx, organisation.id, &domain, change.read.now).await? {
                return kept(change, &organisation, "email_domain.added", &domain, "added").await;
            }
            field.refuse("Your organisation has that domain already");
        }
        Err(wrong) => field.refuse(wrong.to_string()),
    }
    refused(change, field).await
}

/// Has the keeper of a domain written to.
pub async fn write_to_keeper(form: Form) -> Result<Response> {
    let (domain, keeper) = (form.field("domain").to_owned(), form.field("keeper").to_owned());
    let mut change = form.change().await?;
    let organisation = organisation::own(&mut change.tx, &change.read).await?;
    let domains = store::list(&mut change.tx, organisation.id).await?;
    let waits = domains
        .iter()
        .any(|known| known.domain == domain && known.verified_at.is_none());
    if !waits || !writes(&change.read) || !KEEPERS.contains(&keeper.as_str()) {
        let field = Field::empty("domain").refused("Nobody can be written to about that domain");
        return refused(change, field).await;
    }
    let job = WriteToKeeper {
        organisation: organisation.id.uuid(),
        domain: domain.clone(),
        keeper,
    };
    jobs::enqueue(&mut change.tx, &job, change.read.now).await?;
    store::note_letter(&mut change.tx, organisation.id, &domain, change.read.now).await?;
    kept(change, &organisation, "email_domain.asked", &domain, "sent").await
}

/// Asks before a domain is removed.
pub async fn ask_removal(Path(domain): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let organisation = organisation::own(&mut tx, &read).await?;
    let domain = store::find(&mut tx, organisation.id, &domain)
        .await?
        .found("e-mail domain")?;
    let above = [("Your organisation", "/organisation"), (TITLE, "/organisation/domains")];
    let shell = below(&read, &format!("Remove {}?", domain.domain), &above);
    Asking::new(shell, domain.without(), "Remove this domain")
        .keep("Keep it", "/organisation/domains")
        .answer()
}

/// Removes a domain. It can be added again.
pub async fn remove(Path(domain): Path<String>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let organisation = organisation::own(&mut change.tx, &change.read).await?;
    if !store::remove(&mut change.tx, organisation.id, &domain).await? {
        return Err(Error::NotFound("e-mail domain"));
    }
    kept(change, &organisation, "email_domain.removed", &domain, "removed").await
}

async fn refused(mut change: Change, field: Field) -> Result<Response> {
    let page = page(&mut change.tx, &change.read, field).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn kept(
    mut change: Change,
    organisation: &Organisation,
    action: &'static str,
    domain: &str,
    done: &str,
) -> Result<Response> {
    let act = Act::by(&change.read, action)
        .on("organisation", organisation.id)
        .with("domain", domain);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other(&format!("/organisation/domains?done={done}")))
}
