//! What case studies, questions and glossary entries must have.

use jiff::civil::Date;

use super::super::{entry::Entry, stock::Stock};
use crate::item::{Fault, Kind};

const FEWEST_PARAGRAPHS: usize = 3;
const MOST_PARAGRAPHS: usize = 7;

pub(super) fn faults(stock: &Stock<'_>, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.all(Kind::CaseStudy) {
        case_study(entry, today, &mut faults);
    }
    for entry in stock.all(Kind::Question) {
        if !entry.item.head.title.trim_end().ends_with('?') {
            faults.push(entry.fault_at(
                "title",
                "the title does not end with a question mark",
                "Ask it as a reader would",
            ));
        }
    }
    for entry in stock.all(Kind::Glossary) {
        let sentences = sentences(&text::markdown::to_plain(&entry.item.head.summary));
        if sentences > 1 {
            let what = format!("the meaning has {sentences} sentences");
            faults.push(entry.fault_at("summary", what, "Say it in one, and the rest in the body"));
        }
    }
    faults
}

fn case_study(entry: &Entry<'_>, today: Date, faults: &mut Vec<Fault>) {
    if let Some(case) = entry.item.case_study()
        && case.date > today
    {
        let what = format!("`date` is {}, which is in the future", case.date);
        faults.push(entry.fault_at("date", what, "Write the first day of what happened"));
    }
    let paragraphs = paragraphs(&entry.item.body);
    if !(FEWEST_PARAGRAPHS..=MOST_PARAGRAPHS).contains(&paragraphs) {
        let what = format!("the body has {paragraphs} paragraphs");
        faults.push(entry.fault_in_body(
            what,
            format!("Tell it in {FEWEST_PARAGRAPHS} to {MOST_PARAGRAPHS}; five is best"),
        ));
    }
}

/// Paragraphs of running text; headings, lists, tables and quotations are none.
fn paragraphs(body: &str) -> usize {
    let mut paragraphs = 0;
    let mut is_between = true;
    for line in body.lines().map(str::trim) {
        if line.is_empty() {
            is_between = true;
        } else if is_between {
            let begins_list = ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
                || line
                    .split_once(['.', ')'])
                    .is_some_and(|(number, _)| number.parse::<u8>().is_ok());
            is_between = line.starts_with('#');
            paragraphs += usize::from(!begins_list && !line.starts_with(['#', '|', '>']));
        }
    }
    paragraphs
}

/// Sentences, as far as a full stop and a capital letter tell them.
fn sentences(plain: &str) -> usize {
    /// A full stop after these ends no sentence.
    const SHORTENED: [&str; 7] = ["e.g.", "i.e.", "No.", "St.", "Mr.", "Dr.", "vs."];
    let words: Vec<&str> = plain.split_whitespace().collect();
    let ends = words.windows(2).filter(|pair| {
        let ends = pair[0]
            .trim_end_matches(['"', '”', '’', ')'])
            .ends_with(['.', '!', '?'])
            && !SHORTENED.contains(&pair[0]);
        ends && pair[1]
            .trim_start_matches(['"', '“', '‘', '('])
            .starts_with(|first: char| first.is_uppercase() || first.is_numeric())
    });
    ends.count() + usize::from(!words.is_empty())
}
