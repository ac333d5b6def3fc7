//! Choosing a password: when setting up, after forgetting the old one, or in place of it.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use ui::form::{Errors, Field};
use web::{Form, Read, Result, see_other};

use super::{
    code::begin_again,
    pending::{self, Step},
};
use crate::{
    Settings,
    audit::{self, Act},
    form::{page_with, private, refused},
    password,
};

/// The page on which a password is chosen.
#[derive(Template)]
#[template(path = "sign_in/new_password.html")]
pub(crate) struct NewPasswordPage {
    shell: ui::Shell,
    title: &'static str,
    errors: Errors,
    action: String,
    /// For password managers: whose password it is.
    email: String,
    password: Field,
}

impl NewPasswordPage {
    /// The page in `shell`, whose form goes to `action`.
    pub(crate) fn of(mut shell: ui::Shell, title: &'static str, action: impl Into<String>, email: &str) -> Self {
        title.clone_into(&mut shell.page_title);
        Self {
            shell,
            title,
            errors: Errors::default(),
            action: action.into(),
            email: email.to_owned(),
            password: Field::empty("password"),
        }
    }

    /// The page before anything was typed.
    pub(crate) fn blank(self) -> Result<Response> {
        page_with(&self, StatusCode::OK)
    }

    /// The page again, with what is wrong.
    pub(crate) fn refuse(mut self, words: &str) -> Result<Response> {
        self.password.refuse(words);
        self.errors = Errors::of([&self.password]);
        self.shell = refused(self.shell);
        page_with(&self, StatusCode::UNPROCESSABLE_ENTITY)
    }
}

/// What is wrong with a new password of somebody with this name and address, if anything is.
pub(crate) fn fault(settings: &Settings, password: &str, name: &str, email: &str) -> Option<String> {
    let known = [name, email, settings.hub_name.as_str()];
    password::judged(password, &known)
        .err()
        .map(|refusal| refusal.to_string())
}

const TITLE: &str = "Choose a password";

pub(super) async fn show(headers: HeaderMap, read: Read) -> Result<Response> {
    let settings = read.shared.get::<Settings>();
    let mut tx = read.tx().await?;
    match pending::find(&mut tx, settings, &headers, Step::SetUp, read.now).await? {
        Some(pending) => {
            let shell = crate::form::shell(&read, TITLE);
            NewPasswordPage::of(shell, TITLE, "/sign-in/password", &pending.email).blank()
        }
        None => Ok(begin_again(None)),
    }
}

pub(super) async fn send(headers: HeaderMap, form: Form) -> Result<Response> {
    let (settings, now) = (form.read.shared.get::<Settings>().clone(), form.read.now);
    let mut tx = form.read.tx().await?;
    let Some(pending) = pending::find(&mut tx, &settings, &headers, Step::SetUp, now).await? else {
        return Ok(begin_again(None));
    };
    drop(tx);
    let typed = form.secret("password").to_owned();
    if let Some(words) = fault(&settings, &typed, &pending.name, &pending.email) {
        let shell = crate::form::shell(&form.read, TITLE);
        return NewPasswordPage::of(shell, TITLE, "/sign-in/password", &pending.email).refuse(&words);
    }
    let hash = settings.passwords.hash(&typed).await?;
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    password::store::save(&mut tx, pending.person_id, &hash, now).await?;
    let act = Act::by(&read, "password.chosen").actor(pending.person_id);
    audit::record(&mut tx, &act.on("person", pending.person_id), now).await?;
    tx.commit().await?;
    Ok(private(see_other("/sign-in/app").into_response()))
}
