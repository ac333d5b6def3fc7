//! All organisations of the hub, for its administrators.

use askama::Template;
use ui::form::Field;
use web::{OrganisationId, Page, Read, Result};

use super::{
    model::{Listed, kind_name, nation_name},
    store,
};
use crate::around::done;
use crate::form::below;

/// How many stand on one page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "organisation/list.html")]
struct ListPage {
    shell: ui::Shell,
    done: Option<ui::NotificationBanner>,
    search: Field,
    rows: Vec<ui::Row>,
    next: Option<String>,
    is_later: bool,
}

/// The list, or what of it has the words that were asked for.
pub async fn show(read: Read) -> Result<Page> {
    let search = asked(&read);
    let mut tx = read.tx().await?;
    let (listed, next) = page(&mut tx, &read, search.value()).await?;
    let rows = listed
        .iter()
        .map(|listed| row(listed, &format!("/hub/organisations/{}", listed.id)))
        .collect();
    Page::of(&ListPage {
        shell: below(&read, "Organisations", &[]),
        done: done(&read, &[("removed", "The organisation was removed.")]),
        next: next.map(|id| address("/hub/organisations", search.value(), id)),
        is_later: !read.asked("after").is_empty(),
        search,
        rows,
    })
}

/// The words that were asked for.
pub(crate) fn asked(read: &Read) -> Field {
    let words = read.asked("q").into_iter().next().unwrap_or_default();
    Field::new("q", words.trim().chars().take(100).collect::<String>())
}

/// One page of organisations, and after which one the next begins.
pub(crate) async fn page(tx: &mut db::Tx, read: &Read, words: &str) -> Result<(Vec<Listed>, Option<OrganisationId>)> {
    let after = read.asked("after").first().and_then(|after| after.parse().ok());
    let after = match after {
        Some(after) => store::find(tx, after).await?,
        None => None,
    };
    let key = after.map(|after| (after.name.to_lowercase(), after.id));
    let (name, id) = store::first();
    let after = key.as_ref().map_or((name, id), |(name, id)| (name.as_str(), *id));
    let mut listed = store::list(tx, words, after, PAGE + 1).await?;
    let has_more = listed.len() > usize::try_from(PAGE).unwrap_or_default();
    if has_more {
        listed.pop();
    }
    let next = listed.last().filter(|_| has_more).map(|last| last.id);
    Ok((listed, next))
}

/// The address of a list from one organisation on.
pub(crate) fn address(base: &str, words: &str, after: OrganisationId) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !words.is_empty() {
        query.append_pair("q", words);
    }
    query.append_pair("after", &after.to_string());
    format!("{base}?{}", query.finish())
}

/// One line of a list of organisations.
pub(crate) fn row(listed: &Listed, address: &str) -> ui::Row {
    ui::Row::new(&listed.name, address)
        .fact(kind_name(&listed.kind, listed.code.as_deref()))
        .fact(nation_name(&listed.nation))
        .fact(text::words::counted(listed.people, "person", "people"))
}
