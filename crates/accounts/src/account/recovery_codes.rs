//! A new set of recovery codes.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use web::{Error, Form, Read, Result};

use super::pages::whoever;
use crate::{
    Settings,
    audit::{self, Act},
    code_app::{self, RecoveryCode},
    form::{below, page_with},
    sign_in,
};

#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
struct AskPage {
    shell: ui::Shell,
}

pub(super) async fn show(read: Read) -> Result<Response> {
    let shell = below(&read, "Make new recovery codes", &[("Your account", "/account")]);
    page_with(&AskPage { shell }, StatusCode::OK)
}

pub(super) async fn send(form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let (person, sealer) = (whoever(&read)?, &read.shared.get::<Settings>().sealer);
    if code_app::store::added_at(&mut tx, person).await?.is_none() {
        return Err(Error::BadRequest("Set up the app that gives you codes first.".into()));
    }
    let codes = RecoveryCode::set()?;
    code_app::store::save_recovery_codes(&mut tx, person, &codes, sealer, read.now).await?;
    let act = Act::by(&read, "recovery-codes.made").on("person", person);
    audit::record(&mut tx, &act, read.now).await?;
    tx.commit().await?;
    sign_in::recovery_codes::page(&read, &codes, "/account")
}
