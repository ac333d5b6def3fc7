//! What a page says to its reader: errors, warnings, results, more to read.

use askama::Template;

use super::{components, owned};
use crate::Markup;
use crate::form::Errors;

components!(
    ErrorSummary,
    ErrorMessage,
    InsetText,
    NotificationBanner,
    WarningText,
    Details
);

/// What must be mended before a form can be sent. Writes nothing when nothing is wrong.
#[derive(Debug, Clone, Template)]
#[template(path = "components/error-summary/template.html")]
pub struct ErrorSummary {
    errors: Errors,
    description: Option<String>,
}

impl ErrorSummary {
    /// Everything in `errors`, each linked to its input.
    pub fn of(errors: impl AsRef<Errors>) -> Self {
        Self {
            errors: errors.as_ref().clone(),
            description: None,
        }
    }

    /// A sentence above the list.
    #[must_use]
    pub fn description(mut self, description: impl AsRef<str>) -> Self {
        self.description = Some(owned(description));
        self
    }
}

/// One thing that is wrong, beside what is wrong. Fields write their own.
#[derive(Debug, Clone, Template)]
#[template(path = "components/error-message/template.html")]
pub struct ErrorMessage {
    text: String,
}

impl ErrorMessage {
    /// What is wrong.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self { text: owned(text) }
    }
}

/// A passage that stands out from the text round it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/inset-text/template.html")]
pub struct InsetText {
    content: Markup,
}

impl InsetText {
    /// A sentence.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self {
            content: Markup::text(text),
        }
    }

    /// More than a sentence.
    pub fn html(content: impl AsRef<Markup>) -> Self {
        Self {
            content: content.as_ref().clone(),
        }
    }
}

/// What just happened, or what every reader of this page must know.
#[derive(Debug, Clone, Template)]
#[template(path = "components/notification-banner/template.html")]
pub struct NotificationBanner {
    title: Option<String>,
    text: Option<String>,
    content: Markup,
    is_success: bool,
}

impl NotificationBanner {
    /// One sentence.
    pub fn new(text: impl AsRef<str>) -> Self {
        let text = Some(owned(text));
        Self {
            title: None,
            text,
            content: Markup::default(),
            is_success: false,
        }
    }

    /// More than a sentence.
    pub fn html(content: impl AsRef<Markup>) -> Self {
        let content = content.as_ref().clone();
        Self {
            title: None,
            text: None,
            content,
            is_success: false,
        }
    }

    /// Something was done: the page's focus goes here.
    #[must_use]
    pub fn success(mut self) -> Self {
        self.is_success = true;
        self
    }

    /// A title other than "Important" or "Success".
    #[must_use]
    pub fn title(mut self, title: impl AsRef<str>) -> Self {
        self.title = Some(owned(title));
        self
    }

    fn shown_title(&self) -> &str {
        match &self.title {
            Some(title) => title,
            None if self.is_success => "Success",
            None => "Important",
        }
    }
}

/// What goes badly for whoever overlooks it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/warning-text/template.html")]
pub struct WarningText {
    content: Markup,
}

impl WarningText {
    /// The warning.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self {
            content: Markup::text(text),
        }
    }

    /// The warning with, say, a link in it.
    pub fn html(content: impl AsRef<Markup>) -> Self {
        Self {
            content: content.as_ref().clone(),
        }
    }
}

/// Something to open, for the few who need it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/details/template.html")]
pub struct Details {
    summary: String,
    content: Markup,
    id: Option<String>,
    is_open: bool,
}

impl Details {
    /// What it says while it is shut.
    pub fn new(summary: impl AsRef<str>) -> Self {
        Self {
            summary: owned(summary),
            content: Markup::default(),
            id: None,
            is_open: false,
        }
    }

    /// What it says when it is open.
    #[must_use]
    pub fn text(mut self, text: impl AsRef<str>) -> Self {
        self.content = Markup::text(text);
        self
    }

    /// What it shows when it is open.
    #[must_use]
    pub fn html(mut self, content: impl AsRef<Markup>) -> Self {
        self.content = content.as_ref().clone();
        self
    }

    /// Gives it an address on the page.
    #[must_use]
    pub fn id(mut self, id: impl AsRef<str>) -> Self {
        self.id = Some(owned(id));
        self
    }

    /// Open from the start.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.is_open = true;
        self
    }
}
