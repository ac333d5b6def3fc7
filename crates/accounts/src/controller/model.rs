//! What a controller is.

db::id!(
    /// One controller beside an organisation.
    ControllerId
);

/// The kinds of controllers: word and name. The last is any other, which has a title of its own.
pub(super) const KINDS: [(&str, &str); 3] = [
    ("electoral-registration-officer", "Electoral registration officer"),
    ("returning-officer", "Returning officer"),
    ("other", "Another controller in its own right"),
];

/// The contact facts that a controller can have: name and words. The first three are how it is reached at once.
pub(super) const FACTS: [(&str, &str); 6] = [
    ("holder", "Who it is"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("address", "Address"),
    ("data-protection-officer", "Data protection officer"),
    ("ico-number", "ICO registration number"),
];

/// How many of the contact facts are how it is reached at once.
pub(super) const AT_ONCE: usize = 3;

/// One controller.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Controller {
    /// Its identifier.
    pub id: ControllerId,
    /// What kind it is, as a word.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Counts its changes, so that two people do not overwrite one another.
    pub version: i64,
}

/// One contact fact of a controller.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ControllerFact {
    /// Its name, one of the list.
    pub name: String,
    /// What it says.
    pub value: String,
    /// Its TLP label.
    pub tlp: String,
}

/// What a contact fact is, in words.
pub(super) fn fact_words(name: &str) -> Option<&'static str> {
    FACTS.iter().find(|(known, _)| *known == name).map(|(_, words)| *words)
}
