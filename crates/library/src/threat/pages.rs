//! The page of a threat, and the list of them.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use super::{Exposure, Threat};
use crate::{
    item::{Item, Kind},
    item_page::{self, ItemPage},
    list::{List, Sorted},
    reader::Reader,
};

/// All threats; with a group, those that weigh most for it first.
pub async fn list(reader: Reader) -> Result<Page> {
    let group = reader
        .work_slug()
        .and_then(|slug| reader.shelf.find(Kind::Audience, slug))
        .cloned();
    let order = match group {
        Some(group) => Sorted {
            said: format!(
                "most pressing for {} first",
                text::words::lower_first(&group.head.title)
            ),
            key: Box::new(move |item: &Item| {
                let weight = item
                    .threat()
                    .and_then(|threat| threat.exposure(&group.slug))
                    .map_or(0, Exposure::weight);
                (format!("{:03}", 255 - weight), item.slug.clone())
            }),
        },
        None => Sorted::by_title(),
    };
    List::of(
        Kind::Threat,
        "Threats",
        "What could hit a council, and what each means for your work.",
    )
    .sorted(order)
    .show(reader)
}

#[derive(Template)]
#[template(path = "threat/before.html")]
struct Before {
    also_known_as: String,
    yours: Option<Yours>,
    signs: Vec<ui::Markup>,
    first: Vec<ui::Markup>,
    cards: Vec<(String, String)>,
}

struct Yours {
    group: String,
    level: String,
    likelihood_reason: ui::Markup,
    impact_reason: ui::Markup,
    means: ui::Markup,
    first_response: ui::Markup,
    stops: ui::Markup,
}

#[derive(Template)]
#[template(path = "threat/after.html")]
struct After {
    groups: Vec<GroupLine>,
}

struct GroupLine {
    name: String,
    href: String,
    level: String,
    looks_like: ui::Markup,
    first_response: ui::Markup,
    stops: ui::Markup,
    case: Option<(String, String)>,
}

/// One threat.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Threat, &slug).await?;
    let threat = item.threat().found("threat")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Threats", "/threats");
    let before = before(&reader, &mut page, threat);
    page.before(&before)?;
    let after = after(&reader, &mut page, threat);
    page.after(&after)?;

    let of = |kind| {
        reader
            .shelf
            .all(kind)
            .filter(|other| other.head.threats.contains(&item.slug))
            .collect::<Vec<_>>()
    };
    let mut cases = of(Kind::CaseStudy);
    cases.sort_by_key(|item| (item.case_study().map(|case| Reverse(case.date)), item.slug.clone()));
    page.related("What it did to real councils", cases);
    let mut guidance = of(Kind::Guidance);
    guidance.sort_by_key(|item| {
        let is_ours = reader.work_slug().is_some_and(|group| item.head.names(group));
        (
            !is_ours,
            item.guidance().map(|guidance| guidance.stage),
            item.slug.clone(),
        )
    });
    page.related("What to do about it", guidance);
    page.related("Pages and tools of others", of(Kind::Resource));
    page.show()
}

fn level(exposure: &Exposure) -> String {
    format!("{}, {}", exposure.likelihood.words(), exposure.impact.words())
}

fn before(reader: &Reader, page: &mut ItemPage<'_>, threat: &Threat) -> Before {
    let shell = page.shell.clone();
    let group = reader
        .work_slug()
        .and_then(|slug| reader.shelf.find(Kind::Audience, slug));
    let yours = group.and_then(|group| {
        let exposure = threat.exposure(&group.slug)?;
        Some(Yours {
            group: text::words::lower_first(&group.head.title),
            level: level(exposure),
            likelihood_reason: page.reading.line(&exposure.likelihood_reason),
            impact_reason: page.reading.line(&exposure.impact_reason),
            means: page.reading.line(&exposure.means),
            first_response: page.reading.line(&exposure.first_response),
            stops: page.reading.line(&exposure.stops),
        })
    });
    Before {
        also_known_as: threat.also_known_as.join(", "),
        yours,
        signs: threat.signs.iter().map(|line| page.reading.line(line)).collect(),
        first: threat.first.iter().map(|line| page.reading.line(line)).collect(),
        cards: reader
            .shelf
            .find_all(Kind::FirstHour, &threat.first_hour)
            .map(|card| (card.head.title.clone(), shell.link(card.address())))
            .collect(),
    }
}

fn after(reader: &Reader, page: &mut ItemPage<'_>, threat: &Threat) -> After {
    let shell = page.shell.clone();
    let groups = reader
        .shelf
        .audiences()
        .into_iter()
        .filter(|group| Some(group.slug.as_str()) != reader.work_slug())
        .filter_map(|group| {
            let exposure = threat.exposure(&group.slug)?;
            let case = exposure
                .case
                .as_ref()
                .and_then(|slug| reader.shelf.find(Kind::CaseStudy, slug));
            Some(GroupLine {
                name: group.head.title.clone(),
                href: shell.link(group.address()),
                level: level(exposure),
                looks_like: page.reading.line(&exposure.looks_like),
                first_response: page.reading.line(&exposure.first_response),
                stops: page.reading.line(&exposure.stops),
                case: case.and_then(|case| Some((case.case_study()?.line.clone(), shell.link(case.address())))),
            })
        })
        .collect();
    After { groups }
}
