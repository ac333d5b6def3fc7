//! Adding an identity provider, and changing one.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::Tx;
use http::{HeaderMap, StatusCode};
use ui::form::Errors;
use web::{Error, Form, Found as _, Page, Read, Result, see_other};

use super::{
    form::ProviderForm,
    list::{callback_of, organisation_of},
    model::{IdentityProvider, IdentityProviderId, MOST, SEALED_FOR},
    store,
};
use crate::{
    Settings,
    audit::{self, Act},
    words,
};

const CHANGED: &str = "Somebody changed this while you were editing. Open it again, and make your change there";

#[derive(Template)]
#[template(path = "identity_provider/edit.html")]
struct EditPage {
    shell: ui::Shell,
    title: &'static str,
    errors: Errors,
    form: ProviderForm,
    callback: Option<String>,
    /// Its address, when it is not new.
    address: Option<String>,
}

impl EditPage {
    fn new(read: &Read, headers: &HeaderMap, form: ProviderForm, provider: Option<IdentityProviderId>) -> Self {
        let title = match provider {
            Some(_) => "Change an identity provider",
            None => "Add an identity provider",
        };
        let mut shell = words::shell_of_organisation(read, title);
        shell
            .breadcrumbs
            .push(("How your people sign in".to_owned(), "/organisation/sign-in".to_owned()));
        Self {
            shell,
            title,
            errors: Errors::default(),
            form,
            callback: callback_of(read, headers),
            address: provider.map(|provider| format!("/organisation/sign-in/provider/{provider}")),
        }
    }

    fn refused(mut self, errors: Errors, status: StatusCode) -> Result<Response> {
        self.shell.page_title = format!("Error: {}", self.title);
        self.errors = errors;
        self.form.client_secret.forget();
        Ok(Page::of(&self)?.with_status(status).into_response())
    }
}

/// The empty form.
pub(super) async fn new(headers: HeaderMap, read: Read) -> Result<Page> {
    organisation_of(&read)?;
    Page::of(&EditPage::new(&read, &headers, ProviderForm::blank(), None))
}

/// The form of one that is there.
pub(super) async fn show(Path(provider): Path<String>, headers: HeaderMap, read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    let provider = owned(&mut tx, &read, &provider).await?;
    let values = store::values(&mut tx, provider.id).await?;
    let form = ProviderForm::of(&provider, &values);
    Page::of(&EditPage::new(&read, &headers, form, Some(provider.id)))
}

/// Adds one.
pub(super) async fn add(headers: HeaderMap, form: Form) -> Result<Response> {
    let organisation = organisation_of(&form.read)?;
    let settings = form.read.shared.get::<Settings>().clone();
    let filled = ProviderForm::filled(&form, true, settings.allow_private_issuers);
    let mut errors = filled.errors();
    let mut change = form.change().await?;
    if store::list(&mut change.tx, organisation).await?.len() as i64 >= MOST {
        errors.refuse(format!(
            "An organisation can have {MOST} identity providers. Remove one first"
        ));
    }
    if !errors.is_empty() {
        let page = EditPage::new(&change.read, &headers, filled, None);
        return page.refused(errors, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let provider = IdentityProvider {
        id: IdentityProviderId::new(),
        organisation_id: organisation,
        name: filled.name.trimmed().to_owned(),
        issuer: filled.issuer.trimmed().to_owned(),
        client_id: filled.client_id.trimmed().to_owned(),
        client_secret: sealed(&settings, &filled)?,
        scopes: filled.scopes.trimmed().to_owned(),
        claim: filled.claim.trimmed().to_owned(),
        joins_by_domain: filled.joins_by_domain.holds("yes"),
        tried_at: None,
        version: 1,
    };
    let values = filled.role_values();
    store::add(&mut change.tx, &provider, &values, change.read.now).await?;
    let act = told(Act::by(&change.read, "identity-provider.added"), &provider, &values);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other("/organisation/sign-in?done=saved"))
}

/// Saves one that is there.
pub(super) async fn save(Path(provider): Path<String>, headers: HeaderMap, form: Form) -> Result<Response> {
    let settings = form.read.shared.get::<Settings>().clone();
    let mut filled = ProviderForm::filled(&form, false, settings.allow_private_issuers);
    let mut change = form.change().await?;
    let before = owned(&mut change.tx, &change.read, &provider).await?;
    filled.ask_for_secret_of_another_issuer(&before);
    let errors = filled.errors();
    if !errors.is_empty() {
        let page = EditPage::new(&change.read, &headers, filled, Some(before.id));
        return page.refused(errors, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let has_new_secret = !filled.client_secret.trimmed().is_empty();
    let mut provider = IdentityProvider {
        name: filled.name.trimmed().to_owned(),
        issuer: filled.issuer.trimmed().to_owned(),
        client_id: filled.client_id.trimmed().to_owned(),
        scopes: filled.scopes.trimmed().to_owned(),
        claim: filled.claim.trimmed().to_owned(),
        joins_by_domain: filled.joins_by_domain.holds("yes"),
        version: filled.version,
        ..before.clone()
    };
    if has_new_secret {
        provider.client_secret = sealed(&settings, &filled)?;
    }
    let is_other = has_new_secret || provider.issuer != before.issuer || provider.client_id != before.client_id;
    if is_other {
        provider.tried_at = None;
    }
    let values = filled.role_values();
    if !store::save(&mut change.tx, &provider, &values).await? {
        let mut errors = Errors::default();
        errors.refuse(CHANGED);
        let page = EditPage::new(&change.read, &headers, filled, Some(before.id));
        return page.refused(errors, StatusCode::CONFLICT);
    }
    let act = told(Act::by(&change.read, "identity-provider.changed"), &provider, &values)
        .with("issuer-before", before.issuer);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    let done = if is_other { "saved" } else { "changed" };
    Ok(see_other(&format!("/organisation/sign-in?done={done}")))
}

/// The provider of the viewer's own organisation.
pub(crate) async fn owned(tx: &mut Tx, read: &Read, provider: &str) -> Result<IdentityProvider> {
    let organisation = organisation_of(read)?;
    let provider: IdentityProviderId = provider.parse().ok().found("identity provider")?;
    let provider = store::find(tx, provider).await?;
    provider
        .filter(|provider| provider.organisation_id == organisation)
        .found("identity provider")
}

fn sealed(settings: &Settings, form: &ProviderForm) -> Result<Vec<u8>> {
    let secret = form.client_secret.trimmed().as_bytes();
    settings.sealer.seal(SEALED_FOR, secret).map_err(Error::from)
}

fn told(act: Act, provider: &IdentityProvider, values: &[super::RoleValue]) -> Act {
    let values: Vec<String> = values
        .iter()
        .map(|row| format!("{}: {}", row.value, row.role))
        .collect();
    act.on("identity-provider", provider.id)
        .with("name", provider.name.as_str())
        .with("issuer", provider.issuer.as_str())
        .with("client", provider.client_id.as_str())
        .with("claim", provider.claim.as_str())
        .with("values", values.join(", "))
        .with("joins-by-domain", if provider.joins_by_domain { "yes" } else { "no" })
}
