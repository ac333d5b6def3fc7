//! Fields to type in, each bound to a [`Field`].

use std::borrow::Borrow;

use askama::Template;

use super::{Choice, components, owned};
use crate::form::Field;

components!(Input, Textarea, Select);

/// What every field has: a label or legend, an id, perhaps a hint and an error.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) field: Field,
    pub(super) is_heading: bool,
}

impl Frame {
    pub(super) fn new(label: impl AsRef<str>, field: impl AsRef<Field>) -> Self {
        let field = field.as_ref().clone();
        let id = field.name().to_owned();
        Self {
            id,
            label: owned(label),
            hint: None,
            field,
            is_heading: false,
        }
    }

    /// The ids of what describes this field, for `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.field.error().map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// Gives a field the options that all fields share.
macro_rules! framed {
    ($component:ty) => {
        impl $component {
            /// Helps to fill it in.
            #[must_use]
            pub fn hint(mut self, hint: impl AsRef<str>) -> Self {
                self.frame.hint = Some(owned(hint));
                self
            }

            /// An id other than the field's name.
            #[must_use]
            pub fn id(mut self, id: impl AsRef<str>) -> Self {
                self.frame.id = owned(id);
                self
            }

            /// The question is the whole page: it becomes the page's heading.
            #[must_use]
            pub fn page_heading(mut self) -> Self {
                self.frame.is_heading = true;
                self
            }
        }
    };
}
pub(super) use framed;

/// One line of text.
#[derive(Debug, Clone, Template)]
#[template(path = "components/input/template.html")]
pub struct Input {
    frame: Frame,
    kind: String,
    width: Option<&'static str>,
    prefix: Option<String>,
    suffix: Option<String>,
    spellcheck: Option<bool>,
    autocomplete: Option<String>,
    inputmode: Option<String>,
}

framed!(Input);

impl Input {
    /// A labelled line, holding what `field` holds.
    pub fn new(label: impl AsRef<str>, field: impl AsRef<Field>) -> Self {
        Self {
            frame: Frame::new(label, field),
            kind: "text".into(),
            width: None,
            prefix: None,
            suffix: None,
            spellcheck: None,
            autocomplete: None,
            inputmode: None,
        }
    }

    /// `email`, `tel`, `url`, `password`, `search`.
    #[must_use]
    pub fn kind(mut self, kind: impl AsRef<str>) -> Self {
        self.kind = owned(kind);
        self
    }

    /// Room for 2, 3, 4, 5, 10, 20 or 30 letters.
    #[must_use]
    pub fn width(mut self, letters: impl Borrow<u8>) -> Self {
        self.width = match letters.borrow() {
            2 => Some("2"),
            3 => Some("3"),
            4 => Some("4"),
            5 => Some("5"),
            10 => Some("10"),
            20 => Some("20"),
            30 => Some("30"),
            _ => None,
        };
        self
    }

    /// Stands before what is typed, such as "£".
    #[must_use]
    pub fn prefix(mut self, prefix: impl AsRef<str>) -> Self {
        self.prefix = Some(owned(prefix));
        self
    }

    /// Stands after what is typed, such as "hours".
    #[must_use]
    pub fn suffix(mut self, suffix: impl AsRef<str>) -> Self {
        self.suffix = Some(owned(suffix));
        self
    }

    /// Whether a browser checks the spelling.
    #[must_use]
    pub fn spellcheck(mut self, checks: impl Borrow<bool>) -> Self {
        self.spellcheck = Some(*checks.borrow());
        self
    }

    /// What a browser may fill in: `email`, `name`, `organization`.
    #[must_use]
    pub fn autocomplete(mut self, what: impl AsRef<str>) -> Self {
        self.autocomplete = Some(owned(what));
        self
    }

    /// Which keyboard a phone shows: `numeric`, `decimal`.
    #[must_use]
    pub fn inputmode(mut self, mode: impl AsRef<str>) -> Self {
        self.inputmode = Some(owned(mode));
        self
    }
}

/// Several lines of text.
#[derive(Debug, Clone, Template)]
#[template(path = "components/textarea/template.html")]
pub struct Textarea {
    frame: Frame,
    rows: u16,
    spellcheck: Option<bool>,
    autocomplete: Option<String>,
}

framed!(Textarea);

impl Textarea {
    /// A labelled box of five lines, holding what `field` holds.
    pub fn new(label: impl AsRef<str>, field: impl AsRef<Field>) -> Self {
        Self {
            frame: Frame::new(label, field),
            rows: 5,
            spellcheck: None,
            autocomplete: None,
        }
    }

    /// How many lines show.
    #[must_use]
    pub fn rows(mut self, rows: impl Borrow<u16>) -> Self {
        self.rows = *rows.borrow();
        self
    }

    /// Whether a browser checks the spelling.
    #[must_use]
    pub fn spellcheck(mut self, checks: impl Borrow<bool>) -> Self {
        self.spellcheck = Some(*checks.borrow());
        self
    }

    /// What a browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, what: impl AsRef<str>) -> Self {
        self.autocomplete = Some(owned(what));
        self
    }
}

/// One of a long list of choices. Prefer [`Radios`](crate::Radios).
#[derive(Debug, Clone, Template)]
#[template(path = "components/select/template.html")]
pub struct Select {
    frame: Frame,
    choices: Vec<Choice>,
}

framed!(Select);

impl Select {
    /// A labelled list, the one chosen being what `field` holds.
    pub fn new(label: impl AsRef<str>, field: impl AsRef<Field>) -> Self {
        Self {
            frame: Frame::new(label, field),
            choices: Vec::new(),
        }
    }

    /// Adds a choice.
    #[must_use]
    pub fn choice(mut self, value: impl AsRef<str>, text: impl AsRef<str>) -> Self {
        self.choices.push(Choice::new(value, text));
        self
    }

    /// Adds several choices.
    #[must_use]
    pub fn choices(mut self, choices: impl AsRef<[Choice]>) -> Self {
        self.choices.extend_from_slice(choices.as_ref());
        self
    }
}
