//! Who may use a route: declared with it, decided here and nowhere else.

use crate::{HubRole, Role, Viewer};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not.
    Anybody,
    /// Those who run the machine: from loopback, or with the operator's token.
    Operator,
    /// Everybody who is signed in.
    SignedIn,
    /// Members of an organisation, and those who may more there.
    Member,
    /// Editors of an organisation, and its administrators.
    Editor,
    /// Administrators of an organisation.
    Administrator,
    /// Editors of the hub, and its administrators.
    HubEditor,
    /// Administrators of the hub.
    HubAdministrator,
    /// Administrators of an organisation, and administrators of the hub.
    AnyAdministrator,
}

impl Access {
    /// Whether `viewer` may use a route of this kind. Operators are known by where they ask from, and by
    /// their token; no viewer is one.
    pub fn allows(self, viewer: &Viewer) -> bool {
        match self {
            Self::Anybody => true,
            Self::Operator => false,
            Self::SignedIn => viewer.person.is_some(),
            Self::Member => has(viewer, Role::Member),
            Self::Editor => has(viewer, Role::Editor),
            Self::Administrator => has(viewer, Role::Administrator),
            Self::HubEditor => has_in_hub(viewer, HubRole::Editor),
            Self::HubAdministrator => has_in_hub(viewer, HubRole::Administrator),
            Self::AnyAdministrator => has(viewer, Role::Administrator) || has_in_hub(viewer, HubRole::Administrator),
        }
    }
}

fn has(viewer: &Viewer, least: Role) -> bool {
    viewer.person.is_some() && viewer.organisation.is_some() && viewer.role.is_some_and(|role| role >= least)
}

fn has_in_hub(viewer: &Viewer, least: HubRole) -> bool {
    viewer.person.is_some() && viewer.hub_role.is_some_and(|role| role >= least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OrganisationId, PersonId};

    const ALL: [Access; 9] = [
        Access::Anybody,
        Access::Operator,
        Access::SignedIn,
        Access::Member,
        Access::Editor,
        Access::Administrator,
        Access::HubEditor,
        Access::HubAdministrator,
        Access::AnyAdministrator,
    ];

    fn allowed(viewer: &Viewer) -> [bool; 9] {
        ALL.map(|access| access.allows(viewer))
    }

    #[test]
    fn each_role_may_what_the_table_says() {
        let signed_in = Viewer {
            person: Some(PersonId::new()),
            ..Viewer::stranger()
        };
        let with = |role| Viewer {
            role: Some(role),
            ..Viewer::member_of(OrganisationId::new())
        };
        let hub = |role| Viewer {
            hub_role: Some(role),
            ..signed_in.clone()
        };
        let (yes, no) = (true, false);
        assert_eq!(allowed(&Viewer::stranger()), [yes, no, no, no, no, no, no, no, no]);
        assert_eq!(allowed(&signed_in), [yes, no, yes, no, no, no, no, no, no]);
        assert_eq!(allowed(&with(Role::Member)), [yes, no, yes, yes, no, no, no, no, no]);
        assert_eq!(allowed(&with(Role::Editor)), [yes, no, yes, yes, yes, no, no, no, no]);
        assert_eq!(
            allowed(&with(Role::Administrator)),
            [yes, no, yes, yes, yes, yes, no, no, yes]
        );
        assert_eq!(allowed(&hub(HubRole::Editor)), [yes, no, yes, no, no, no, yes, no, no]);
        assert_eq!(
            allowed(&hub(HubRole::Administrator)),
            [yes, no, yes, no, no, no, yes, yes, yes]
        );
    }

    #[test]
    fn a_role_without_its_organisation_or_person_is_worth_nothing() {
        let role_alone = Viewer {
            role: Some(Role::Administrator),
            hub_role: Some(HubRole::Administrator),
            ..Viewer::stranger()
        };
        assert_eq!(
            allowed(&role_alone),
            [true, false, false, false, false, false, false, false, false]
        );
    }
}
