//! Changing one's own name.

use askama::Template;
use axum::response::Response;
use ui::form::{Errors, Field};
use web::{Form, Found as _, Read, Result, see_other};

use super::pages::whoever;
use crate::{
    audit::{self, Act},
    form::{below, judged, page_with, required},
    person,
};

#[derive(Template)]
#[template(path = "account/name.html")]
struct NamePage {
    shell: ui::Shell,
    errors: Errors,
    version: i64,
    name: Field,
}

fn page(read: &Read, name: Field, version: i64) -> Result<Response> {
    let shell = below(read, "Change your name", &[("Your account", "/account")]);
    let errors = Errors::of([&name]);
    let (shell, status) = judged(shell, &errors);
    let page = NamePage {
        shell,
        errors,
        version,
        name,
    };
    page_with(&page, status)
}

pub(super) async fn show(read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let person = person::store::find(&mut tx, whoever(&read)?).await?.found("person")?;
    page(&read, Field::new("name", person.name.as_str()), person.version)
}

pub(super) async fn send(form: Form) -> Result<Response> {
    let mut name = required("name", form.field("name"), "Enter your name");
    let version = form.field("version").parse().unwrap_or_default();
    if !name.is_fine() {
        return page(&form.read, name, version);
    }
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = person::store::find(&mut tx, whoever(&read)?).await?.found("person")?;
    if person.name == name.value() {
        return Ok(see_other("/account"));
    }
    if !person::store::rename(&mut tx, person.id, name.value(), version).await? {
        name.refuse("Somebody changed this while you were editing. Check it and save again");
        return page(&read, name, person.version);
    }
    let act = Act::by(&read, "person.renamed").on("person", person.id);
    let act = act.with("before", &person.name).with("after", name.value());
    audit::record(&mut tx, &act, read.now).await?;
    tx.commit().await?;
    Ok(see_other("/account?done=name"))
}
