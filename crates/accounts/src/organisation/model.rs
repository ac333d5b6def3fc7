//! What an organisation is.

use web::OrganisationId;

/// One organisation.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Organisation {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind of body it is, as a word of [`OrganisationKind`].
    pub kind: String,
    /// The slug of its nation.
    pub nation: String,
    /// The official code of its area (GSS), where there is one.
    pub code: Option<String>,
    /// The organisation that it merged into.
    pub merged_into_id: Option<OrganisationId>,
    /// Counts its changes, so that two people do not overwrite one another.
    pub version: i64,
}

/// One line of the list of organisations.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Listed {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is put in order by.
    pub name_key: String,
    /// What kind of body it is, as a word of [`OrganisationKind`].
    pub kind: String,
    /// The slug of its nation.
    pub nation: String,
    /// The official code of its area, where there is one.
    pub code: Option<String>,
    /// How many people it has.
    pub people: i64,
}

/// The nations: slug and name.
pub const NATIONS: [(&str, &str); 4] = [
    ("england", "England"),
    ("wales", "Wales"),
    ("scotland", "Scotland"),
    ("northern-ireland", "Northern Ireland"),
];

/// The name of a nation, or its slug when it is none.
pub fn nation_name(slug: &str) -> &str {
    NATIONS
        .iter()
        .find(|(known, _)| *known == slug)
        .map_or(slug, |(_, name)| name)
}

/// What kind of body this is, in the words that people use: of a council, which kind of council.
pub fn kind_name(kind: &str, code: Option<&str>) -> &'static str {
    let council = code.and_then(super::councils::find);
    council.map_or_else(
        || OrganisationKind::of(kind).map_or("Organisation", OrganisationKind::name),
        |council| council.kind_name,
    )
}

/// What kind of body an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationKind {
    /// A council of any kind.
    Council,
    /// A fire and rescue service.
    FireService,
    /// A combined authority.
    CombinedAuthority,
    /// A service that several councils share.
    SharedService,
    /// A company that a council owns.
    CouncilCompany,
    /// An arm's-length management organisation, which runs a council's homes.
    Almo,
    /// An arm's-length external organisation, as Scottish councils call theirs.
    Aleo,
    /// An integration joint board, which plans health and social care in Scotland.
    IntegrationJointBoard,
    /// Any other body.
    Other,
}

/// Every kind: its word in tables and forms, and its name.
pub const KINDS: [(OrganisationKind, &str, &str); 9] = [
    (OrganisationKind::Council, "council", "Council"),
    (OrganisationKind::FireService, "fire-service", "Fire and rescue service"),
    (
        OrganisationKind::CombinedAuthority,
        "combined-authority",
        "Combined authority",
    ),
    (OrganisationKind::SharedService, "shared-service", "Shared service"),
    (OrganisationKind::CouncilCompany, "council-company", "Council company"),
    (
        OrganisationKind::Almo,
        "almo",
        "Arm's-length management organisation (ALMO)",
    ),
    (
        OrganisationKind::Aleo,
        "aleo",
        "Arm's-length external organisation (ALEO)",
    ),
    (
        OrganisationKind::IntegrationJointBoard,
        "integration-joint-board",
        "Integration joint board",
    ),
    (OrganisationKind::Other, "other", "Another public body"),
];

impl OrganisationKind {
    /// As it is written in a column or a form.
    pub fn as_str(self) -> &'static str {
        KINDS.iter().find(|row| row.0 == self).map_or("other", |row| row.1)
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|row| row.0 == self).map_or("", |row| row.2)
    }

    /// The kind with this word.
    pub fn of(word: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.1 == word).map(|row| row.0)
    }
}
