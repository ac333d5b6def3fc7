//! The page of an event, and the dates to come.

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use super::{Event, Occasion};
use crate::{
    contact,
    item::{Elsewhere, Item, Kind, Nation},
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
        .filter(|(_, occasion)| occasion.last_day() >= today && occasion.holds_in(&reader.nations))
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
    /// Where the reader's nation has dates of its own.
    elsewhere: Vec<ui::Markup>,
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
                when: occasion.words_in(&reader.nations),
                title: item.head.title.clone(),
                href: shell.link(item.address()),
                summary: text::markdown::to_plain(&item.head.summary),
                // The words of a day that is not for all say for whom it is.
                nations: item.head.nations_in_words().filter(|_| occasion.nations.is_empty()),
                sharing: row::sharing(item.tlp),
            });
        }
    }
    let group = reader
        .group
        .as_ref()
        .map(|group| text::words::lower_first(&group.head.title));
    let elsewhere = elsewhere(&reader, &shell);
    let page = ListPage {
        shell,
        months,
        group,
        elsewhere,
    };
    Ok(Page::of(&page)?.kept())
}

/// Where the reader's nation has dates of its own, of what concerns the reader's group.
fn elsewhere(reader: &Reader, shell: &ui::Shell) -> Vec<ui::Markup> {
    let mut reading = reader.reading(shell, "/events").without_terms();
    reader
        .shelf
        .all(Kind::Event)
        .filter(|item| reader.group_slug().is_none_or(|group| item.head.is_for(group)))
        .filter_map(|item| Elsewhere::note(&item.event()?.elsewhere, &reader.nations))
        .map(|note| reading.line(note))
        .collect()
}

#[derive(Template)]
#[template(
    source = "{{ facts }}{% if let Some(elsewhere) = elsewhere %}<p class=\"ww-note\">{{ elsewhere }}</p>{% endif %}",
    ext = "html"
)]
struct Before {
    elsewhere: Option<ui::Markup>,
    facts: ui::SummaryList,
}

/// One event.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Event, &slug).await?;
    let event = item.event().found("event")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Dates", "/events");
    let elsewhere = Elsewhere::note(&event.elsewhere, &reader.nations).map(|note| page.reading.line(note));
    page.before(&Before {
        elsewhere,
        facts: facts(event, &reader.nations, reader.read.today),
    })?;
    page.show()
}

fn facts(event: &Event, nations: &[Nation], today: jiff::civil::Date) -> ui::SummaryList {
    let (past, coming): (Vec<&Occasion>, Vec<&Occasion>) = event
        .occasions
        .iter()
        .filter(|occasion| occasion.holds_in(nations))
        .partition(|occasion| occasion.last_day() < today);
    let words = |occasions: &[&Occasion]| {
        occasions
            .iter()
            .map(|occasion| occasion.words_in(nations))
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
