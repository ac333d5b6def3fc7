//! The label that says whom a reader may pass a thing on to.

use askama::Template;

use super::{components, owned};

components!(Sharing);

/// A label of the Traffic Light Protocol: small beside a thing in a list; with what it permits on a page.
///
/// Its colours are those of the protocol (FIRST, *Traffic Light Protocol*, version 2.0: on black, red
/// `#FF2B2B`, amber `#FFC000`, green `#33FF00`, white `#FFFFFF`). It never says anything by colour alone.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "components/sharing/template.html")]
pub struct Sharing {
    name: String,
    class: &'static str,
    permits: Option<String>,
}

impl Sharing {
    /// The label `CLEAR`, `GREEN`, `AMBER`, `AMBER+STRICT` or `RED`.
    pub fn of(label: impl AsRef<str>) -> Self {
        let label = label.as_ref();
        let class = match label {
            "GREEN" => "green",
            "AMBER" | "AMBER+STRICT" => "amber",
            "RED" => "red",
            _ => "clear",
        };
        Self {
            name: format!("TLP:{label}"),
            class,
            permits: None,
        }
    }

    /// What the label permits the reader to do, in a sentence.
    #[must_use]
    pub fn permits(mut self, permits: impl AsRef<str>) -> Self {
        self.permits = Some(owned(permits));
        self
    }
}
