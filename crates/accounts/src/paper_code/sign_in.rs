//! Coming in by a code on paper.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use db::{Db, Time};
use http::StatusCode;
use ui::form::{Errors, Field};
use web::{Change, Form, Page, PersonId, Read, Result, see_other};

use super::{model::Code, store, tell_administrators};
use crate::{
    Settings,
    attempt::{self, Attempt, Verdict},
    audit::{self, Act},
    form::{judged, with_cookies},
    password::Matches,
    session::{self, Method},
    sign_in::Next,
    words,
};

const TITLE: &str = "Sign in with a code on paper";
/// One sentence for every reason: it tells a stranger nothing.
const NOT_KNOWN: &str =
    "The address and the code do not belong together, or the code was used before. Check both, and try again";

#[derive(Template)]
#[template(path = "paper_code/sign_in.html")]
struct SignInPage {
    shell: ui::Shell,
    errors: Errors,
    email: Field,
    code: Field,
    next: String,
}

/// Asks for the address and the code.
pub(super) async fn ask(read: Read) -> Result<Page> {
    let next = Next::asked(&read);
    page(&read, Field::empty("email"), Field::empty("code"), next.as_ref(), None)
}

/// Lets somebody in, once.
pub(super) async fn sign_in(form: Form) -> Result<Response> {
    let next = Next::of(form.field("next"));
    let mut email = Field::new("email", form.field("email"));
    let mut code = Field::new("code", form.field("code"));
    if email.trimmed().is_empty() {
        email.refuse("Enter your e-mail address");
    }
    if code.trimmed().is_empty() {
        code.refuse("Enter one of your codes");
    }
    if !email.is_fine() || !code.is_fine() {
        return refused(&form.read, email, code, next.as_ref(), None);
    }
    let attempt = Attempt::by_paper(
        &form.read.shared.get::<Settings>().sealer,
        email.trimmed(),
        form.read.client,
    );
    if let Verdict::Wait(until) = counted(&form.read, &attempt).await? {
        let words = wait_in_words(until, form.read.now);
        let response = refused(&form.read, email, code, next.as_ref(), Some(&words))?;
        return Ok((StatusCode::TOO_MANY_REQUESTS, response).into_response());
    }
    let Some((person, number, digest)) = known(&form.read, email.trimmed(), code.trimmed()).await? else {
        return refused(&form.read, email, code, next.as_ref(), Some(NOT_KNOWN));
    };
    let mut change = form.change().await?;
    attempt::forget(&mut change.tx, &attempt).await?;
    if !store::use_up(&mut change.tx, person, number, &digest, change.read.now).await? {
        return refused(&change.read, email, code, next.as_ref(), Some(NOT_KNOWN));
    }
    let cookie = come_in(&mut change, person, number).await?;
    change.commit().await?;
    Ok(with_cookies(
        see_other(next.as_ref().map_or("/", Next::as_str)),
        [cookie],
    ))
}

/// Counts an attempt before it is judged, so that many at once gain nothing.
async fn counted(read: &Read, attempt: &Attempt) -> Result<Verdict> {
    let mut tx = read.shared.get::<Db>().write().await?;
    let verdict = attempt::reserve(&mut tx, attempt, read.now).await?;
    tx.commit().await?;
    Ok(verdict)
}

/// How long somebody waits, in words.
fn wait_in_words(until: Time, now: Time) -> String {
    let seconds = until.timestamp().duration_since(now.timestamp()).as_secs();
    match (seconds + 59) / 60 {
        ..=1 => "That was wrong too often. Wait a minute and try again".to_owned(),
        minutes => format!("That was wrong too often. Wait {minutes} minutes and try again"),
    }
}

/// Whose code this is. It asks and compares the same whether or not there is anybody.
async fn known(read: &Read, email: &str, typed: &str) -> Result<Option<(PersonId, u8, String)>> {
    let code = Code::typed(typed);
    let (number, letters) = code.as_ref().map_or((0, typed), |code| (code.number, code.letters()));
    let mut tx = read.tx().await?;
    let found = store::find(&mut tx, email, number).await?;
    drop(tx);
    let digest = found.as_ref().map(|(_, digest)| digest.clone());
    let matches = read.shared.get::<Settings>().passwords.matches(letters, digest).await?;
    Ok(match matches {
        Matches::No => None,
        Matches::Yes | Matches::YesAtOldCost => found.map(|(person, digest)| (person, number, digest)),
    })
}

/// Begins the session, and sees to it that everybody who should know does.
async fn come_in(change: &mut Change, person: PersonId, number: u8) -> Result<String> {
    tracing::warn!(%person, number, "somebody came in by a code on paper");
    let act = Act::by(&change.read, "paper-code.used")
        .actor(person)
        .on("person", person)
        .with("number", number.to_string());
    audit::record(&mut change.tx, &act, change.read.now).await?;
    tell_administrators::later(change, person).await?;
    session::begin(&mut change.tx, &change.read, person, Method::BreakGlass).await
}

fn refused(read: &Read, email: Field, mut code: Field, next: Option<&Next>, words: Option<&str>) -> Result<Response> {
    code.forget();
    Ok(page(read, email, code, next, words)?.into_response())
}

fn page(read: &Read, email: Field, code: Field, next: Option<&Next>, words: Option<&str>) -> Result<Page> {
    let mut errors = Errors::of([&email, &code]);
    if let Some(words) = words {
        errors.refuse(words);
    }
    let (shell, status) = judged(words::shell_of_sign_in(read, TITLE), &errors);
    let page = Page::of(&SignInPage {
        shell,
        errors,
        email,
        code,
        next: next.map(|next| next.as_str().to_owned()).unwrap_or_default(),
    })?;
    Ok(page.with_status(status))
}
