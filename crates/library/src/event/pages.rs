//! The page of an event, and the dates to come.

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use super::{Event, Occasion};
use crate::{
    contact,
    item::{Item, Kind},
    item_page::{self, ItemPage},
    reader::Reader,
    row,
};

/// Occasions from today on, soonest first.
pub(crate) fn upcoming(reader: &Reader) -> Vec<(&Item, &Occasion)> {
    let today = reader.read.today;
    let mut dates: Vec<(&Item, &Occasion)> = reader
        .shelf
        .all(Kind::Event)
        .filter(|item| item.head.holds_in(&reader.nations))
        .filter(|item| reader.group_slug().is_none_or(|group| item.head.is_for(group)))
        .flat_map(|item| {
            let occasions = item.event().map(|event| event.occasions.as_slice()).unwrap_or_default();
            occasions.iter().map(move |occasion| (&**item, occasion))
        })
        .filter(|(_, occasion)| occasion.last_day() >= today)
        .collect();
    dates.sort_by(|a, b| (a.1.starts, &a.0.slug).cmp(&(b.1.starts, &b.0.slug)));
    dates
}

#[derive(Template)]
#[template(path = "event/list.html")]
struct ListPage {
    shell: ui::Shell,
    months: Vec<(String, Vec<Line>)>,
    group: Option<String>,
}

struct Line {
    when: String,
    title: String,
    href: String,
    summary: String,
    nations: Option<String>,
    sharing: Option<ui::Sharing>,
}

/// All dates to come, by month.
pub async fn list(reader: Reader) -> Result<Page> {
    let mut shell = reader.read.content_shell("Dates");
    shell.breadcrumbs = vec![("Home".into(), "/".into())];
    shell.description = "The dates of the council year on which an attack would hurt most.".into();
    let mut months: Vec<(String, Vec<Line>)> = Vec::new();
    for (item, occasion) in upcoming(&reader) {
        let month = occasion.starts.strftime("%B %Y").to_string();
        if months.last().is_none_or(|(last, _)| *last != month) {
            months.push((month, Vec::new()));
        }
        if let Some((_, lines)) = months.last_mut() {
            lines.push(Line {
                when: occasion.words(),
                title: item.head.title.clone(),
                href: shell.link(item.address()),
                summary: text::markdown::to_plain(&item.head.summary),
                nations: item.head.nations_in_words(),
                sharing: row::sharing(item),
            });
        }
    }
    let group = reader
        .group
        .as_ref()
        .map(|group| text::words::lower_first(&group.head.title));
    Ok(Page::of(&ListPage { shell, months, group })?.kept())
}

#[derive(Template)]
#[template(source = "{{ facts }}", ext = "html")]
struct Before {
    facts: ui::SummaryList,
}

/// One event.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Event, &slug).await?;
    let event = item.event().found("event")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Dates", "/events");
    page.before(&Before {
        facts: facts(event, reader.read.today),
    })?;
    page.show()
}

fn facts(event: &Event, today: jiff::civil::Date) -> ui::SummaryList {
    let (past, coming): (Vec<&Occasion>, Vec<&Occasion>) =
        event.occasions.iter().partition(|occasion| occasion.last_day() < today);
    let words = |occasions: &[&Occasion]| {
        occasions
            .iter()
            .map(|occasion| occasion.words())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let mut facts = ui::SummaryList::new();
    if coming.is_empty() {
        facts = facts.row("When", format!("It is over. {}", words(&past)));
    } else {
        facts = facts.row("When", words(&coming));
    }
    if let Some(place) = &event.place {
        facts = facts.row("Where", place);
    }
    if let Some(address) = &event.register_at {
        facts = facts.row_html("Register at", contact::link(address, &item_page::host(address)));
    }
    facts
}
