//! The first hour: numbered steps, and whom to ring.

use askama::Template;

use super::{components, owned};
use crate::Markup;

components!(Steps, Ring, Phone);

/// One step of a first-hour card.
#[derive(Debug, Clone)]
pub struct Step {
    what: Markup,
    more: Option<Markup>,
    who: Option<String>,
}

impl Step {
    /// What to do, as a sentence that starts with a verb.
    pub fn new(what: impl AsRef<str>) -> Self {
        Self::html(Markup::text(what))
    }

    /// What to do, with a link or a number in it.
    pub fn html(what: impl AsRef<Markup>) -> Self {
        Self {
            what: what.as_ref().clone(),
            more: None,
            who: None,
        }
    }

    /// How, or why, in one more sentence.
    #[must_use]
    pub fn more(self, more: impl AsRef<str>) -> Self {
        self.more_html(Markup::text(more))
    }

    /// One more sentence with HTML in it.
    #[must_use]
    pub fn more_html(mut self, more: impl AsRef<Markup>) -> Self {
        self.more = Some(more.as_ref().clone());
        self
    }

    /// Who does it.
    #[must_use]
    pub fn who(mut self, who: impl AsRef<str>) -> Self {
        self.who = Some(owned(who));
        self
    }
}

/// Steps in order, the first three in large type.
#[derive(Debug, Clone, Template)]
#[template(path = "components/steps/template.html")]
pub struct Steps {
    steps: Vec<Step>,
}

impl Steps {
    /// All of them.
    pub fn of(steps: impl AsRef<[Step]>) -> Self {
        Self {
            steps: steps.as_ref().to_vec(),
        }
    }
}

/// Whom to ring now, with the number as large as a number can be.
#[derive(Debug, Clone, Template)]
#[template(path = "components/ring/template.html")]
pub struct Ring {
    before: String,
    number: String,
    after: Option<String>,
}

impl Ring {
    /// Who answers, and the number.
    pub fn new(before: impl AsRef<str>, number: impl AsRef<str>) -> Self {
        Self {
            before: owned(before),
            number: owned(number),
            after: None,
        }
    }

    /// The hours, and what they do.
    #[must_use]
    pub fn after(mut self, after: impl AsRef<str>) -> Self {
        self.after = Some(owned(after));
        self
    }

    fn address(&self) -> Option<String> {
        dialled(&self.number)
    }
}

/// A telephone number that can be pressed.
#[derive(Debug, Clone, Template)]
#[template(path = "components/phone/template.html")]
pub struct Phone {
    number: String,
}

impl Phone {
    /// The number as people write it. Words, such as "the number on your card", stay words.
    pub fn new(number: impl AsRef<str>) -> Self {
        Self { number: owned(number) }
    }

    fn address(&self) -> Option<String> {
        dialled(&self.number)
    }
}

/// The `tel:` address of a number as people write it, when it is one.
fn dialled(number: &str) -> Option<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || " +-()".contains(letter);
    let digits: String = number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect();
    (digits.len() >= 3 && number.chars().all(is_part)).then(|| format!("tel:{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_can_be_pressed_and_words_cannot() {
        assert_eq!(dialled("01632 960 100").as_deref(), Some("tel:01632960100"));
        assert_eq!(dialled("+44 (0)1632").as_deref(), Some("tel:+4401632"));
        assert_eq!(dialled("999").as_deref(), Some("tel:999"));
        assert_eq!(dialled("the number on your bank card"), None);
    }
}
