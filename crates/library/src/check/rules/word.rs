//! Words that are never used, and how an action begins.

use jiff::civil::Date;

use super::super::{
    entry::{Entry, Place},
    stock::Stock,
};
use crate::item::{Detail, Fault};

/// Beginnings of words that are never used, and what to write.
const NEVER: [(&str, &str); 3] = [
    ("simply", "Take it out: what is simple to us may not be to the reader"),
    ("leverag", "Write 'use'"),
    ("robust", "Say what it withstands"),
];
/// Words with which no instruction begins.
const NO_VERBS: [&str; 11] = [
    "You", "We", "The", "A", "An", "It", "This", "These", "There", "Your", "Our",
];

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in stock.entries() {
        never(entry, &mut faults);
        faults.extend(old_name(entry));
        for (key, deed) in actions(entry) {
            if let Some(what) = why_no_instruction(deed) {
                faults.push(entry.fault_at(key, what, "Begin with a capital letter and a verb: 'Ring …', 'Check …'"));
            }
        }
    }
    faults
}

fn never(entry: &Entry<'_>, faults: &mut Vec<Fault>) {
    for word in entry.prose.split(|letter: char| !letter.is_alphabetic()) {
        // Most words begin with none of these letters, and need not be folded.
        if !word.starts_with(['s', 'S', 'l', 'L', 'r', 'R']) {
            continue;
        }
        let folded = word.to_lowercase();
        if let Some((_, remedy)) = NEVER.iter().find(|(beginning, _)| folded.starts_with(beginning)) {
            let place = Place::Words(word.to_owned());
            faults.push(entry.fault(&place, format!("'{word}' is a word that is never used"), *remedy));
        }
    }
}

/// Action Fraud is no more; who still says it is told what it is called.
fn old_name(entry: &Entry<'_>) -> Option<Fault> {
    const OLD: &str = "Action Fraud";
    const NEW: &str = "Report Fraud";
    let title = &entry.item.head.title;
    let says = |name| title.contains(name) || entry.prose.contains(name);
    (says(OLD) && !says(NEW)).then(|| {
        let what = format!("'{OLD}' became {NEW} on 4 December 2025");
        entry.fault(&Place::Words(OLD.into()), what, format!("Write {NEW}, or name both"))
    })
}

fn actions<'e>(entry: &'e Entry<'_>) -> Vec<(String, &'e str)> {
    match &entry.item.detail {
        Detail::Audience(audience) => {
            let actions = audience.actions.iter().enumerate();
            actions
                .map(|(index, action)| (format!("actions.{index}.do"), action.deed.as_str()))
                .collect()
        }
        Detail::Service(service) => {
            let periods = service.periods.iter().enumerate();
            periods
                .map(|(index, period)| (format!("periods.{index}.action"), period.action.as_str()))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn why_no_instruction(deed: &str) -> Option<String> {
    let first = deed
        .split(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    if !first.starts_with(char::is_uppercase) {
        return Some(format!(
            "the action '{}' does not begin with a capital letter",
            beginning(deed)
        ));
    }
    NO_VERBS
        .contains(&first)
        .then(|| format!("the action '{}' does not begin with a verb", beginning(deed)))
}

fn beginning(deed: &str) -> String {
    deed.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}
