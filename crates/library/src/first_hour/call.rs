//! Whom a card tells the reader to ring, and every way to reach them that the library holds.
//!
//! A card is read from paper when nothing else works. So it never says that a number stands elsewhere: it
//! gives the number, the e-mail address and the address of the form, or else a line to write the number on.

use super::Ring;
use crate::{
    contact::{Way, tel},
    glossary::Reading,
    item::{Kind, Nation},
    reader::Reader,
};

/// A local fact longer than this is no number to stand beside a name.
const SHORT: usize = 20;

/// Somebody to ring.
#[derive(Debug, Clone)]
pub(super) struct Call {
    /// Who, in words that begin a line.
    pub(super) name: String,
    /// The nations in which to ring them, while the reader has not said which is theirs.
    pub(super) place: Option<String>,
    /// Where more is said of them.
    pub(super) href: Option<String>,
    /// The number, or what the council wrote in its place.
    pub(super) number: Option<String>,
    /// The number as a `tel:` address.
    pub(super) tel: Option<String>,
    /// Whether what the council wrote is too long to stand beside the name.
    pub(super) is_long: bool,
    /// The other ways.
    pub(super) ways: Vec<Way>,
    /// When to ring them.
    pub(super) when: Vec<ui::Markup>,
    /// When somebody answers.
    pub(super) hours: Option<String>,
}

impl Call {
    /// Whether nothing is known, so that the council has to write it in.
    pub(super) fn is_blank(&self) -> bool {
        self.number.is_none() && self.ways.is_empty()
    }

    /// Whether it is a name and nothing else: a line to fill in beforehand.
    pub(super) fn is_to_fill_in(&self) -> bool {
        self.is_blank() && self.when.is_empty()
    }
}

/// Everybody to ring, in order, those of one nation after those of all; whoever is named twice has one row.
pub(super) fn calls(reader: &Reader, shell: &ui::Shell, reading: &mut Reading, rings: &[&Ring]) -> Vec<Call> {
    let mut calls: Vec<(&Ring, Call)> = Vec::new();
    for ring in rings {
        let Some(call) = call(reader, shell, reading, ring) else {
            continue;
        };
        let same = calls
            .iter_mut()
            .find(|(other, _)| ring.contact.is_some() && other.contact == ring.contact);
        let same = same.map(|(other, known)| {
            known.place = known.place.take().filter(|place| Some(place) == call.place.as_ref());
            (other, known)
        });
        match same {
            // What is said to one nation often says more than what is said to another, and nothing else.
            Some((other, _)) if other.when.starts_with(&ring.when) => {}
            Some((other, known)) if ring.when.starts_with(&other.when) => {
                known.when = call.when;
                *other = ring;
            }
            Some((_, known)) => known.when.extend(call.when),
            None => calls.push((ring, call)),
        }
    }
    let mut calls: Vec<Call> = calls.into_iter().map(|(_, call)| call).collect();
    calls.sort_by_key(|call| call.place.is_some());
    calls
}

fn call(reader: &Reader, shell: &ui::Shell, reading: &mut Reading, ring: &Ring) -> Option<Call> {
    let when: Vec<ui::Markup> = (!ring.when.is_empty())
        .then(|| reading.line(&ring.when))
        .into_iter()
        .collect();
    let place = |nations: &[Nation]| Nation::place(nations, &reader.nations);
    let nobody = Call {
        name: String::new(),
        place: place(&ring.nations),
        href: None,
        number: None,
        tel: None,
        is_long: false,
        ways: Vec::new(),
        when,
        hours: None,
    };
    let words = ring.words.as_deref().map(text::words::capital);
    if let Some(slug) = &ring.contact {
        let item = reader
            .shelf
            .find(Kind::Contact, slug)
            .filter(|item| item.head.holds_in(&reader.nations))?;
        let contact = item.contact()?;
        let ways = Way::all(contact);
        let is_reached = contact.number.is_some() || !ways.is_empty();
        return Some(Call {
            name: words.unwrap_or_else(|| item.head.title.clone()),
            place: nobody.place.clone().or_else(|| place(&item.head.nations)),
            href: Some(shell.link(item.address())),
            number: contact.number.clone(),
            tel: contact.tel(),
            ways,
            // The hours of somebody who cannot be reached from here help nobody.
            hours: contact.hours.clone().filter(|_| is_reached),
            ..nobody
        });
    }
    let Some(name) = ring.fact.as_deref() else {
        return Some(Call { name: words?, ..nobody });
    };
    let fact = reader.facts.find(name).map(str::to_owned);
    Some(Call {
        name: reader
            .facts
            .name(name, ring.words.as_deref().unwrap_or(crate::local_fact::words(name))),
        tel: fact.as_deref().filter(|fact| is_number(fact)).map(tel),
        is_long: fact.as_ref().is_some_and(|fact| fact.chars().count() > SHORT),
        number: fact,
        ..nobody
    })
}

/// Whether a local fact is a number and nothing else: an extension dialled with it would ring nobody.
fn is_number(fact: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit() || " +-()".contains(letter);
    fact.chars().all(is_part) && fact.chars().filter(char::is_ascii_digit).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_fact_with_words_in_it_is_not_dialled() {
        assert!(is_number("01632 960 100") && is_number("+44 (0)1632 960100"));
        assert!(!is_number("01632 960 100, option 2, 8 to 6") && !is_number("Sam Jones") && !is_number("12"));
    }
}
