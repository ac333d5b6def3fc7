//! A forgotten password: a link by e-mail, and a new one.
//!
//! Whatever address is typed, the same is done and answered: a link is made and a job for it. The link of
//! an address without a password is for nobody, and its job sends nothing. Using a link ends the person's
//! sessions; the code app stays as it is, so the mailbox alone lets nobody in.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::Tx;
use http::StatusCode;
use ui::form::{Errors, Field};
use web::{Form, Read, Result, see_other};

use super::{
    invitation::gone,
    new_password::{NewPasswordPage, fault},
    pages::wait_in_words,
    pending::{self, Step},
    store,
};
use crate::{
    Settings,
    attempt::{self, Attempt, Verdict},
    audit::{self, Act},
    code_app,
    form::{self, page_with, refused, shell, with_cookies},
    link::{self, Kind, Link},
    password,
    person::{self, Person},
    secret::Token,
    session,
};

const TITLE: &str = "Choose a new password";
const GONE: &str = "If you still need a new password, ask for another link.";

#[derive(Template)]
#[template(path = "sign_in/recovery.html")]
struct RecoveryPage {
    shell: ui::Shell,
    errors: Errors,
    email: Field,
    can_mail: bool,
    is_sent: bool,
}

fn page(read: &Read, email: Field, is_sent: bool, status: StatusCode) -> Result<Response> {
    let errors = Errors::of([&email]);
    let shell = shell(read, TITLE);
    let page = RecoveryPage {
        shell: if errors.is_empty() { shell } else { refused(shell) },
        errors,
        email,
        can_mail: link::can_mail(&read.shared),
        is_sent,
    };
    page_with(&page, status)
}

pub(super) async fn show(read: Read) -> Result<Response> {
    let is_sent = !read.asked("sent").is_empty();
    page(&read, Field::empty("email"), is_sent, StatusCode::OK)
}

pub(super) async fn send(form: Form) -> Result<Response> {
    let mut email = form::email("email", form.field("email"));
    if !email.is_fine() {
        return page(&form.read, email, false, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if !link::can_mail(&form.read.shared) {
        return page(&form.read, Field::empty("email"), false, StatusCode::OK);
    }
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let settings = read.shared.get::<Settings>();
    let attempt = Attempt::for_link(&settings.sealer, email.value(), read.client);
    if let Verdict::Wait(until) = attempt::reserve(&mut tx, &attempt, read.now).await? {
        tx.commit().await?;
        let words =
            wait_in_words(until, read.now).replacen("That was wrong too often", "A link was asked for too often", 1);
        email.refuse(words.split(", or choose").next().unwrap_or_default());
        return page(&read, email, false, StatusCode::TOO_MANY_REQUESTS);
    }
    let candidate = store::candidate(&mut tx, email.value()).await?;
    let candidate = candidate.filter(|candidate| candidate.hash.is_some() && !candidate.is_disabled);
    let link = Link {
        person_id: candidate.map(|candidate| candidate.id),
        email: email.value().to_owned(),
        ..Link::new(Kind::Recovery, read.now)
    };
    link::store::add(&mut tx, &link, &settings.sealer).await?;
    link::later(&mut tx, &link, read.now).await?;
    tx.commit().await?;
    Ok(see_other("/sign-in/recovery?sent"))
}

/// The link of this token and whose it is, while both are good.
async fn opened(tx: &mut Tx, read: &Read, token: &str) -> Result<Option<(Link, Person)>> {
    let Some(token) = Token::shown(token) else {
        return Ok(None);
    };
    let link = link::store::find(tx, &token, read.now).await?;
    let Some(link) = link.filter(|link| link.kind() == Some(Kind::Recovery)) else {
        return Ok(None);
    };
    let Some(person) = link.person_id else {
        return Ok(None);
    };
    let person = person::store::find(tx, person)
        .await?
        .filter(|person| !person.is_disabled);
    Ok(person.map(|person| (link, person)))
}

fn new_password(read: &Read, person: &Person) -> NewPasswordPage {
    NewPasswordPage::of(shell(read, TITLE), TITLE, read.path.clone(), &person.email)
}

pub(super) async fn open(Path(token): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    match opened(&mut tx, &read, &token).await? {
        Some((_, person)) => new_password(&read, &person).blank(),
        None => gone(&read, GONE),
    }
}

pub(super) async fn take(Path(token): Path<String>, form: Form) -> Result<Response> {
    let settings = form.read.shared.get::<Settings>().clone();
    let mut tx = form.read.tx().await?;
    let Some((_, person)) = opened(&mut tx, &form.read, &token).await? else {
        return gone(&form.read, GONE);
    };
    drop(tx);
    let typed = form.secret("password").to_owned();
    if let Some(words) = fault(&settings, &typed, &person.name, &person.email) {
        return new_password(&form.read, &person).refuse(&words);
    }
    let hash = settings.passwords.hash(&typed).await?;
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let Some((link, person)) = opened(&mut tx, &read, &token).await? else {
        return gone(&read, GONE);
    };
    if !link::store::take(&mut tx, link.id).await? {
        return gone(&read, GONE);
    }
    password::store::save(&mut tx, person.id, &hash, read.now).await?;
    session::store::end_all(&mut tx, person.id).await?;
    pending::remove_of_person(&mut tx, person.id).await?;
    link::store::remove_of_person(&mut tx, person.id).await?;
    let act = Act::by(&read, "password.recovered")
        .actor(person.id)
        .on("person", person.id);
    audit::record(&mut tx, &act, read.now).await?;
    let (step, address) = match code_app::store::added_at(&mut tx, person.id).await? {
        Some(_) => (Step::Code, "/sign-in/code"),
        None => (Step::SetUp, "/sign-in/app"),
    };
    let cookie = pending::begin(&mut tx, &settings, person.id, step, read.now).await?;
    tx.commit().await?;
    Ok(with_cookies(see_other(address).into_response(), [cookie]))
}
