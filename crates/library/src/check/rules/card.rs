//! Cards for when something is wrong: short enough, and with somebody to ring, for every reader.

use jiff::civil::Date;
use text::markdown;

use super::super::{entry::Entry, stock::Stock};
use crate::{
    first_hour::FirstHour,
    item::{Fault, Kind, Nation},
};

const FEWEST_STEPS: usize = 3;
const MOST_STEPS: usize = 10;
/// What fits one printed sheet in type that can be read by torch light.
const SHEET: usize = 2600;

pub(super) fn faults(stock: &Stock<'_>, _today: Date) -> Vec<Fault> {
    let audiences: Vec<&str> = stock.audiences().iter().map(|entry| entry.item.slug.as_str()).collect();
    let mut faults = Vec::new();
    for entry in stock.all(Kind::FirstHour) {
        let Some(card) = entry.item.first_hour() else { continue };
        if card.question.trim().is_empty() {
            faults.push(entry.fault_at("question", "`question` is empty", "Write what the reader would say"));
        }
        rings(entry, card, &mut faults);
        steps(entry, card, &audiences, &mut faults);
        sheet(entry, card, &audiences, &mut faults);
    }
    faults
}

fn rings(entry: &Entry<'_>, card: &FirstHour, faults: &mut Vec<Fault>) {
    for (index, ring) in card.ring.iter().enumerate() {
        let what = match (&ring.contact, &ring.fact) {
            // Words alone are printed with a line to write the number on.
            (None, None) if ring.words.is_none() => "this [[ring]] has neither `contact` nor `fact`, and no `words`",
            (Some(_), Some(_)) => "this [[ring]] has both `contact` and `fact`",
            _ => continue,
        };
        let remedy = "Give it the slug of a contact, or the name of a local fact with `words`";
        faults.push(entry.fault_at(format!("ring.{index}"), what, remedy));
    }
    for (index, step) in card
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.deed.trim().is_empty())
    {
        let key = if step.deed.is_empty() {
            format!("steps.{index}")
        } else {
            format!("steps.{index}.do")
        };
        faults.push(entry.fault_at(key, "this step is empty", "Say what to do in one short sentence"));
    }
}

/// Every reader for whom the card holds: group and nation.
fn readers<'a>(entry: &Entry<'_>, audiences: &[&'a str]) -> Vec<(&'a str, Nation)> {
    let nations = Nation::ALL
        .into_iter()
        .filter(|nation| entry.item.head.holds_in(&[*nation]));
    nations
        .flat_map(|nation| audiences.iter().map(move |audience| (*audience, nation)))
        .collect()
}

/// Readers in words: those of one fault, told once.
fn who(readers: &[(&str, Nation)], all: usize) -> String {
    match readers {
        _ if readers.len() == all => "every reader".into(),
        [(audience, nation)] => format!("{audience} in {}", nation.name()),
        [(audience, nation), rest @ ..] => format!("{audience} in {} and {} other readers", nation.name(), rest.len()),
        [] => String::new(),
    }
}

fn steps(entry: &Entry<'_>, card: &FirstHour, audiences: &[&str], faults: &mut Vec<Fault>) {
    let readers = readers(entry, audiences);
    let count = |(audience, nation): &(&str, Nation)| card.steps_for(Some(audience), &[*nation]).len();
    let with = |wrong: &dyn Fn(usize) -> bool| -> Vec<(&str, Nation)> {
        readers.iter().copied().filter(|reader| wrong(count(reader))).collect()
    };
    let many = with(&|steps| steps > MOST_STEPS);
    if let Some(most) = many.iter().map(count).max() {
        let what = format!(
            "{most} steps for {}, and {MOST_STEPS} are the most",
            who(&many, readers.len())
        );
        faults.push(entry.fault_at("steps", what, "Join two, or move one to guidance"));
    }
    let few = with(&|steps| steps < FEWEST_STEPS);
    if let Some(fewest) = few.iter().map(count).min() {
        let what = format!(
            "{fewest} steps for {}, and {FEWEST_STEPS} are the fewest",
            who(&few, readers.len())
        );
        faults.push(entry.fault_at("steps", what, "Add the steps that this reader needs"));
    }
}

fn sheet(entry: &Entry<'_>, card: &FirstHour, audiences: &[&str], faults: &mut Vec<Fault>) {
    let readers = readers(entry, audiences);
    let lengths = readers.iter().map(|reader| (characters(card, *reader), *reader));
    let long: Vec<_> = lengths.filter(|(length, _)| *length > SHEET).collect();
    let Some(longest) = long.iter().map(|(length, _)| *length).max() else {
        return;
    };
    let who = who(
        &long.iter().map(|(_, reader)| *reader).collect::<Vec<_>>(),
        readers.len(),
    );
    let what = format!("{longest} characters for {who}, and one sheet holds {SHEET}");
    faults.push(entry.fault_at(
        "steps",
        what,
        "Shorten the lines under the steps, or move some to guidance",
    ));
}

/// How many characters one reader's card has in words.
fn characters(card: &FirstHour, (audience, nation): (&str, Nation)) -> usize {
    let mut lines: Vec<&str> = vec![&card.question];
    for step in card.steps_for(Some(audience), &[nation]) {
        lines.push(&step.deed);
        lines.extend(step.more.as_deref());
    }
    for ring in card.ring_for(Some(audience), &[nation]) {
        lines.extend(ring.words.as_deref());
        lines.push(&ring.when);
    }
    lines.extend(card.do_not.iter().chain(&card.write_down).map(String::as_str));
    lines.extend(card.note_for(audience));
    lines
        .iter()
        .map(|line| markdown::to_plain(line).trim().chars().count())
        .sum()
}
