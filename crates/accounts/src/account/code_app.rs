//! Setting up a code app, or another one in its place.

use axum::response::Response;
use web::{Form, Found as _, Read, Result};

use super::pages::whoever;
use crate::{
    Settings,
    form::{below, private},
    person,
    sign_in::{
        new_app::{NewApp, Place},
        recovery_codes,
    },
};

fn place(read: &Read) -> Place {
    const TITLE: &str = "Set up the app that gives you codes";
    Place {
        shell: below(read, TITLE, &[("Your account", "/account")]),
        title: TITLE,
        action: "/account/code-app",
        next: None,
    }
}

pub(super) async fn show(read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let person = person::store::find(&mut tx, whoever(&read)?).await?.found("person")?;
    NewApp::new(person.id, &person.email)?.page(read.shared.get::<Settings>(), place(&read), None)
}

pub(super) async fn send(form: Form) -> Result<Response> {
    let settings = form.read.shared.get::<Settings>().clone();
    let mut tx = form.read.tx().await?;
    let person = person::store::find(&mut tx, whoever(&form.read)?)
        .await?
        .found("person")?;
    drop(tx);
    let app = NewApp::held(&form, &settings, person.id, &person.email)?;
    let step = match app.proved(&form)? {
        Ok(step) => step,
        Err(words) => return app.page(&settings, place(&form.read), Some(words)),
    };
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let codes = app.keep(&mut tx, &read, step).await?;
    tx.commit().await?;
    Ok(private(recovery_codes::page(&read, &codes, "/account")?))
}
