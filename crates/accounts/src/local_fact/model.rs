//! What a local fact is.

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

/// One local fact of one organisation.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LocalFact {
    /// Its name, one of [`NAMES`].
    pub name: String,
    /// What it says; empty when it is not known any more.
    pub value: String,
    /// Its TLP label.
    pub tlp: String,
    /// Counts its changes, so that two people do not overwrite one another.
    pub version: i64,
}
