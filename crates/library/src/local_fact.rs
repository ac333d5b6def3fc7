//! Local facts: what differs from council to council.
//!
//! In content they are written `[[service-desk|your IT service desk]]`. This file has the closed list of
//! names; a hub's own facts come from its settings.

use std::collections::BTreeMap;

/// The names of local facts, and what each is in words.
pub const NAMES: [(&str, &str); 10] = [
    ("service-desk", "IT service desk"),
    ("out-of-hours", "out-of-hours number"),
    ("suspicious-messages", "who to tell about a suspicious message"),
    ("data-protection-officer", "data protection officer"),
    ("siro", "senior information risk owner (SIRO)"),
    ("press-office", "press office"),
    ("emergency-planning", "emergency planning"),
    ("section-151-officer", "section 151 officer"),
    ("monitoring-officer", "monitoring officer"),
    ("electoral-services-manager", "electoral services manager"),
];

/// Whether `name` is one of the list.
pub fn is_known(name: &str) -> bool {
    NAMES.iter().any(|(known, _)| *known == name)
}

/// What a local fact is, in words.
pub fn words(name: &str) -> &str {
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(name, |(_, words)| words)
}

/// The local facts of one hub or council, by name.
#[derive(Debug, Clone, Default)]
pub struct LocalFacts(BTreeMap<String, String>);

impl LocalFacts {
    /// Takes facts by name.
    ///
    /// # Errors
    /// The first name that is not in the list.
    pub fn new(facts: BTreeMap<String, String>) -> Result<Self, String> {
        match facts.keys().find(|name| !is_known(name)) {
            Some(unknown) => Err(unknown.clone()),
            None => Ok(Self(facts)),
        }
    }

    /// The fact, if it is known.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The words of a text with the fact beside them, or the words alone.
    pub fn say(&self, name: &str, otherwise: &str) -> String {
        match self.find(name) {
            Some(fact) => format!("{otherwise} ({fact})"),
            None => otherwise.to_owned(),
        }
    }
}
