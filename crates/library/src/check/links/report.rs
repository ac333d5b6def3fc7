//! What came of asking.

use std::fmt;

/// What came of asking all addresses.
#[derive(Debug, Clone, Default)]
pub struct LinkReport {
    /// Every address, in order.
    pub links: Vec<Link>,
}

/// One address, where it stands, and what came of asking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address, without a place on its page.
    pub address: String,
    /// What came of asking it.
    pub outcome: Outcome,
    /// Where it stands in the content.
    pub standing: Vec<Standing>,
}

/// Where an address stands in the content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// The file, as `kind/slug.md`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// What came of asking one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It answered.
    Reached,
    /// It answered from this address, and says that it has moved there for good.
    Moved(String),
    /// It says that there is no such page.
    Gone(u16),
    /// It does not answer machines.
    Refused(u16),
    /// It could not be asked, or broke down.
    Failed(String),
}

impl LinkReport {
    /// Whether no page is gone and none failed. One that moved still leads there, and one that refused may
    /// well answer a person.
    pub fn is_good(&self) -> bool {
        !self
            .links
            .iter()
            .any(|link| matches!(link.outcome, Outcome::Gone(_) | Outcome::Failed(_)))
    }

    /// What came of asking `address`.
    pub fn outcome(&self, address: &str) -> Option<&Outcome> {
        let place = self
            .links
            .binary_search_by(|link| link.address.as_str().cmp(address))
            .ok()?;
        self.links.get(place).map(|link| &link.outcome)
    }
}

impl Outcome {
    /// The heading under which it is told; what was reached is only counted.
    fn heading(&self) -> Option<&'static str> {
        match self {
            Self::Reached => None,
            Self::Moved(_) => Some("Moved for good: write the new address"),
            Self::Gone(_) => Some("Gone: find the page's new place, or take the link out"),
            Self::Refused(_) => Some("Could not be checked: open it by hand"),
            Self::Failed(_) => Some("Failed: try again later, then open it by hand"),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reached => formatter.write_str("reached"),
            Self::Moved(address) => write!(formatter, "now at {address}"),
            Self::Gone(status) | Self::Refused(status) => write!(formatter, "answered {status}"),
            Self::Failed(why) => formatter.write_str(why),
        }
    }
}

impl fmt::Display for LinkReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            Outcome::Gone(404),
            Outcome::Moved(String::new()),
            Outcome::Failed(String::new()),
            Outcome::Refused(403),
        ];
        for heading in kinds.iter().filter_map(Outcome::heading) {
            let links: Vec<&Link> = self
                .links
                .iter()
                .filter(|link| link.outcome.heading() == Some(heading))
                .collect();
            if links.is_empty() {
                continue;
            }
            writeln!(formatter, "{heading}")?;
            for link in links {
                writeln!(formatter, "  {}: {}", link.address, link.outcome)?;
                for Standing { file, line } in &link.standing {
                    writeln!(formatter, "    {file}:{line}")?;
                }
            }
            writeln!(formatter)?;
        }
        let count = |wanted: fn(&Outcome) -> bool| self.links.iter().filter(|link| wanted(&link.outcome)).count();
        write!(
            formatter,
            "{} addresses: {} reached, {} moved, {} gone, {} refused, {} failed.",
            self.links.len(),
            count(|outcome| matches!(outcome, Outcome::Reached)),
            count(|outcome| matches!(outcome, Outcome::Moved(_))),
            count(|outcome| matches!(outcome, Outcome::Gone(_))),
            count(|outcome| matches!(outcome, Outcome::Refused(_))),
            count(|outcome| matches!(outcome, Outcome::Failed(_))),
        )
    }
}
