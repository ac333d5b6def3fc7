//! The page of a case study, and the list of them.

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use super::CaseStudy;
use crate::{
    item::{Item, Kind},
    item_page::{self, ItemPage},
    list::{List, Sorted},
    reader::Reader,
    row,
};

/// All case studies, newest first.
pub async fn list(reader: Reader) -> Result<Page> {
    List::of(
        Kind::CaseStudy,
        "Case studies",
        "What happened to real councils and their suppliers, and what others can take from it.",
    )
    .sorted(Sorted {
        said: "newest first".into(),
        key: Box::new(|item: &Item| {
            // Days before a far day, so that a larger date sorts first.
            let far = jiff::civil::date(9999, 12, 31);
            let days = item
                .case_study()
                .and_then(|case| case.date.until(far).ok())
                .map_or(0, |span| span.get_days());
            (format!("{days:010}"), item.slug.clone())
        }),
    })
    .show(reader)
}

#[derive(Template)]
#[template(source = "{{ facts }}", ext = "html")]
struct Before {
    facts: ui::SummaryList,
}

#[derive(Template)]
#[template(path = "case_study/after.html")]
struct After {
    differently: Option<ui::Markup>,
    takeaways: Vec<(String, String, ui::Markup)>,
}

/// One case study.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::CaseStudy, &slug).await?;
    let case = item.case_study().found("case study")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Case studies", "/case-studies");
    let mut facts = ui::SummaryList::new().row("When", &case.when).row("Where", &case.place);
    if !case.stopped.is_empty() {
        facts = facts.row_html("What stopped", row::bullets(&case.stopped));
    }
    if let Some(recovery) = &case.recovery {
        facts = facts.row_html("How long", page.reading.line(recovery));
    }
    if let Some(cost) = &case.cost {
        facts = facts.row_html("What it cost", page.reading.line(cost));
    }
    page.before(&Before { facts })?;
    let takeaways = takeaways(&reader, &mut page, case);
    let differently = case.differently.as_ref().map(|line| page.reading.html(line));
    page.after(&After { differently, takeaways })?;
    page.show()
}

/// What each group takes from it, the reader's own first.
fn takeaways(reader: &Reader, page: &mut ItemPage<'_>, case: &CaseStudy) -> Vec<(String, String, ui::Markup)> {
    let mut groups = reader.shelf.audiences();
    groups.sort_by_key(|group| Some(group.slug.as_str()) != reader.group_slug());
    groups
        .into_iter()
        .filter_map(|group| {
            let takeaway = case.takeaway(&group.slug)?;
            Some((
                group.head.title.clone(),
                page.shell.link(group.address()),
                page.reading.line(takeaway),
            ))
        })
        .collect()
}
