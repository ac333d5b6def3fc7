//! Handing a link over: by mail, or on a page to whoever is to pass it on.

use askama::Template;
use axum::response::Response;
use db::Tx;
use http::{HeaderMap, StatusCode};
use web::{Read, Result};

use super::{Link, can_mail, later, send, store};
use crate::{
    Settings,
    form::{base, below, page_with},
};

#[derive(Template)]
#[template(path = "link/page.html")]
struct LinkPage {
    shell: ui::Shell,
    title: &'static str,
    address: Option<String>,
    why: &'static str,
    email: String,
    back: &'static str,
}

/// Keeps the link and has it mailed; where the hub sends no mail, says its address, which is to be shown once.
pub(crate) async fn hand_over(tx: &mut Tx, read: &Read, headers: &HeaderMap, link: &Link) -> Result<Option<String>> {
    let settings = read.shared.get::<Settings>();
    store::add(tx, link, &settings.sealer).await?;
    if can_mail(&read.shared) {
        later(tx, link, read.now).await?;
        return Ok(None);
    }
    let base = base(settings.public_url.as_deref(), headers);
    Ok(Some(link.address(&base, &settings.sealer)))
}

/// The page that says that a link was mailed, or shows it.
pub(crate) fn handed_over(
    read: &Read,
    title: &'static str,
    link: &Link,
    address: Option<String>,
    back: &'static str,
) -> Result<Response> {
    let page = LinkPage {
        shell: below(read, title, &[("People", back)]),
        title,
        address,
        why: send::why_not(&read.shared),
        email: link.email.clone(),
        back,
    };
    page_with(&page, StatusCode::OK)
}
