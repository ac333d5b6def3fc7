//! Each rule is proved in the file that has its name: one thing of a library with nothing wrong is broken, and one
//! fault is told, at its line.

use jiff::civil::date;

use super::*;
use crate::item::File;

mod address;
mod audience;
mod card;
mod dangling;
mod dated;
mod folder;
mod grade;
mod head;
mod library;
mod link;
mod number;
mod order;
mod reach;
mod service;
mod spelling;
mod story;
mod term;
mod threat;
mod twin;
mod word;

use library::good;

const TODAY: Date = date(2026, 11, 24);

fn faults_of(files: Vec<File>) -> Vec<Fault> {
    run(
        &Sources {
            built_in: files,
            ..Sources::default()
        },
        TODAY,
    )
    .faults
}

/// The good library with one file changed.
fn with(path: &str, from: &str, to: &str) -> Vec<File> {
    let mut files = good();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.source.contains(from), "'{from}' does not stand in {path}");
    file.source = file.source.replacen(from, to, 1).into();
    files
}

fn and(mut files: Vec<File>, path: &str, source: String) -> Vec<File> {
    files.push(File {
        path: path.into(),
        source: source.into(),
    });
    files
}

fn source_of(path: &str) -> String {
    good()
        .into_iter()
        .find(|file| file.path == path)
        .unwrap()
        .source
        .into_owned()
}

/// Asserts that the only fault of `files` stands in the file at `path`, on the first line that has `at`, and
/// says `what`.
fn assert_only(files: Vec<File>, path: &str, at: &str, what: &str) {
    let source = files.iter().find(|file| file.path == path).unwrap().source.clone();
    let line = source.lines().position(|line| line.contains(at)).unwrap() + 1;
    let faults = faults_of(files);
    let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.len() == 1, "{shown:#?}");
    assert!(faults[0].what.contains(what), "{}", shown[0]);
    assert_eq!((faults[0].file.as_str(), faults[0].line), (path, line), "{}", shown[0]);
}

/// Breaks one thing of the good library, and asserts the one fault.
fn assert_told(path: &str, from: &str, to: &str, at: &str, what: &str) {
    assert_only(with(path, from, to), path, at, what);
}

const GUIDANCE: &str = "guidance/call-back.md";
const FINANCE: &str = "audiences/finance.md";
const PAYROLL: &str = "services/payroll.md";
const PHISHING: &str = "threats/phishing.md";
const CARD: &str = "first-hour/clicked.md";
const CASE: &str = "case-studies/town-2024.md";
const EVENT: &str = "events/year-end.md";
const TERM: &str = "glossary/mandate-fraud.md";
const OFFER: &str = "opportunities/grant.md";
const BANK: &str = "contacts/our-bank.md";
const ALERT: &str = "alerts/new-trick.md";
const RESOURCE: &str = "resources/phishing-guide.md";

#[test]
fn the_good_library_has_no_fault() {
    let report = run(
        &Sources {
            built_in: good(),
            ..Sources::default()
        },
        TODAY,
    );
    assert!(report.is_good(), "{report}");
    assert!(report.to_string().ends_with("13 items, no faults."), "{report}");
}

/// On the day of its newest review, so that the test does not grow old.
#[test]
fn the_starter_library_has_no_faults() {
    let sources = Sources::built_in();
    let items = crate::shelf::collect(&sources.built_in, &[], &[]).items;
    let today = items.iter().map(|item| item.head.reviewed).max().unwrap();
    let report = run(&sources, today);
    assert!(report.is_good(), "{report}");
}

#[test]
fn lines_are_counted_in_files_of_other_systems_too() {
    let files = with(GUIDANCE, "that you hold.", "that you hold. See [this](/x).");
    let crlf = |file: &File| File {
        path: file.path.clone(),
        source: file.source.replace('\n', "\r\n").into(),
    };
    let files: Vec<File> = files.iter().map(crlf).collect();
    assert_only(files, GUIDANCE, "See [this]", "leads nowhere");
}

#[test]
fn everything_is_told_at_once_and_in_order() {
    let mut files = with(GUIDANCE, "2027-05-20", "2026-11-23");
    for file in &mut files {
        if file.path == CASE {
            file.source = file
                .source
                .replace("Editors", "")
                .replace("2024-02-01", "2027-02-01")
                .into();
        }
    }
    let report = run(
        &Sources {
            built_in: files,
            ..Sources::default()
        },
        TODAY,
    )
    .to_string();
    let expected = "\
case-studies/town-2024.md:4: `owner` is empty. Write it: docs/content.md says what it is
case-studies/town-2024.md:9: `date` is 2027-02-01, which is in the future. Write the first day of what happened
guidance/call-back.md:6: it was to be reviewed by 23 November 2026. Read it against its sources, then set `reviewed` and `review_by`

Threats by group: R rare, P possible, L likely, VL very likely / mi minor, mo moderate, se serious, SV severe
          finance
phishing  L/mo   

Kind             Items   Grade
";
    assert!(report.starts_with(expected), "{report}");
    assert!(report.ends_with("13 items, 3 faults."), "{report}");
}
