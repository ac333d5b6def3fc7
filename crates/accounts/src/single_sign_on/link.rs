//! One's own work accounts: which are linked, linking one, and taking a link away.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::{Db, Tx};
use http::{HeaderMap, StatusCode};
use ui::form::Errors;
use url::form_urlencoded;
use web::{Error, Form, Found as _, Page, Read, Result, see_other};

use super::{
    arrive::refused,
    leave::depart,
    model::{Purpose, Refusal, Said},
    store,
    trial::link_to,
};
use crate::{
    asking::Asking,
    audit::{self, Act},
    identity_provider::{self, IdentityProvider, IdentityProviderId},
    ways_in, words,
};

const TITLE: &str = "Your work accounts";
/// The most links that are shown.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "single_sign_on/links.html")]
struct LinksPage {
    shell: ui::Shell,
    errors: Errors,
    done: Option<&'static str>,
    rows: Vec<Row>,
    offers: Vec<(String, String)>,
}

struct Row {
    /// What the organisation calls it, or else its address.
    name: String,
    /// Its address, where that is not its name already.
    issuer: Option<String>,
    about: String,
    removal: String,
}

/// Shows them, and the providers of the organisation that the viewer acts for.
pub(super) async fn show(read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    page(&mut tx, &read, Errors::default()).await
}

async fn page(tx: &mut Tx, read: &Read, errors: Errors) -> Result<Page> {
    let person = read.viewer.person.ok_or(Error::Forbidden)?;
    let links = store::links(tx, person, MOST).await?;
    let providers = match read.viewer.organisation {
        Some(organisation) => identity_provider::store::list(tx, organisation).await?,
        None => Vec::new(),
    };
    let offered = providers.iter().filter(|provider| provider.is_offered());
    let offers = offered.map(|provider| {
        (
            provider.name.clone(),
            format!("/account/single-sign-on/{}", provider.id),
        )
    });
    let done = match read.asked("done").first().map(String::as_str) {
        Some("linked") => Some("Your work account is linked. You can sign in with it from now on."),
        Some("removed") => Some("The link was taken away."),
        _ => None,
    };
    Page::of(&LinksPage {
        shell: words::shell_of_account(read, TITLE),
        errors,
        done,
        offers: offers.collect(),
        rows: links
            .into_iter()
            .map(|link| Row {
                about: format!(
                    "Linked {}, last used {}",
                    words::day(link.linked_at),
                    words::day(link.used_at)
                ),
                removal: removal(&link.issuer, &link.subject),
                issuer: link.provider.is_some().then(|| link.issuer.clone()),
                name: link.provider.unwrap_or(link.issuer),
            })
            .collect(),
    })
}

/// The address that asks before a link is taken away.
fn removal(issuer: &str, subject: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("issuer", issuer)
        .append_pair("subject", subject)
        .finish();
    format!("/account/single-sign-on/removal?{query}")
}

/// Which link the address names.
fn named(read: &Read) -> (String, String) {
    let asked = |name: &str| read.asked(name).into_iter().next().unwrap_or_default();
    (asked("issuer"), asked("subject"))
}

/// Leaves for a provider of the viewer's organisation.
pub(super) async fn begin(Path(provider): Path<String>, headers: HeaderMap, read: Read) -> Result<Response> {
    let person = read.viewer.person.ok_or(Error::Forbidden)?;
    let provider: IdentityProviderId = provider.parse().ok().found("identity provider")?;
    let mut tx = read.tx().await?;
    let provider = identity_provider::store::find(&mut tx, provider).await?;
    drop(tx);
    let provider = provider
        .filter(|provider| provider.is_offered() && read.viewer.organisation == Some(provider.organisation_id))
        .found("identity provider")?;
    depart(&read, &headers, &provider, Purpose::Link(person.uuid()), None).await
}

/// Arrives back.
pub(super) async fn end(read: &Read, provider: &IdentityProvider, said: &Said) -> Result<Response> {
    let person = read.viewer.person.ok_or(Error::Forbidden)?;
    let mut tx = read.shared.get::<Db>().write().await?;
    if link_to(&mut tx, read, provider, said, person).await? {
        return refused(
            read,
            Some(provider),
            Purpose::Link(person.uuid()),
            &Refusal::LinkedElsewhere,
        );
    }
    tx.commit().await?;
    Ok(see_other("/account/single-sign-on?done=linked"))
}

/// Asks before a link is taken away. Whoever names none is led to where they stand.
pub(super) async fn ask_removal(read: Read) -> Result<Response> {
    let person = read.viewer.person.ok_or(Error::Forbidden)?;
    let (issuer, subject) = named(&read);
    let links = store::links(&mut read.tx().await?, person, MOST).await?;
    let named = |link: &store::Link| (&link.issuer, &link.subject) == (&issuer, &subject);
    let Some(link) = links.into_iter().find(named) else {
        return Ok(see_other("/account/single-sign-on"));
    };
    let name = link.provider.unwrap_or(link.issuer);
    let mut shell = words::shell_of_account(&read, &format!("Take away the link to {name}?"));
    shell
        .breadcrumbs
        .push((TITLE.to_owned(), "/account/single-sign-on".to_owned()));
    let consequence = "You can no longer sign in with that work account. You can link it again while your organisation \
                       has its single sign-on here.";
    Asking::new(shell, consequence, "Take this link away")
        .keep("Keep it", "/account/single-sign-on")
        .answer()
}

/// Takes a link away, unless it is the last way in.
pub(super) async fn remove(form: Form) -> Result<Response> {
    let person = form.read.viewer.person.ok_or(Error::Forbidden)?;
    let (issuer, subject) = named(&form.read);
    let mut change = form.change().await?;
    if ways_in::count(&mut change.tx, person).await? <= 1 {
        let mut errors = Errors::default();
        errors.refuse("This is your last way to sign in. Add another one first");
        let page = page(&mut change.tx, &change.read, errors).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    if !store::unlink(&mut change.tx, person, &issuer, &subject).await? {
        return Err(Error::NotFound("work account"));
    }
    let act = Act::by(&change.read, "identity.unlinked")
        .on("person", person)
        .with("issuer", issuer)
        .with("subject", subject);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other("/account/single-sign-on?done=removed"))
}
