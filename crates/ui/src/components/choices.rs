//! Radios and checkboxes, each bound to a [`Field`].

use std::fmt::Display;

use askama::Template;

use super::fields::{Frame, framed};
use super::{components, owned};
use crate::form::Field;

components!(Radios, Checkboxes);

/// One thing that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    value: String,
    text: String,
    hint: Option<String>,
    count: Option<String>,
}

impl Choice {
    /// What is sent, and what it says.
    pub fn new(value: impl AsRef<str>, text: impl AsRef<str>) -> Self {
        Self {
            value: owned(value),
            text: owned(text),
            hint: None,
            count: None,
        }
    }

    /// Helps to choose.
    #[must_use]
    pub fn hint(mut self, hint: impl AsRef<str>) -> Self {
        self.hint = Some(owned(hint));
        self
    }

    /// How many results it would leave.
    #[must_use]
    pub fn count(mut self, count: impl Display) -> Self {
        self.count = Some(count.to_string());
        self
    }

    pub(super) fn value(&self) -> &str {
        &self.value
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// One of a few.
#[derive(Debug, Clone, Template)]
#[template(path = "components/radios/template.html")]
pub struct Radios {
    frame: Frame,
    choices: Vec<Choice>,
    is_inline: bool,
    is_small: bool,
}

/// Any of a few.
#[derive(Debug, Clone, Template)]
#[template(path = "components/checkboxes/template.html")]
pub struct Checkboxes {
    frame: Frame,
    choices: Vec<Choice>,
    is_small: bool,
}

framed!(Radios);
framed!(Checkboxes);

/// What radios and checkboxes share.
macro_rules! chosen_from {
    ($component:ty) => {
        impl $component {
            /// Adds a choice.
            #[must_use]
            pub fn choice(mut self, value: impl AsRef<str>, text: impl AsRef<str>) -> Self {
                self.choices.push(Choice::new(value, text));
                self
            }

            /// Adds a choice with a hint.
            #[must_use]
            pub fn hinted(mut self, value: impl AsRef<str>, text: impl AsRef<str>, hint: impl AsRef<str>) -> Self {
                self.choices.push(Choice::new(value, text).hint(hint));
                self
            }

            /// Adds a choice with the number of results that it would leave.
            #[must_use]
            pub fn counted(mut self, value: impl AsRef<str>, text: impl AsRef<str>, count: impl Display) -> Self {
                self.choices.push(Choice::new(value, text).count(count));
                self
            }

            /// Adds several choices.
            #[must_use]
            pub fn choices(mut self, choices: impl AsRef<[Choice]>) -> Self {
                self.choices.extend_from_slice(choices.as_ref());
                self
            }

            /// Smaller, for filters.
            #[must_use]
            pub fn small(mut self) -> Self {
                self.is_small = true;
                self
            }

            /// The first input carries the field's own id, so that an error links to it.
            fn item_id(&self, index: &usize) -> String {
                match index {
                    0 => self.frame.id.clone(),
                    after => format!("{}-{}", self.frame.id, after + 1),
                }
            }
        }
    };
}

chosen_from!(Radios);
chosen_from!(Checkboxes);

impl Radios {
    /// A question, the answer chosen being what `field` holds.
    pub fn new(question: impl AsRef<str>, field: impl AsRef<Field>) -> Self {
        let frame = Frame::new(question, field);
        Self {
            frame,
            choices: Vec::new(),
            is_inline: false,
            is_small: false,
        }
    }

    /// Side by side, for two short answers.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.is_inline = true;
        self
    }
}

impl Checkboxes {
    /// A question, the answers chosen being what `field` holds.
    pub fn new(question: impl AsRef<str>, field: impl AsRef<Field>) -> Self {
        let frame = Frame::new(question, field);
        Self {
            frame,
            choices: Vec::new(),
            is_small: false,
        }
    }
}
