//! The first page.

use std::{cmp::Reverse, sync::Arc};

use askama::Template;
use web::{Page, Result};

use crate::{
    event,
    item::{Item, Kind},
    local_fact,
    reader::{EVERYBODY, Reader},
    row,
};

const ALERTS: usize = 4;
const CASES: usize = 3;
const DATES: usize = 4;
const QUESTIONS: usize = 5;
const FEATURED: usize = 3;

/// Questions to try the search with; a test proves that each finds its answer first.
pub(crate) const EXAMPLES: [&str; 3] = [
    "supplier e-mailed new bank details",
    "I clicked a bad link",
    "what does SIRO mean",
];

#[derive(Template)]
#[template(path = "home/page.html")]
struct HomePage {
    shell: ui::Shell,
    doors: Vec<ui::Door>,
    examples: Vec<(&'static str, String)>,
    alerts: Vec<ui::Row>,
    since: Option<String>,
    cases: Vec<ui::Row>,
    numbers: Vec<(String, String)>,
    dates: Vec<Coming>,
    featured: Vec<ui::Row>,
    questions: Vec<ui::Row>,
}

/// A date to come.
struct Coming {
    when: String,
    title: String,
    href: String,
    sharing: Option<ui::Sharing>,
}

/// The first page.
pub async fn show(reader: Reader) -> Result<Page> {
    let mut shell = reader.read.shell("");
    shell.description = "What could hit your service, what to do about it today, and whom to ring.".into();
    shell.banner = banner(&reader);
    let doors = reader
        .shelf
        .audiences()
        .into_iter()
        .filter_map(|item| {
            let audience = item.audience()?;
            Some(ui::Door::new(&item.head.title, shell.link(item.address())).promise(&audience.promise))
        })
        .collect();
    let examples = EXAMPLES
        .iter()
        .map(|words| {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("q", words)
                .finish();
            (*words, shell.link(format!("/search?{query}")))
        })
        .collect();
    let rows = |items: &[&Arc<Item>], most: usize| {
        items
            .iter()
            .take(most)
            .map(|item| row::of(&reader, &shell, item))
            .collect()
    };
    let (live, since) = alerts(&reader);
    let facts = &reader.facts;
    let numbers = ["service-desk", "out-of-hours"]
        .into_iter()
        .filter_map(|name| Some((facts.name(name, local_fact::words(name)), facts.find(name)?.to_owned())))
        .collect();
    let dates = event::upcoming(&reader)
        .into_iter()
        .take(DATES)
        .map(|(item, occasion)| Coming {
            when: occasion.words_in(&reader.nations),
            title: item.head.title.clone(),
            href: shell.link(item.address()),
            sharing: row::sharing(item.tlp),
        })
        .collect();
    let page = HomePage {
        doors,
        examples,
        alerts: rows(&live, ALERTS),
        since,
        cases: rows(&cases(&reader), CASES),
        numbers,
        dates,
        featured: rows(&featured(&reader), FEATURED),
        questions: rows(&questions(&reader), QUESTIONS),
        shell,
    };
    Ok(Page::of(&page)?.kept())
}

fn banner(reader: &Reader) -> Option<ui::Banner> {
    let today = reader.read.today;
    let (item, occasion) = reader
        .shelf
        .all(Kind::Event)
        .filter_map(|item| Some((item, item.event()?)))
        .filter(|(_, event)| event.banner)
        .find_map(|(item, event)| Some((item, event.next_in(&reader.nations, today)?)))?;
    // A banner months ahead is no news.
    let is_near = today.until(occasion.starts).is_ok_and(|span| span.get_days() <= 28);
    is_near.then(|| ui::Banner {
        text: format!("{}: {}", occasion.words_in(&reader.nations), item.head.title),
        link: Some(item.address()),
    })
}

/// Live alerts by decision and newest, and when the last one was.
fn alerts(reader: &Reader) -> (Vec<&Arc<Item>>, Option<String>) {
    let today = reader.read.today;
    let published = || {
        reader
            .shelf
            .all(Kind::Alert)
            .filter_map(|item| Some((item, item.alert()?)))
            .filter(|(_, alert)| alert.published <= today)
    };
    let mut live: Vec<_> = published().filter(|(_, alert)| alert.is_live(today)).collect();
    live.sort_by_key(|(item, alert)| (alert.decision, Reverse(alert.published), item.slug.clone()));
    let last = published()
        .map(|(_, alert)| alert.published)
        .max()
        .map(text::date::in_words);
    (live.into_iter().map(|(item, _)| item).collect(), last)
}

fn cases(reader: &Reader) -> Vec<&Arc<Item>> {
    let mut cases: Vec<_> = reader
        .shelf
        .all(Kind::CaseStudy)
        .filter(|item| item.head.holds_in(&reader.nations))
        .collect();
    cases.sort_by_key(|item| (item.case_study().map(|case| Reverse(case.date)), item.slug.clone()));
    cases
}

/// What the editors feature for everybody, or for the reader's group.
fn featured(reader: &Reader) -> Vec<&Arc<Item>> {
    let group = reader.work_slug().unwrap_or(EVERYBODY);
    reader
        .shelf
        .everything()
        .filter(|item| item.head.featured_for.iter().any(|slug| slug == group) && item.head.holds_in(&reader.nations))
        .collect()
}

fn questions(reader: &Reader) -> Vec<&Arc<Item>> {
    let mut questions: Vec<_> = reader
        .shelf
        .all(Kind::Question)
        .filter(|item| item.head.holds_in(&reader.nations))
        .collect();
    questions.sort_by_key(|item| item.question().map(|question| question.order));
    questions
}
