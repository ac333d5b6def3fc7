//! The page of an alert, and the list of them.

use std::{cmp::Reverse, sync::Arc};

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use super::Alert;
use crate::{
    item::{Item, Kind},
    item_page::{self, ItemPage},
    reader::Reader,
    row,
};

/// How many earlier alerts a page shows.
const EARLIER: usize = 40;

#[derive(Template)]
#[template(path = "alert/list.html")]
struct ListPage {
    shell: ui::Shell,
    live: Vec<ui::Row>,
    earlier: Vec<ui::Row>,
    earlier_count: usize,
    last: Option<String>,
    feed: String,
}

/// All alerts: live ones by decision, then earlier ones.
pub async fn list(reader: Reader) -> Result<Page> {
    let mut shell = reader.read.content_shell("Alerts");
    shell.breadcrumbs = vec![("Home".into(), "/".into())];
    shell.description = "What is happening now, what it means for your work, and how soon to act.".into();
    let today = reader.read.today;
    let mut alerts: Vec<(&Arc<Item>, &Alert)> = reader
        .shelf
        .all(Kind::Alert)
        .filter(|item| item.head.holds_in(&reader.nations))
        .filter_map(|item| Some((item, item.alert()?)))
        .filter(|(_, alert)| alert.published <= today)
        .filter(|(_, alert)| {
            reader
                .group_slug()
                .is_none_or(|group| alert.lines_for(group).or(alert.lines_for("all-staff")).is_some())
        })
        .collect();
    alerts.sort_by_key(|(item, alert)| (Reverse(alert.published), item.slug.clone()));
    let (mut live, earlier): (Vec<_>, Vec<_>) = alerts.into_iter().partition(|(_, alert)| alert.is_live(today));
    live.sort_by_key(|(_, alert)| alert.decision);
    let rows = |alerts: &[(&Arc<Item>, &Alert)]| {
        alerts
            .iter()
            .take(EARLIER)
            .map(|(item, _)| row::of(&reader, &shell, item))
            .collect()
    };
    let feed = match reader.group_slug() {
        Some(group) => format!("/for/{group}/feed.atom"),
        None => "/feed.atom".to_owned(),
    };
    let page = ListPage {
        live: rows(&live),
        earlier: rows(&earlier),
        earlier_count: earlier.len(),
        last: earlier.first().map(|(_, alert)| text::date::in_words(alert.published)),
        feed,
        shell,
    };
    Ok(Page::of(&page)?.kept())
}

#[derive(Template)]
#[template(path = "alert/before.html")]
struct Before {
    word: ui::Word,
    published: String,
    until: String,
    is_live: bool,
    groups: Vec<Lines>,
    reasons: Vec<ui::Markup>,
}

struct Lines {
    name: String,
    means: ui::Markup,
    today: ui::Markup,
    it: ui::Markup,
    ask: ui::Markup,
}

/// One alert.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Alert, &slug).await?;
    let alert = item
        .alert()
        .filter(|alert| alert.published <= reader.read.today)
        .found("alert")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Alerts", "/alerts");
    let is_live = alert.is_live(reader.read.today);
    let mut groups = reader.shelf.audiences();
    groups.sort_by_key(|group| Some(group.slug.as_str()) != reader.group_slug());
    let groups = groups
        .into_iter()
        .filter_map(|group| {
            let lines = alert.lines_for(&group.slug)?;
            Some(Lines {
                name: group.head.title.clone(),
                means: page.reading.line(&lines.means),
                today: page.reading.line(&lines.today),
                it: page.reading.line(&lines.it),
                ask: page.reading.line(&lines.ask),
            })
        })
        .collect();
    let before = Before {
        word: ui::Word::of(if is_live { alert.decision.slug() } else { "closed" }),
        published: text::date::in_words(alert.published),
        until: text::date::in_words(alert.expires),
        is_live,
        groups,
        reasons: alert.reasons.iter().map(|line| page.reading.line(line)).collect(),
    };
    page.before(&before)?;
    page.show()
}
