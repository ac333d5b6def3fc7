//! Setting up how to sign in, after a link was opened: a choice of ways, where there is one.

use askama::Template;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use web::{Read, Result, see_other};

use super::{
    code::begin_again,
    pending::{self, Step},
    way::{Door, ways},
};
use crate::{
    Settings,
    form::{page_with, shell},
    single_sign_on,
};

#[derive(Template)]
#[template(path = "sign_in/set_up.html")]
struct SetUpPage {
    shell: ui::Shell,
    rows: Vec<ui::Row>,
}

pub(super) async fn show(headers: HeaderMap, read: Read) -> Result<Response> {
    let settings = read.shared.get::<Settings>();
    let mut tx = read.tx().await?;
    let Some(pending) = pending::find(&mut tx, settings, &headers, Step::SetUp, read.now).await? else {
        return Ok(begin_again(None));
    };
    if let Some(refusal) = single_sign_on::only_way(&mut tx, &read, pending.person_id).await? {
        return Ok(refusal);
    }
    let others = ways(&mut tx, Door::SettingUp, &read).await?;
    if others.is_empty() {
        return Ok(see_other("/sign-in/password"));
    }
    let password = ui::Row::new("A password and an app on your phone", "/sign-in/password")
        .line("You choose a password. An app on your phone gives you a code each time.");
    let mut rows: Vec<ui::Row> = others
        .into_iter()
        .map(|way| {
            let row = ui::Row::new(way.label, way.address);
            way.about.map_or_else(|| row.clone(), |about| row.clone().line(about))
        })
        .collect();
    rows.push(password);
    let shell = shell(&read, "How do you want to sign in?");
    page_with(&SetUpPage { shell, rows }, StatusCode::OK)
}
