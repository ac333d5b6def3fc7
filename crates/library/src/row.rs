//! One row of a list for an item: its name, a line, and the facts that decide.

use jiff::civil::Date;
use web::Tlp;

use crate::{
    item::{Detail, Item, Kind},
    reader::Reader,
    tailoring::Entry,
    threat::Exposure,
};

/// The row of an item, as it stands in lists, searches and group pages.
pub(crate) fn of(reader: &Reader, shell: &ui::Shell, item: &Item) -> ui::Row {
    let row = ui::Row::new(&item.head.title, shell.link(item.address()));
    let row = sharing(item.tlp).iter().fold(row, ui::Row::sharing);
    let exposure = reader.work_slug().and_then(|group| item.threat()?.exposure(group));
    let line = match (&item.detail, exposure) {
        (_, Some(exposure)) => &exposure.looks_like,
        (Detail::Contact(contact), _) => &contact.purpose,
        _ => &item.head.summary,
    };
    let row = row.line(plain(line));
    let row = match exposure {
        Some(exposure) => with_exposure(reader, row, exposure),
        None => with_facts(reader, row, item),
    };
    match item.head.nations_in_words() {
        Some(nations) => row.fact(nations),
        None => row,
    }
}

fn plain(line: &str) -> String {
    text::markdown::to_plain(line).trim().to_owned()
}

/// How much a threat weighs for the reader's group, and the case that shows it.
fn with_exposure(reader: &Reader, row: ui::Row, exposure: &Exposure) -> ui::Row {
    let row = row.strong(format!("{}, {}", exposure.likelihood.words(), exposure.impact.words()));
    let case = exposure
        .case
        .as_ref()
        .and_then(|slug| reader.shelf.find(Kind::CaseStudy, slug)?.case_study());
    match case {
        Some(case) => row.fact(&case.line),
        None => row,
    }
}

/// What decides whether to open an item of this kind.
fn with_facts(reader: &Reader, row: ui::Row, item: &Item) -> ui::Row {
    let today = reader.read.today;
    match &item.detail {
        Detail::Alert(alert) => row
            .word(ui::Word::of(if alert.is_live(today) {
                alert.decision.slug()
            } else {
                "closed"
            }))
            .fact(text::date::in_words(alert.published)),
        // A sentence that no figure was found decides nothing.
        Detail::CaseStudy(case) => case
            .cost
            .iter()
            .filter(|cost| cost.contains('£'))
            .fold(row.fact(&case.when), |row, cost| row.fact(plain(cost))),
        Detail::Resource(resource) => {
            let row = row
                .fact(&resource.publisher)
                .fact(&resource.format)
                .fact(&resource.cost);
            match &resource.time {
                Some(time) => row.fact(time),
                None => row.fact("Time: not stated by the publisher"),
            }
        }
        Detail::Opportunity(offer) => row.strong(offer.standing(today).words()).fact(&offer.publisher),
        Detail::Guidance(guidance) => guidance
            .minutes
            .iter()
            .fold(row, |row, minutes| row.fact(minutes_in_words(*minutes))),
        Detail::Event(event) => event
            .next_in(&reader.nations, today)
            .iter()
            .fold(row, |row, occasion| row.strong(occasion.words_in(&reader.nations))),
        Detail::Contact(contact) => {
            let row = contact.number.iter().fold(row, |row, number| row.strong(number));
            contact.hours.iter().fold(row, |row, hours| row.fact(hours))
        }
        _ => row,
    }
}

/// The label of what stands in a list, when not everybody may see it.
pub(crate) fn sharing(tlp: Tlp) -> Option<ui::Sharing> {
    (!tlp.is_clear()).then(|| ui::Sharing::of(tlp.as_str()))
}

/// The label of a page, with what it permits the reader to do.
pub(crate) fn sharing_note(tlp: Tlp) -> Option<ui::Sharing> {
    Some(sharing(tlp)?.permits(tlp.permits()))
}

/// The rows of entries of a group's page with their reasons. Neighbours with the same reason are told it once,
/// by a line above the first that says how many it speaks for.
pub(crate) fn of_entries<'e>(
    reader: &Reader,
    shell: &ui::Shell,
    entries: impl IntoIterator<Item = &'e Entry<'e>>,
) -> Vec<ui::Row> {
    let entries: Vec<&Entry<'_>> = entries.into_iter().collect();
    entries
        .chunk_by(|a, b| a.reason == b.reason)
        .flat_map(|run| {
            run.iter().enumerate().map(|(place, entry)| {
                let row = of(reader, shell, entry.item);
                match (run.len(), place) {
                    (1, _) => row.why(entry.reason.say()),
                    (count, 0) => row.lead(entry.reason.say_of_many(count)),
                    _ => row,
                }
            })
        })
        .collect()
}

/// Several things, one under the other, since each may have commas of its own; one alone stands as it is.
pub(crate) fn bullets(lines: &[String]) -> ui::Markup {
    if let [line] = lines {
        return ui::Markup::text(text::words::capital(line));
    }
    let items: String = lines
        .iter()
        .map(|line| format!("<li>{}</li>", ui::Markup::text(text::words::capital(line))))
        .collect();
    ui::Markup::trusted(format!("<ul class=\"govuk-list govuk-list--bullet\">{items}</ul>"))
}

/// "1 minute", "5 minutes".
pub(crate) fn minutes_in_words(minutes: u32) -> String {
    if minutes == 1 {
        "1 minute".to_owned()
    } else {
        format!("{minutes} minutes")
    }
}

/// "Reviewed …" for the foot of an item, with the warning when that is overdue.
pub(crate) fn review(item: &Item, today: Date) -> ui::Review {
    let review = ui::Review::new(text::date::in_words(item.head.reviewed), &item.head.owner);
    let due = text::date::in_words(item.head.review_by);
    if item.head.is_overdue(today) {
        review.overdue(due)
    } else {
        review.due(due)
    }
}

/// The sources of an item.
pub(crate) fn sources(item: &Item) -> ui::Sources {
    let sources: Vec<ui::Source> = item
        .head
        .sources
        .iter()
        .map(|source| {
            let row = ui::Source::new(&source.title)
                .publisher(&source.publisher)
                .date(&source.date);
            source.address.iter().fold(row, |row, address| row.address(address))
        })
        .collect();
    ui::Sources::of(sources)
}
