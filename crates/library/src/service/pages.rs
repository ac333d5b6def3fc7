//! The page of a service, and the list of them.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::Path;
use text::words::{capital, join};
use web::{Found as _, Page, Result};

use super::{Period, PeriodKind, Service};
use crate::{
    item::{Day, Item, Kind, Nation},
    item_page::{self, ItemPage},
    list::{List, Sorted},
    reader::Reader,
    row,
};

/// All services; with a group, those that it depends on first.
pub async fn list(reader: Reader) -> Result<Page> {
    let group = reader.group.clone();
    let order = match group {
        Some(group) => Sorted {
            said: format!(
                "those that {} depend on first",
                text::words::lower_first(&group.head.title)
            ),
            key: Box::new(move |item: &Item| {
                let place = group
                    .head
                    .services
                    .iter()
                    .position(|slug| *slug == item.slug)
                    .unwrap_or(999);
                (format!("{place:03}"), item.head.title.to_lowercase())
            }),
        },
        None => Sorted::by_title(),
    };
    List::of(
        Kind::Service,
        "Services",
        "What a council does, what would be felt without it, and how to go on by paper and phone.",
    )
    .sorted(order)
    .show(reader)
}

#[derive(Template)]
#[template(path = "service/before.html")]
struct Before {
    facts: ui::SummaryList,
    continuity: Vec<(&'static str, ui::Markup, Vec<ui::Markup>)>,
}

#[derive(Template)]
#[template(path = "service/after.html")]
struct After {
    groups: Vec<(String, String, ui::Markup, ui::Markup)>,
}

/// One service.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Service, &slug).await?;
    let service = item.service().found("service")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Services", "/services");
    let facts = facts(&reader, &item, service);
    let continuity = service
        .continuity
        .phases()
        .map(|(name, phase)| {
            let deeds = phase.deeds.iter().map(|deed| page.reading.line(deed)).collect();
            (name, page.reading.line(&phase.felt), deeds)
        })
        .into();
    page.before(&Before { facts, continuity })?;
    let groups = service
        .lines
        .iter()
        .filter_map(|lines| {
            let group = reader.shelf.find(Kind::Audience, &lines.slug)?;
            let href = page.shell.link(group.address());
            Some((
                group.head.title.clone(),
                href,
                page.reading.line(&lines.means),
                page.reading.line(&lines.ask),
            ))
        })
        .collect();
    page.after(&After { groups })?;

    let bearing = |kind| {
        reader
            .shelf
            .all(kind)
            .filter(|other| other.head.services.contains(&item.slug))
            .collect::<Vec<_>>()
    };
    page.related(
        "Threats that bear on it",
        reader.shelf.find_all(Kind::Threat, &item.head.threats),
    );
    let mut cases = bearing(Kind::CaseStudy);
    cases.sort_by_key(|item| (item.case_study().map(|case| Reverse(case.date)), item.slug.clone()));
    page.related("Where it stopped", cases);
    page.related("Guidance", bearing(Kind::Guidance));
    let today = reader.read.today;
    let mut dates = bearing(Kind::Event);
    // By the year from today; what is over comes last.
    dates.sort_by_key(|item| {
        let next = item.event().and_then(|event| event.next_in(&reader.nations, today));
        (next.is_none(), next.map(|next| next.starts), item.slug.clone())
    });
    page.related("Dates", dates);
    page.related("Pages and tools of others", bearing(Kind::Resource));
    page.show()
}

fn facts(reader: &Reader, item: &Item, service: &Service) -> ui::SummaryList {
    let groups: Vec<&str> = item
        .head
        .audiences
        .iter()
        .map(|slug| reader.shelf.name_of(Kind::Audience, slug))
        .collect();
    let tiers: Vec<&str> = service.tiers.iter().map(|tier| tier.name()).collect();
    let who = if groups.is_empty() {
        "Everybody".to_owned()
    } else {
        join(&groups)
    };
    let mut facts = ui::SummaryList::new()
        .row("Who depends on it", who)
        .row("Which councils", capital(&join(&tiers)))
        .row_html("Data it holds", row::bullets(&service.data_held));
    for (words, kind) in [("Set by law", PeriodKind::Statutory), ("Often busy", PeriodKind::Busy)] {
        let times: Vec<String> = service
            .periods
            .iter()
            .filter(|period| period.kind == kind && period.holds_in(&reader.nations))
            .map(|period| period_in_words(period, &reader.nations))
            .collect();
        if !times.is_empty() {
            facts = facts.row_html(words, row::bullets(&times));
        }
    }
    let products: Vec<String> = service
        .products
        .iter()
        .filter(|product| product.confirmed)
        .map(|product| format!("{} ({})", product.product, product.vendor))
        .collect();
    if !products.is_empty() {
        facts = facts.row("Often runs on", join(&products));
    }
    facts
}

/// "Bills go out, 1 to 31 March", and where, when that is not everywhere that the reader reads for.
fn period_in_words(period: &Period, nations: &[Nation]) -> String {
    let when = period_and_days(period);
    match Nation::place(&period.nations, nations) {
        Some(place) => format!("{when}, in {place}"),
        None => when,
    }
}

fn period_and_days(period: &Period) -> String {
    let yearly = |day: Day| match day {
        // Any leap year has every day.
        Day::Yearly(month, day) => jiff::civil::Date::new(2024, month, day)
            .ok()
            .map(text::date::day_and_month),
        Day::Once(date) => Some(text::date::in_words(date)),
    };
    match (yearly(period.from), yearly(period.to)) {
        (Some(from), Some(to)) if from == to => format!("{}, {from}", period.name),
        (Some(from), Some(to)) => format!("{}, {from} to {to}", period.name),
        _ => period.name.clone(),
    }
}
