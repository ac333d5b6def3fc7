//! Writes into a folder of content on which day an address was reached.

use std::{fs, io, path::Path};

use jiff::civil::Date;
use text::front_matter;
use toml::de::DeTable;

use super::{
    super::outside,
    report::{LinkReport, Outcome},
};
use crate::{
    item::{self, Detail, File, Item},
    shelf,
};

const KEY: &str = "last_checked";
/// The line after which it is added; every item has it, on a line of its own.
const AFTER: &str = "review_by";

/// Sets `last_checked` in each resource, contact and opportunity of `folder` whose address was reached. No
/// other line changes, and no other file. Returns the files that changed.
///
/// # Errors
/// When the folder cannot be read, or a file cannot be written.
pub fn note_reached(report: &LinkReport, folder: &Path, today: Date) -> io::Result<Vec<String>> {
    let (files, _) = shelf::of_folder(folder)?;
    let mut changed = Vec::new();
    for file in files {
        let Ok(item) = item::read(&file) else { continue };
        let address = address(&item).map(|address| outside::without_fragment(&address).to_owned());
        let is_reached = address.is_some_and(|address| report.outcome(&address) == Some(&Outcome::Reached));
        if let Some(source) = is_reached.then(|| with_date(&file, today)).flatten() {
            replace(&folder.join(&file.path), &source)?;
            changed.push(file.path);
        }
    }
    Ok(changed)
}

fn address(item: &Item) -> Option<String> {
    match &item.detail {
        Detail::Resource(resource) => Some(resource.address.clone()),
        Detail::Opportunity(offer) => offer.address.clone(),
        Detail::Contact(contact) => contact.form.clone(),
        _ => None,
    }
}

/// The file with the day in it; `None` when it has it already.
fn with_date(file: &File, today: Date) -> Option<String> {
    let parts = front_matter::split(&file.source).ok()?;
    let document = DeTable::parse(parts.front).ok()?;
    let start = file.source.find('\n')? + 1;
    let end_of_line = |offset: usize| {
        let rest = &file.source[offset..];
        rest.find('\n').map_or(file.source.len(), |line_end| offset + line_end)
    };
    let written = match document.get_ref().get(KEY) {
        Some(value) => {
            let span = value.span();
            format!(
                "{}{today}{}",
                &file.source[..start + span.start],
                &file.source[start + span.end..]
            )
        }
        None => {
            let end = end_of_line(start + document.get_ref().get(AFTER)?.span().end);
            let line_ending = if file.source[..end].ends_with('\r') {
                "\r\n"
            } else {
                "\n"
            };
            let (before, after) = file.source.split_at((end + 1).min(file.source.len()));
            format!("{before}{KEY} = {today}{line_ending}{after}")
        }
    };
    // Nothing is written that could not be read again.
    let is_good = item::read(&File {
        path: file.path.clone(),
        source: written.clone().into(),
    })
    .is_ok();
    (is_good && written != file.source).then_some(written)
}

/// Puts a file in the place of another at once, so that nobody reads half of it.
fn replace(path: &Path, source: &str) -> io::Result<()> {
    let beside = path.with_extension("md.new");
    fs::write(&beside, source)?;
    fs::rename(&beside, path)
}
