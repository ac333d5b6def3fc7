//! Changing one's own password. It signs one out everywhere else.

use axum::response::{IntoResponse as _, Response};
use db::Tx;
use web::{Error, Form, Found as _, Read, Result, see_other};

use super::pages::whoever;
use crate::{
    Settings,
    audit::{self, Act},
    code_app,
    form::{below, with_cookies},
    password,
    person::{self, Person},
    session,
    sign_in::{
        known_browser,
        new_password::{NewPasswordPage, fault},
        pending,
    },
};

const TITLE: &str = "Choose a new password";

fn page(read: &Read, email: &str) -> NewPasswordPage {
    let shell = below(read, TITLE, &[("Your account", "/account")]);
    NewPasswordPage::of(shell, TITLE, "/account/password", email)
}

/// Whoever asks, when they have a code app: a password works only with one.
async fn with_an_app(tx: &mut Tx, read: &Read) -> Result<Person> {
    let person = person::store::find(tx, whoever(read)?).await?.found("person")?;
    match code_app::store::added_at(tx, person.id).await? {
        Some(_) => Ok(person),
        None => Err(Error::BadRequest(
            "Set up the app that gives you codes first. A password works only with it.".into(),
        )),
    }
}

pub(super) async fn show(read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let person = with_an_app(&mut tx, &read).await?;
    page(&read, &person.email).blank()
}

pub(super) async fn send(form: Form) -> Result<Response> {
    let settings = form.read.shared.get::<Settings>().clone();
    let mut tx = form.read.tx().await?;
    let person = with_an_app(&mut tx, &form.read).await?;
    drop(tx);
    let typed = form.secret("password").to_owned();
    if let Some(words) = fault(&settings, &typed, &person.name, &person.email) {
        return page(&form.read, &person.email).refuse(&words);
    }
    let hash = settings.passwords.hash(&typed).await?;
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    password::store::save(&mut tx, person.id, &hash, read.now).await?;
    if let Some(session) = read.viewer.session {
        session::store::end_others(&mut tx, person.id, session).await?;
    }
    pending::remove_of_person(&mut tx, person.id).await?;
    let act = Act::by(&read, "password.chosen").on("person", person.id);
    audit::record(&mut tx, &act, read.now).await?;
    tx.commit().await?;
    let known = known_browser(&settings, person.id, read.now);
    Ok(with_cookies(
        see_other("/account?done=password").into_response(),
        [known],
    ))
}
