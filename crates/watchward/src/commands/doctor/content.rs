//! The content: what is not served, and what should have been read again.

use jiff::{ToSpan as _, civil::Date};
use library::{
    item::{Detail, File, Item, Kind, store::KeptItem},
    shelf,
};
use text::words::counted;

use super::findings::Findings;
use crate::settings::Settings;

/// An outside address is looked at twice a year.
const CHECKED_WITHIN_DAYS: i64 = 183;

/// Tells what is wrong with the content that this hub shows.
pub(super) fn examine(settings: &Settings, kept: &[KeptItem], today: Date, findings: &mut Findings) {
    let folder = of_folder(settings, findings);
    let collected = shelf::collect(&shelf::built_in(), &folder, kept);
    for fault in &collected.faults {
        findings.broken(
            format_args!("{}:{}: not served: {}", fault.file, fault.line, fault.what),
            &fault.remedy,
        );
    }
    let shown: Vec<_> = collected
        .items
        .iter()
        .filter(|item| settings.library.shows(item))
        .collect();
    findings.configured(format_args!(
        "Content: {} served",
        counted(shown.len(), "item is", "items are")
    ));
    if shown.is_empty() {
        findings.broken(
            "The library is empty",
            "Look at nations, audiences and content in the settings",
        );
    }
    let is_unknown = |kind: Kind, slug: &str| {
        let mut items = collected.items.iter();
        !items.any(|item| item.kind == kind && item.slug == slug)
    };
    let library = &settings.library;
    for slug in library.audiences.iter().filter(|slug| is_unknown(Kind::Audience, slug)) {
        findings.broken(
            format_args!("audiences names '{slug}', and there is no such group"),
            "Mend the setting",
        );
    }
    for slug in library
        .hidden_services
        .iter()
        .filter(|slug| is_unknown(Kind::Service, slug))
    {
        findings.missing(
            format_args!("hidden_services names '{slug}', and there is no such service"),
            "Mend the setting",
        );
    }
    let unchecked = shown.iter().filter(|item| is_link_unchecked(item, today)).count();
    if unchecked > 0 {
        findings.overdue(
            format_args!("{unchecked} outside addresses were not checked within {CHECKED_WITHIN_DAYS} days"),
            "Run `watchward check --links DIR --write` on a folder of content, with the internet at hand",
        );
    }
    for item in shown.iter().filter(|item| item.head.is_overdue(today)) {
        findings.overdue(
            format_args!(
                "{} was to be reviewed by {}",
                item.path(),
                text::date::in_words(item.head.review_by)
            ),
            format_args!("{} reads it against its sources and moves review_by", item.head.owner),
        );
    }
}

/// Whether the address that an item is about was not reached for long, or never.
fn is_link_unchecked(item: &Item, today: Date) -> bool {
    let last = match &item.detail {
        Detail::Resource(resource) => resource.last_checked,
        Detail::Opportunity(offer) if offer.address.is_some() => offer.last_checked,
        _ => return false,
    };
    last.is_none_or(|last| last.saturating_add(CHECKED_WITHIN_DAYS.days()) < today)
}

fn of_folder(settings: &Settings, findings: &mut Findings) -> Vec<File> {
    let Some(folder) = &settings.content else {
        return Vec::new();
    };
    match shelf::of_folder(folder) {
        Ok((files, faults)) => {
            findings.configured(format_args!(
                "Content folder: {}, {}",
                folder.display(),
                counted(files.len(), "file", "files")
            ));
            for fault in faults {
                findings.broken(&fault, "Until then it is not served");
            }
            files
        }
        Err(error) => {
            findings.broken(
                format_args!("The content folder {} cannot be read: {error}", folder.display()),
                "Mend --content, or leave it out",
            );
            Vec::new()
        }
    }
}
