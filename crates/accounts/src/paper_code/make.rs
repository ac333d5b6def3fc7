//! Making codes, and showing them once.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use web::{Error, Form, Page, Read, Result};

use super::{
    model::{COUNT, Code},
    store,
};
use crate::{
    Settings,
    audit::{self, Act},
    words,
};

const TITLE: &str = "Codes on paper";

#[derive(Template)]
#[template(path = "paper_code/make.html")]
struct MakePage {
    shell: ui::Shell,
    left: i64,
    made: String,
}

#[derive(Template)]
#[template(path = "paper_code/codes.html")]
struct CodesPage {
    shell: ui::Shell,
    hub_name: String,
    address: Option<String>,
    made: String,
    codes: Vec<String>,
}

/// Says what they are for, and asks whether to make them.
pub(super) async fn ask(read: Read) -> Result<Page> {
    let person = read.viewer.person.ok_or(Error::Forbidden)?;
    let mut tx = read.tx().await?;
    let (left, made_at) = store::left(&mut tx, person).await?;
    Page::of(&MakePage {
        shell: words::shell_of_account(&read, TITLE),
        left,
        made: made_at.map(words::day).unwrap_or_default(),
    })
}

/// Makes them. The answer is the one page on which they ever stand.
pub(super) async fn make(form: Form) -> Result<Response> {
    let person = form.read.viewer.person.ok_or(Error::Forbidden)?;
    let settings = form.read.shared.get::<Settings>().clone();
    let codes = (1..=COUNT).map(Code::new).collect::<Result<Vec<_>, _>>()?;
    // Hashing takes a while, so no transaction is open yet.
    let hashes = codes.iter().map(|code| settings.passwords.hash(code.letters()));
    let hashes = futures::future::try_join_all(hashes).await?;
    let hashed: Vec<(u8, String)> = codes.iter().map(|code| code.number).zip(hashes).collect();
    let mut change = form.change().await?;
    store::replace(&mut change.tx, person, &hashed, change.read.now).await?;
    let act = Act::by(&change.read, "paper-codes.made").on("person", person);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    let page = Page::of(&CodesPage {
        shell: words::shell_of_account(&change.read, TITLE),
        address: settings.public_url.map(|address| format!("{address}/sign-in/paper")),
        hub_name: settings.hub_name,
        made: words::day(change.read.now),
        codes: codes.iter().map(Code::printed).collect(),
    })?;
    change.commit().await?;
    let mut response = page.into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
