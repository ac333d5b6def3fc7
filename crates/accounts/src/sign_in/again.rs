//! Proving once more who one is, before what is sensitive. The session gets a new token with it.

use askama::Template;
use axum::response::Response;
use db::{Db, Tx};
use http::StatusCode;
use ui::form::{Errors, Field};
use web::{Error, Form, PersonId, Read, Result, SessionId, see_other};

use super::{
    next::{Next, with_next},
    pages::wait_in_words,
    way::{Door, Way, ways},
};
use crate::{
    Settings,
    attempt::{self, Attempt, Verdict},
    audit::{self, Act},
    code_app::{self, digits_of},
    form::{page_with, refused, shell, with_cookies},
    password::{self, Matches},
    secret::Token,
    session,
};

const WRONG: &str = "The password or the code is not right. A code works once: wait for the next one";

#[derive(Template)]
#[template(path = "sign_in/again.html")]
struct AgainPage {
    shell: ui::Shell,
    errors: Errors,
    password: Field,
    code: Field,
    /// Whether they have a password and an app that gives codes.
    has_password: bool,
    next: Option<Next>,
    ways: Vec<Way>,
    /// Whether a form was sent too late, so that what was typed is lost.
    is_lost: bool,
}

async fn page(read: &Read, password: Field, code: Field, next: Option<Next>, status: StatusCode) -> Result<Response> {
    let (person, _) = who(read)?;
    let mut tx = read.tx().await?;
    let mut ways = ways(&mut tx, Door::Again, read).await?;
    for way in &mut ways {
        way.address = with_next(&way.address, next.as_ref());
    }
    // A password is worth something only with the app that gives codes.
    let has_password = password::store::changed_at(&mut tx, person).await?.is_some()
        && code_app::store::added_at(&mut tx, person).await?.is_some();
    let shell = shell(read, "Show once more that it is you");
    let errors = Errors::of([&password, &code]);
    let page = AgainPage {
        shell: if errors.is_empty() { shell } else { refused(shell) },
        errors,
        password,
        code,
        has_password,
        next,
        ways,
        is_lost: read.asked("after").iter().any(|after| after == "lost"),
    };
    page_with(&page, status)
}

fn who(read: &Read) -> Result<(PersonId, SessionId)> {
    read.viewer.person.zip(read.viewer.session).ok_or(Error::Forbidden)
}

pub(super) async fn show(read: Read) -> Result<Response> {
    let next = Next::asked(&read);
    let fields = (Field::empty("password"), Field::empty("code"));
    page(&read, fields.0, fields.1, next, StatusCode::OK).await
}

pub(super) async fn send(form: Form) -> Result<Response> {
    let next = Next::of(form.field("next"));
    let (typed, digits) = (form.secret("password").to_owned(), digits_of(form.field("code")));
    let (mut password, mut code) = (Field::empty("password"), Field::empty("code"));
    if typed.is_empty() {
        password.refuse("Enter your password");
    }
    let Some(digits) = digits.filter(|_| password.is_fine()) else {
        code.refuse("Enter the six digits that your app shows");
        return page(&form.read, password, code, next, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let (person, session) = who(&read)?;
    let settings = read.shared.get::<Settings>();
    let attempt = Attempt::of_session(&settings.sealer, session);
    let verdict = attempt::reserve(&mut tx, &attempt, read.now).await?;
    let hash = password::store::hash(&mut tx, person).await?;
    tx.commit().await?;
    if let Verdict::Wait(until) = verdict {
        password.refuse(wait_in_words(until, read.now));
        return page(&read, password, code, next, StatusCode::TOO_MANY_REQUESTS).await;
    }
    if settings.passwords.matches(&typed, hash).await? != Matches::No {
        let mut tx = read.shared.get::<Db>().write().await?;
        if code_app::store::take(&mut tx, person, &digits, &settings.sealer, read.now).await? {
            attempt::forget(&mut tx, &attempt).await?;
            let cookie = prove(&mut tx, &read).await?;
            tx.commit().await?;
            return Ok(with_cookies(
                see_other(next.as_ref().map_or("/account", Next::as_str)),
                [cookie],
            ));
        }
    }
    password.refuse(WRONG);
    page(&read, password, code, next, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Notes that the viewer has proved once more who they are, in whatever way, and answers with the
/// `Set-Cookie` line that the answer must carry: the session has a new token.
pub(crate) async fn prove(tx: &mut Tx, read: &Read) -> Result<String> {
    let (person, session) = who(read)?;
    let token = Token::new()?;
    session::store::prove(tx, person, session, &token, read.now).await?;
    let act = Act::by(read, "session.proved").on("session", session);
    audit::record(tx, &act, read.now).await?;
    Ok(session::set_cookie(&token, read.shared.get::<Settings>().is_https()))
}
