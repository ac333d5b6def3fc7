//! What a link is, and how long it works.

use db::Time;
use web::{HubRole, OrganisationId, PersonId, Role};

use crate::{sealed::Sealer, secret::Token};

db::id!(
    /// One link.
    LinkId
);

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Somebody is invited, perhaps into an organisation.
    Invitation,
    /// Somebody who is here already sets up how they sign in.
    SetUp,
    /// The first administrator of a new hub.
    First,
    /// Somebody has forgotten their password.
    Recovery,
}

impl Kind {
    /// As it is written in a column.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::SetUp => "set-up",
            Self::First => "first",
            Self::Recovery => "recovery",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Invitation, Self::SetUp, Self::First, Self::Recovery]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }

    /// How long it works, in seconds.
    fn lifetime(self) -> i64 {
        match self {
            Self::Invitation | Self::SetUp => 7 * 24 * 3600,
            Self::First => 24 * 3600,
            Self::Recovery => 30 * 60,
        }
    }
}

/// One link.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Link {
    pub(crate) id: LinkId,
    pub(crate) kind: String,
    pub(crate) person_id: Option<PersonId>,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) organisation_id: Option<OrganisationId>,
    pub(crate) role: Option<String>,
    pub(crate) hub_role: Option<String>,
    pub(crate) made_at: Time,
    pub(crate) expires_at: Time,
}

impl Link {
    /// A link for nobody in particular yet.
    pub(crate) fn new(kind: Kind, now: Time) -> Self {
        Self {
            id: LinkId::new(),
            kind: kind.as_str().to_owned(),
            person_id: None,
            name: String::new(),
            email: String::new(),
            organisation_id: None,
            role: None,
            hub_role: None,
            made_at: now,
            expires_at: now.plus_seconds(kind.lifetime()),
        }
    }

    /// What it is for.
    pub(crate) fn kind(&self) -> Option<Kind> {
        Kind::of(&self.kind)
    }

    /// The role in the organisation that it gives.
    pub(crate) fn role(&self) -> Option<Role> {
        self.role.as_deref().and_then(|word| word.parse().ok())
    }

    /// The role in the hub that it gives.
    pub(crate) fn hub_role(&self) -> Option<HubRole> {
        self.hub_role.as_deref().and_then(|word| word.parse().ok())
    }

    /// The token that it carries.
    pub(crate) fn token(&self, sealer: &Sealer) -> Token {
        Token::of(sealer.derive(&format!("link:{}", self.id)))
    }

    /// Its address on this hub, which is reached at `base`.
    pub(crate) fn address(&self, base: &str, sealer: &Sealer) -> String {
        let room = match self.kind() {
            Some(Kind::Recovery) => "recovery",
            _ => "invitation",
        };
        format!("{base}/sign-in/{room}/{}", self.token(sealer).reveal())
    }
}

impl std::fmt::Debug for Link {
    /// Without a name, an address or a token.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Link({} {})", self.kind, self.id)
    }
}
