//! What the doctor found.

use std::fmt;

/// What was found, by what it means.
#[derive(Debug, Default)]
pub(super) struct Findings {
    configured: Vec<String>,
    missing: Vec<String>,
    overdue: Vec<String>,
    broken: Vec<String>,
}

impl Findings {
    /// Something is set, and how.
    pub(super) fn configured(&mut self, what: impl fmt::Display) {
        self.configured.push(what.to_string());
    }

    /// Something is not set, and the hub does without.
    pub(super) fn missing(&mut self, what: impl fmt::Display, remedy: impl fmt::Display) {
        self.missing.push(format!("{what}. {remedy}."));
    }

    /// Something should have been done by now.
    pub(super) fn overdue(&mut self, what: impl fmt::Display, remedy: impl fmt::Display) {
        self.overdue.push(format!("{what}. {remedy}."));
    }

    /// Something does not work.
    pub(super) fn broken(&mut self, what: impl fmt::Display, remedy: impl fmt::Display) {
        self.broken.push(format!("{what}. {remedy}."));
    }

    /// Whether something does not work.
    pub(super) fn is_something_broken(&self) -> bool {
        !self.broken.is_empty()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("Configured", &self.configured),
            ("Missing", &self.missing),
            ("Overdue", &self.overdue),
            ("Broken", &self.broken),
        ];
        for (heading, lines) in parts.iter().filter(|(_, lines)| !lines.is_empty()) {
            writeln!(formatter, "{heading}")?;
            for line in *lines {
                writeln!(formatter, "  {line}")?;
            }
            writeln!(formatter)?;
        }
        match self.broken.len() {
            0 => write!(formatter, "Nothing is broken."),
            1 => write!(formatter, "One thing is broken."),
            count => write!(formatter, "{count} things are broken."),
        }
    }
}
