//! Buttons.

use askama::Template;

use super::{components, owned};

components!(Button, Copy);

/// A button, or a link that looks like one.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/button/template.html")]
pub struct Button {
    text: String,
    href: Option<String>,
    name: Option<String>,
    value: Option<String>,
    kind: Option<&'static str>,
    modifier: Option<&'static str>,
    script: Option<(&'static str, String)>,
    is_disabled: bool,
    once: bool,
}

impl Button {
    /// A button that sends its form.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self {
            text: owned(text),
            ..Self::default()
        }
    }

    /// A button that prints the page. It appears only where scripts run.
    pub fn print(text: impl AsRef<str>) -> Self {
        Self::scripted(text, "data-print", String::new())
    }

    /// A button that copies the text of the element called `id`.
    pub fn copy(text: impl AsRef<str>, id: impl AsRef<str>) -> Self {
        Self::scripted(text, "data-copy", owned(id))
    }

    /// A button that keeps first-hour pages on this device: those named, apart by spaces, or this one.
    pub fn save_offline(text: impl AsRef<str>, pages: impl AsRef<str>) -> Self {
        Self::scripted(text, "data-save-offline", owned(pages))
    }

    fn scripted(text: impl AsRef<str>, attribute: &'static str, value: String) -> Self {
        let script = Some((attribute, value));
        Self {
            kind: Some("button"),
            script,
            ..Self::new(text)
        }
        .secondary()
    }

    /// Leads somewhere instead of sending.
    #[must_use]
    pub fn href(mut self, href: impl AsRef<str>) -> Self {
        self.href = Some(owned(href));
        self
    }

    /// Says in the form which button was pressed.
    #[must_use]
    pub fn name(mut self, name: impl AsRef<str>) -> Self {
        self.name = Some(owned(name));
        self
    }

    /// What is sent beside the name.
    #[must_use]
    pub fn value(mut self, value: impl AsRef<str>) -> Self {
        self.value = Some(owned(value));
        self
    }

    /// Second to another button.
    #[must_use]
    pub fn secondary(mut self) -> Self {
        self.modifier = Some("secondary");
        self
    }

    /// Does what can't be undone.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.modifier = Some("warning");
        self
    }

    /// Can't be pressed now. Better to leave the button out.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.is_disabled = true;
        self
    }

    /// Ignores a second press.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }
}

/// A text to take away, with a button that copies it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/copy/template.html")]
pub struct Copy {
    id: String,
    text: String,
}

impl Copy {
    /// A text, and the id that the button finds it by.
    pub fn new(id: impl AsRef<str>, text: impl AsRef<str>) -> Self {
        Self {
            id: owned(id),
            text: owned(text),
        }
    }

    fn button(&self) -> Button {
        Button::copy("Copy this text", &self.id)
    }
}
