//! What every item has: names, dates, sources.

use jiff::civil::Date;
use web::Tlp;

use super::super::{entry::Entry, stock::Stock};
use crate::item::Fault;

/// A summary stands alone in a list.
const LONGEST_SUMMARY: usize = 240;
const LONGEST_TITLE: usize = 90;

pub(super) fn faults(stock: &Stock<'_>, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.entries() {
        words(entry, &mut faults);
        dates(entry, today, &mut faults);
        sources(entry, &mut faults);
        faults.extend(unseen(entry));
    }
    faults
}

fn words(entry: &Entry<'_>, faults: &mut Vec<Fault>) {
    let head = &entry.item.head;
    if head.owner.trim().is_empty() {
        faults.push(entry.fault_at("owner", "`owner` is empty", "Write it: docs/content.md says what it is"));
    }
    let title = head.title.chars().count();
    if title > LONGEST_TITLE {
        let what = format!("the title has {title} characters, and {LONGEST_TITLE} are the most");
        faults.push(entry.fault_at("title", what, "Shorten it; the rest can go into the summary"));
    }
    let summary = text::markdown::to_plain(&head.summary).trim().chars().count();
    if summary > LONGEST_SUMMARY {
        let what = format!("the summary has {summary} characters, and {LONGEST_SUMMARY} are the most");
        faults.push(entry.fault_at("summary", what, "Shorten it; the rest can go into the body"));
    }
}

fn dates(entry: &Entry<'_>, today: Date, faults: &mut Vec<Fault>) {
    let head = &entry.item.head;
    if head.reviewed > today {
        let what = format!("`reviewed` is {}, which is in the future", head.reviewed);
        faults.push(entry.fault_at(
            "reviewed",
            what,
            "Write the day on which it was last read against its sources",
        ));
    }
    if head.review_by <= head.reviewed {
        let what = format!("`review_by` is {}, which is not after `reviewed`", head.review_by);
        faults.push(entry.fault_at("review_by", what, "Write the day by which it must be read again"));
    } else if head.is_overdue(today) {
        let what = format!("it was to be reviewed by {}", text::date::in_words(head.review_by));
        faults.push(entry.fault_at(
            "review_by",
            what,
            "Read it against its sources, then set `reviewed` and `review_by`",
        ));
    }
}

fn sources(entry: &Entry<'_>, faults: &mut Vec<Fault>) {
    let head = &entry.item.head;
    let why = head.own.as_deref().map(str::trim);
    match why {
        None if head.sources.is_empty() => faults.push(entry.fault_at(
            "sources",
            "it has no source",
            "Add [[sources]] with title, publisher, address and date, or say why it needs none: own = \"…\"",
        )),
        Some("") => faults.push(entry.fault_at("own", "`own` is empty", "Say why it rests on no outside source")),
        _ => {}
    }
    let mut ids: Vec<&str> = Vec::new();
    for (index, source) in head.sources.iter().enumerate() {
        for (key, value) in [
            ("title", &source.title),
            ("publisher", &source.publisher),
            ("date", &source.date),
        ] {
            if value.trim().is_empty() {
                let what = format!("the `{key}` of this source is empty");
                faults.push(entry.fault_at(
                    format!("sources.{index}.{key}"),
                    what,
                    "Write it as the source shows it",
                ));
            }
        }
        let Some(id) = source.id.as_deref() else { continue };
        if ids.contains(&id) {
            let what = format!("two sources have the id '{id}'");
            faults.push(entry.fault_at(format!("sources.{index}.id"), what, "Give each its own"));
        }
        ids.push(id);
    }
}

/// A file belongs to no organisation, so a label that limits it to one hides it from everybody.
fn unseen(entry: &Entry<'_>) -> Option<Fault> {
    let label = entry.item.tlp.as_str();
    (entry.item.tlp > Tlp::Green).then(|| {
        let what = format!("a file with the label {label} belongs to no organisation, and nobody would see it");
        entry.fault_at(
            "tlp",
            what,
            "Keep it at an organisation's desk, or label it CLEAR or GREEN",
        )
    })
}
