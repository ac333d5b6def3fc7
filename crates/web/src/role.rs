//! Roles: a small closed set, and what each may do.
//!
//! In an organisation a person is a *member*, an *editor* or an *administrator*, each with all that the one
//! before may. In the hub itself a few people are *hub editor* or *hub administrator*; that alone gives no
//! sight of what an organisation keeps to itself.

/// What a person is in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads what the organisation and the sector share.
    Member,
    /// Also writes what the organisation shows its people.
    Editor,
    /// Also decides who belongs to it, and how they sign in.
    Administrator,
}

/// What a person is in the hub itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HubRole {
    /// Writes what the hub publishes.
    Editor,
    /// Also decides which organisations and people are here.
    Administrator,
}

/// A word that is no role.
#[derive(Debug, thiserror::Error)]
#[error("'{0}' is not a role")]
pub struct NotARole(String);

/// Every role in an organisation: its word in tables and forms, its name, and what it may do.
pub const ROLES: [(Role, &str, &str, &str); 3] = [
    (
        Role::Member,
        "member",
        "Member",
        "Reads everything that the organisation and the sector share.",
    ),
    (
        Role::Editor,
        "editor",
        "Editor",
        "Also writes what the organisation shows its people, such as its own phone numbers.",
    ),
    (
        Role::Administrator,
        "administrator",
        "Administrator",
        "Also invites and removes people, and decides how they sign in.",
    ),
];

/// Every role in the hub: its word in tables and forms, its name, and what it may do.
pub const HUB_ROLES: [(HubRole, &str, &str, &str); 2] = [
    (
        HubRole::Editor,
        "hub-editor",
        "Hub editor",
        "Writes what the hub publishes. Sees nothing that an organisation keeps to itself.",
    ),
    (
        HubRole::Administrator,
        "hub-administrator",
        "Hub administrator",
        "Also decides which organisations and people are here. Sees nothing that an organisation keeps to itself.",
    ),
];

macro_rules! words {
    ($role:ty, $table:ident) => {
        impl $role {
            /// As it is written in a column or a form.
            pub fn as_str(self) -> &'static str {
                $table.iter().find(|row| row.0 == self).map_or("", |row| row.1)
            }

            /// As people say it.
            pub fn name(self) -> &'static str {
                $table.iter().find(|row| row.0 == self).map_or("", |row| row.2)
            }

            /// What it may do, in a sentence.
            pub fn about(self) -> &'static str {
                $table.iter().find(|row| row.0 == self).map_or("", |row| row.3)
            }
        }

        impl std::str::FromStr for $role {
            type Err = NotARole;

            fn from_str(word: &str) -> Result<Self, NotARole> {
                $table
                    .iter()
                    .find(|row| row.1 == word)
                    .map(|row| row.0)
                    .ok_or_else(|| NotARole(word.to_owned()))
            }
        }
    };
}

words!(Role, ROLES);
words!(HubRole, HUB_ROLES);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_as_it_is_written() {
        for (role, ..) in ROLES {
            assert_eq!(role.as_str().parse::<Role>().unwrap(), role);
            assert!(!role.name().is_empty() && !role.about().is_empty());
        }
        for (role, ..) in HUB_ROLES {
            assert_eq!(role.as_str().parse::<HubRole>().unwrap(), role);
            assert!(!role.name().is_empty() && !role.about().is_empty());
        }
        assert!("owner".parse::<Role>().unwrap_err().to_string().contains("'owner'"));
    }

    #[test]
    fn who_may_more_stands_higher() {
        assert!(Role::Member < Role::Editor && Role::Editor < Role::Administrator);
        assert!(HubRole::Editor < HubRole::Administrator);
    }
}
