//! The rule that an organisation's members come by single sign-on only.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use db::{Tx, execute};
use http::StatusCode;
use ui::form::Errors;
use web::{Change, Form, OrganisationId, Page, Read, Result, see_other};

use super::{list::organisation_of, model::IdentityProvider, store};
use crate::{
    audit::{self, Act},
    paper_code, words,
};

const TITLE: &str = "Single sign-on only";

/// Why the rule was not saved, in words for the person who tried.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum NotSaved {
    #[error("Try an identity provider first: as long as none is in use, nobody could come in")]
    NoProvider,
    #[error(
        "Make codes on paper first, for yourself or another administrator: without them, nobody could come in \
         when single sign-on is down"
    )]
    NoPaper,
}

#[derive(Template)]
#[template(path = "identity_provider/rule.html")]
struct RulePage {
    shell: ui::Shell,
    errors: Errors,
    is_single_only: bool,
    /// Whether the rule rests, as no provider is in use.
    is_at_rest: bool,
    /// Why it cannot be chosen now.
    obstacle: Option<String>,
}

/// Whether an organisation has the rule, and nothing is left by which its members come without this provider.
pub(super) async fn rests_on(tx: &mut Tx, provider: &IdentityProvider) -> Result<bool> {
    let organisation = provider.organisation_id;
    if !store::is_single_only(tx, organisation).await? {
        return Ok(false);
    }
    let mut others = store::list(tx, organisation).await?;
    others.retain(|other| other.id != provider.id);
    let is_last_in_use = provider.is_offered() && !others.iter().any(IdentityProvider::is_offered);
    Ok(others.is_empty() || is_last_in_use)
}

/// Ends the rule of the viewer's organisation, when nothing is left by which its members could come.
pub(super) async fn end(change: &mut Change, organisation: OrganisationId) -> Result<()> {
    store::save_rule(&mut change.tx, organisation, false).await?;
    note(change, organisation, false).await
}

async fn note(change: &mut Change, organisation: OrganisationId, is_single_only: bool) -> Result<()> {
    let act = Act::by(&change.read, "sign-in-rule.changed")
        .on("organisation", organisation)
        .with("single-sign-on-only", if is_single_only { "yes" } else { "no" });
    audit::record(&mut change.tx, &act, change.read.now).await
}

/// Asks whether it is meant.
pub(super) async fn ask(read: Read) -> Result<Page> {
    let organisation = organisation_of(&read)?;
    let mut tx = read.tx().await?;
    let is_single_only = store::is_single_only(&mut tx, organisation).await?;
    let obstacle = refusal(&mut tx, organisation).await?;
    page(&read, is_single_only, obstacle, Errors::default())
}

/// Saves it. What members have open by other ways ends, except where they ask from now.
pub(super) async fn save(form: Form) -> Result<Response> {
    let organisation = organisation_of(&form.read)?;
    let is_single_only = form.field("only") == "yes";
    let mut change = form.change().await?;
    if is_single_only && let Some(refusal) = refusal(&mut change.tx, organisation).await? {
        let mut errors = Errors::default();
        errors.refuse(refusal.to_string());
        let page = page(&change.read, false, None, errors)?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    if store::is_single_only(&mut change.tx, organisation).await? == is_single_only {
        return Ok(see_other("/organisation/sign-in?done=rule-same"));
    }
    store::save_rule(&mut change.tx, organisation, is_single_only).await?;
    if is_single_only {
        end_other_sessions(&mut change, organisation).await?;
    }
    note(&mut change, organisation, is_single_only).await?;
    change.commit().await?;
    Ok(see_other("/organisation/sign-in?done=rule"))
}

async fn refusal(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<NotSaved>> {
    let providers = store::list(tx, organisation).await?;
    if !providers.iter().any(IdentityProvider::is_offered) {
        return Ok(Some(NotSaved::NoProvider));
    }
    let has_paper = paper_code::store::has_any(tx, organisation).await?;
    Ok((!has_paper).then_some(NotSaved::NoPaper))
}

async fn end_other_sessions(change: &mut Change, organisation: OrganisationId) -> Result<()> {
    execute!(
        &mut change.tx,
        "delete from session
          where method in ('password', 'passkey', 'link') and id <> $1
            and person_id in (select m.person_id from membership m join person p on p.id = m.person_id
                               where m.organisation_id = $2 and p.hub_role is null)",
        change.read.viewer.session,
        organisation,
    )?;
    Ok(())
}

fn page(read: &Read, is_single_only: bool, obstacle: Option<NotSaved>, errors: Errors) -> Result<Page> {
    let mut shell = words::shell_of_organisation(read, TITLE);
    shell
        .breadcrumbs
        .push(("How your people sign in".to_owned(), "/organisation/sign-in".to_owned()));
    if !errors.is_empty() {
        shell.page_title = format!("Error: {TITLE}");
    }
    Page::of(&RulePage {
        shell,
        errors,
        is_single_only,
        is_at_rest: is_single_only && obstacle == Some(NotSaved::NoProvider),
        obstacle: obstacle.map(|obstacle| obstacle.to_string()),
    })
}
