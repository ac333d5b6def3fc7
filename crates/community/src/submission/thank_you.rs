//! Thank you: what happens now, and the way back.

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Read, Result};

use super::{form::shell, model::Kind, words::hub_page};
use crate::Promise;

#[derive(Template)]
#[template(path = "submission/thank_you.html")]
struct ThankYouPage {
    shell: ui::Shell,
    kind: Kind,
    page: Option<String>,
    promise: Promise,
}

pub(super) async fn show(read: Read, Path(kind): Path<String>) -> Result<Page> {
    let kind = Kind::of_slug(&kind).found("page")?;
    let shell = shell(&read, "Thank you");
    let page = read
        .asked("page")
        .first()
        .and_then(|page| hub_page(page))
        .map(|(path, _)| shell.link(path));
    let promise = read.shared.get::<Promise>().clone();
    Page::of(&ThankYouPage {
        shell,
        kind,
        page,
        promise,
    })
}
