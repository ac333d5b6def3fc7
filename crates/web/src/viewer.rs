//! Who asks, and the label that says who may see a thing.

use std::str::FromStr;

use db::Time;

use crate::{HubRole, Role};

db::id!(
    /// A council or other body that has people here.
    OrganisationId
);
db::id!(
    /// A person who can sign in.
    PersonId
);
db::id!(
    /// A browser in which a person is signed in.
    SessionId
);

/// The Traffic Light Protocol, version 2.0 (FIRST, 2022): who may see a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tlp {
    /// Anybody.
    #[default]
    Clear,
    /// Signed-in members of any organisation.
    Green,
    /// The organisation that it belongs to, and those whom it serves, as far as they need to know.
    Amber,
    /// The organisation that it belongs to, and nobody else.
    AmberStrict,
    /// Named people only. Read for each request; never in a snapshot, an index, a feed or a mail.
    Red,
}

impl Tlp {
    /// All five, from what anybody may see to what only named people may.
    pub const ALL: [Self; 5] = [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];

    /// As a reader sees it beside a thing: "TLP:GREEN".
    pub fn name(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }

    /// Whom a reader may pass it on to (FIRST, *Traffic Light Protocol*, version 2.0, section 2).
    pub fn permits(self) -> &'static str {
        match self {
            Self::Clear => "You may pass this on to anybody.",
            Self::Green => {
                "You may pass this on to people who work on the same things here, in other councils and in public \
                 bodies. Do not put it where everybody can read it."
            }
            Self::Amber => {
                "You may pass this on to people in your organisation who need it, and to those whom your \
                 organisation serves, if they need it to protect themselves. To nobody else."
            }
            Self::AmberStrict => {
                "You may pass this on to people in your organisation who need it. To nobody outside your organisation."
            }
            Self::Red => "This is for you by name. Do not pass it on to anybody, in any form.",
        }
    }

    /// Whether anybody may see it.
    pub fn is_clear(self) -> bool {
        self == Self::Clear
    }

    /// As it is written in a file or a column.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clear => "CLEAR",
            Self::Green => "GREEN",
            Self::Amber => "AMBER",
            Self::AmberStrict => "AMBER+STRICT",
            Self::Red => "RED",
        }
    }
}

/// A label that is not one of the five.
#[derive(Debug, thiserror::Error)]
#[error("'{0}' is not a TLP label: use CLEAR, GREEN, AMBER, AMBER+STRICT or RED")]
pub struct NotALabel(String);

impl FromStr for Tlp {
    type Err = NotALabel;

    fn from_str(label: &str) -> Result<Self, NotALabel> {
        Self::ALL
            .into_iter()
            .find(|tlp| tlp.as_str() == label)
            .ok_or_else(|| NotALabel(label.to_owned()))
    }
}

/// Whoever asks, as far as we know them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Viewer {
    /// Who they are; a stranger is nobody.
    pub person: Option<PersonId>,
    /// What they are called.
    pub name: String,
    /// The organisation that they act for at present; a stranger has none.
    pub organisation: Option<OrganisationId>,
    /// What it is called.
    pub organisation_name: String,
    /// What they are there.
    pub role: Option<Role>,
    /// What they are in the hub itself.
    pub hub_role: Option<HubRole>,
    /// The browser that they ask from.
    pub session: Option<SessionId>,
    /// When they last proved who they are.
    pub proved_at: Option<Time>,
}

impl Viewer {
    /// Somebody who is not signed in.
    pub fn stranger() -> Self {
        Self::default()
    }

    /// Some member of `organisation`.
    pub fn member_of(organisation: OrganisationId) -> Self {
        Self {
            person: Some(PersonId::new()),
            organisation: Some(organisation),
            role: Some(Role::Member),
            ..Self::default()
        }
    }

    /// Whether nobody is signed in.
    pub fn is_stranger(&self) -> bool {
        self.person.is_none()
    }

    /// Whether they may see what is GREEN: members of any organisation, and those who keep the hub.
    pub fn may_see_green(&self) -> bool {
        self.person.is_some() && (self.organisation.is_some() || self.hub_role.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_as_they_are_written() {
        for tlp in Tlp::ALL {
            assert_eq!(tlp.as_str().parse::<Tlp>().unwrap(), tlp);
            assert_eq!(tlp.name(), format!("TLP:{}", tlp.as_str()));
            assert!(tlp.permits().ends_with('.'));
        }
        let error = "WHITE".parse::<Tlp>().unwrap_err();
        assert!(error.to_string().contains("'WHITE'"), "{error}");
    }
}
