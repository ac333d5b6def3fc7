//! The page of one's own passkeys.

use askama::Template;
use db::Tx;
use http::HeaderMap;
use ui::form::{Errors, Field};
use web::{Page, Read, Result};

use super::{
    model::{MOST, Passkey},
    relying_party::{NOT_HERE, relying_party},
    store,
};
use crate::{form::judged, words};

const TITLE: &str = "Your passkeys";

#[derive(Template)]
#[template(path = "passkey/list.html")]
struct ListPage {
    shell: ui::Shell,
    errors: Errors,
    name: Field,
    done: Option<&'static str>,
    rows: Vec<Row>,
    /// Why none can be added here.
    obstacle: Option<String>,
    script: &'static str,
}

struct Row {
    name: String,
    about: String,
    removal: String,
}

/// Shows them.
pub(super) async fn show(headers: HeaderMap, read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    page(&mut tx, &read, &headers, Field::empty("name"), Errors::default()).await
}

/// The page with what is wrong with it.
pub(super) async fn page(tx: &mut Tx, read: &Read, headers: &HeaderMap, name: Field, errors: Errors) -> Result<Page> {
    let passkeys = match read.viewer.person {
        Some(person) => store::list(tx, person).await?,
        None => Vec::new(),
    };
    let obstacle = if relying_party(read, headers).is_none() {
        Some(NOT_HERE.to_owned())
    } else {
        (passkeys.len() >= MOST).then(|| format!("You have {MOST} passkeys, which is the most you can have."))
    };
    let done = match read.asked("done").first().map(String::as_str) {
        Some("added") => Some("Your passkey was added. Next time you can sign in with it."),
        Some("removed") => Some("The passkey was removed. Delete it on your device too."),
        _ => None,
    };
    let (shell, status) = judged(words::shell_of_account(read, TITLE), &errors);
    let page = Page::of(&ListPage {
        shell,
        errors,
        name,
        done,
        rows: passkeys.iter().map(row).collect(),
        obstacle,
        script: ui::assets::asset_url("passkey.js"),
    })?;
    Ok(page.with_status(status))
}

fn row(passkey: &Passkey) -> Row {
    let used = match passkey.used_at {
        Some(at) => format!("last used {}", words::day(at)),
        None => "not used yet".to_owned(),
    };
    Row {
        name: passkey.name.clone(),
        about: format!("Added {}, {used}", words::day(passkey.added_at)),
        removal: format!("/account/passkeys/{}/removal", passkey.id),
    }
}
