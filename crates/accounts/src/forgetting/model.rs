//! Why somebody is not forgotten yet.

/// Why somebody is not forgotten, in words for whoever asked. "They" is the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotForgotten {
    /// Nobody else could decide who belongs to these organisations.
    #[error("There is no other administrator of {}. Make somebody else an administrator first.", .0.join(", or of "))]
    LastAdministratorOf(Vec<String>),
    /// Nobody else could keep the hub.
    #[error("There is no other administrator of the hub. Make somebody else a hub administrator first.")]
    LastOfTheHub,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_organisation_is_named() {
        let words = NotForgotten::LastAdministratorOf(vec!["Northvale".into(), "Southmere".into()]).to_string();
        assert!(words.contains("of Northvale, or of Southmere."), "{words}");
    }
}
