//! The three actions of the week, and the boxes at the side.

use std::borrow::Borrow;

use askama::Template;

use super::{Sharing, components, owned};
use crate::Markup;

components!(Three, Aside);

/// Something to do, as a sentence that starts with a verb, and why.
#[derive(Debug, Clone)]
pub struct Action {
    sentence: String,
    href: Option<String>,
    why: Option<Markup>,
    sharing: Option<Sharing>,
}

impl Action {
    /// The sentence.
    pub fn new(sentence: impl AsRef<str>) -> Self {
        Self {
            sentence: owned(sentence),
            href: None,
            why: None,
            sharing: None,
        }
    }

    /// Where it says how.
    #[must_use]
    pub fn href(mut self, href: impl AsRef<str>) -> Self {
        self.href = Some(owned(href));
        self
    }

    /// Who may be told of it.
    #[must_use]
    pub fn sharing(mut self, sharing: impl Borrow<Sharing>) -> Self {
        self.sharing = Some(sharing.borrow().clone());
        self
    }

    /// Why this, why now.
    #[must_use]
    pub fn why(mut self, why: impl AsRef<str>) -> Self {
        self.why = Some(Markup::text(why));
        self
    }

    /// Why, with a link in it.
    #[must_use]
    pub fn why_html(mut self, why: impl AsRef<Markup>) -> Self {
        self.why = Some(why.as_ref().clone());
        self
    }
}

/// Three actions for this week, in a frame of their own.
#[derive(Debug, Clone, Template)]
#[template(path = "components/three/template.html")]
pub struct Three {
    actions: Vec<Action>,
}

impl Three {
    /// The actions, most urgent first.
    pub fn of(actions: impl AsRef<[Action]>) -> Self {
        Self {
            actions: actions.as_ref().to_vec(),
        }
    }
}

/// A box at the side: numbers to ring, services, dates.
#[derive(Debug, Clone, Template)]
#[template(path = "components/aside/template.html")]
pub struct Aside {
    title: String,
    content: Markup,
    is_prohibition: bool,
}

impl Aside {
    /// A titled box with `content` in it.
    pub fn new(title: impl AsRef<str>, content: impl AsRef<Markup>) -> Self {
        let content = content.as_ref().clone();
        Self {
            title: owned(title),
            content,
            is_prohibition: false,
        }
    }

    /// A box of what not to do.
    #[must_use]
    pub fn prohibition(mut self) -> Self {
        self.is_prohibition = true;
        self
    }
}
