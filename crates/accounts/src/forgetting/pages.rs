//! Asking first, and then forgetting.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{AppendHeaders, IntoResponse as _, Response},
};
use db::{Db, Tx};
use http::header;
use ui::form::{Errors, Field};
use web::{Form, Found as _, Page, PersonId, PersonalRooms, Read, Result, see_other};

use super::forget::{forget, reason_against};
use crate::{
    Settings,
    audit::{self, Act},
    person::{self, Person},
    session,
};

#[derive(Template)]
#[template(path = "forgetting/ask.html")]
struct AskPage {
    shell: ui::Shell,
    errors: Errors,
    sure: Field,
    action: String,
    /// Whom it is about, when it is not the viewer.
    other: Option<Person>,
    /// Why it cannot be done yet.
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "forgetting/done.html")]
struct DonePage {
    shell: ui::Shell,
    is_oneself: bool,
}

/// Asks the viewer whether they want to be forgotten.
pub(super) async fn ask_oneself(read: Read) -> Result<Page> {
    let person = read.viewer.person.found("person")?;
    let mut tx = read.tx().await?;
    let person = person::store::find(&mut tx, person).await?.found("person")?;
    ask(&read, &mut tx, &person, None).await
}

/// Asks an administrator of the hub whether somebody is to be forgotten.
pub(super) async fn ask_other(Path(person): Path<String>, read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    let person = find(&mut tx, &person).await?;
    ask(&read, &mut tx, &person, Some(person.clone())).await
}

async fn ask(read: &Read, tx: &mut Tx, person: &Person, other: Option<Person>) -> Result<Page> {
    let reason = reason_against(tx, person).await?;
    let reason = reason.map(|reason| reason.to_string());
    Page::of(&page(read, Field::empty("sure"), other, reason))
}

fn page(read: &Read, sure: Field, other: Option<Person>, reason: Option<String>) -> AskPage {
    let errors = Errors::of([&sure]);
    let (title, above) = match &other {
        None => ("Be forgotten".to_owned(), ("Your account".into(), "/account".into())),
        Some(person) => (
            format!("Forget {}", person.name),
            ("People".into(), "/hub/people".into()),
        ),
    };
    let title = if errors.is_empty() {
        title
    } else {
        format!("Error: {title}")
    };
    let mut shell = read.shell(title);
    shell.breadcrumbs = vec![("Home".into(), "/".into()), above];
    AskPage {
        shell,
        errors,
        sure,
        action: read.path.clone(),
        other,
        reason,
    }
}

/// Forgets the viewer, who is then a stranger.
pub(super) async fn forget_oneself(form: Form) -> Result<Response> {
    let person = form.read.viewer.person.found("person")?;
    // Their name and address do not go into the trail at the last moment.
    let act = Act::of_the_hub("person.forgotten")
        .actor(person)
        .in_organisation(form.read.viewer.organisation)
        .on("person", person);
    let is_https = form.read.shared.get::<Settings>().is_https();
    let mut answer = take(form, &person.to_string(), act, false, "/account/forgotten").await?;
    if answer.status() == StatusCode::SEE_OTHER {
        let cookie = AppendHeaders([(header::SET_COOKIE, session::clear_cookie(is_https))]);
        answer = (cookie, answer).into_response();
    }
    Ok(answer)
}

/// Forgets somebody else.
pub(super) async fn forget_other(Path(person): Path<String>, form: Form) -> Result<Response> {
    let act = Act::by(&form.read, "person.forgotten").on("person", &person);
    let then = format!("/hub/people/{person}/forgotten");
    take(form, &person, act, true, &then).await
}

async fn take(form: Form, person: &str, act: Act, is_other: bool, then: &str) -> Result<Response> {
    let mut sure = Field::new("sure", form.field("sure"));
    if sure.value() != "yes" {
        sure.refuse("Tick the box if you want this");
    }
    let mut change = form.change().await?;
    let person = find(&mut change.tx, person).await?;
    let other = is_other.then(|| person.clone());
    if !sure.is_fine() {
        let reason = reason_against(&mut change.tx, &person)
            .await?
            .map(|reason| reason.to_string());
        let page = Page::of(&page(&change.read, sure, other, reason))?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let (read, tx) = (&change.read, &mut change.tx);
    let reason = forget(tx, read.shared.get::<PersonalRooms>(), &person, &act, read.now).await?;
    if let Some(reason) = reason {
        let page = Page::of(&page(read, Field::empty("sure"), other, Some(reason.to_string())))?;
        return Ok(page.with_status(StatusCode::CONFLICT).into_response());
    }
    let db = read.shared.get::<Db>().clone();
    change.commit().await?;
    // What cannot be wiped now, because somebody reads it, is wiped by the work of the day.
    if let Err(error) = db.wipe_journal().await {
        tracing::warn!("what was forgotten may still stand in the journal of the database: {error}");
    }
    Ok(see_other(then))
}

async fn find(tx: &mut Tx, person: &str) -> Result<Person> {
    let person: PersonId = person.parse().ok().found("person")?;
    person::store::find(tx, person).await?.found("person")
}

/// Says to a stranger that they were forgotten.
pub(super) async fn oneself_is_forgotten(read: Read) -> Result<Page> {
    Page::of(&DonePage {
        shell: read.shell("You have been forgotten"),
        is_oneself: true,
    })
}

/// Says that somebody was forgotten.
pub(super) async fn other_is_forgotten(Path(person): Path<String>, read: Read) -> Result<Page> {
    let person: PersonId = person.parse().ok().found("person")?;
    let mut tx = read.tx().await?;
    let is_here = person::store::find(&mut tx, person).await?.is_some();
    (!is_here && audit::was_forgotten(&mut tx, person).await?)
        .then_some(())
        .found("person")?;
    let mut shell = read.shell("They have been forgotten");
    shell.breadcrumbs = vec![("Home".into(), "/".into()), ("People".into(), "/hub/people".into())];
    Page::of(&DonePage {
        shell,
        is_oneself: false,
    })
}
