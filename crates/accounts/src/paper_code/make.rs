//! Making codes, and showing them once.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use db::Time;
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
    /// The sheet that new codes would take the place of.
    in_place_of: String,
    is_sent_again: bool,
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
    let sheet = store::left(&mut tx, person).await?;
    make_page(&read, sheet, false)
}

fn make_page(read: &Read, (left, made_at): (i64, Option<Time>), is_sent_again: bool) -> Result<Page> {
    Page::of(&MakePage {
        shell: words::shell_of_account(read, TITLE),
        left,
        made: made_at.map(words::day).unwrap_or_default(),
        in_place_of: name_of(made_at),
        is_sent_again,
    })
}

/// What a form calls the sheet that was made then.
fn name_of(made_at: Option<Time>) -> String {
    made_at.map(|at| at.to_string()).unwrap_or_default()
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
    let in_place_of = form.field("in_place_of").to_owned();
    let mut change = form.change().await?;
    let sheet = store::left(&mut change.tx, person).await?;
    if sheet.0 > 0 && name_of(sheet.1) != in_place_of {
        // The page was loaded again: codes that it made and that still stand must not be voided unawares.
        return Ok(make_page(&change.read, sheet, true)?.into_response());
    }
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
