//! What each action is called, in words: the one table of them.
//!
//! A test reads the code of the hub and fails for an action that is recorded and stands here not.

use web::{HubRole, Role};

use crate::membership;

/// Every action, by its noun and verb, as what somebody did: "Sam Reader" *signed in*. In the order in which
/// they are offered to choose from.
pub(super) const ACTIONS: [(&str, &str); 60] = [
    ("session.began", "signed in"),
    ("session.ended", "signed out, or signed out a browser"),
    ("sessions.ended", "signed out every other browser"),
    ("session.proved", "proved afresh who they are"),
    ("sign-in.slowed", "was slowed down after many wrong tries to sign in"),
    ("session.switched", "began to act for another of their organisations"),
    ("password.chosen", "chose a password"),
    ("password.recovered", "asked for a link to choose a new password"),
    ("code-app.added", "set up the app that gives codes"),
    ("recovery-codes.made", "made new recovery codes"),
    ("recovery-code.used", "used a recovery code"),
    ("paper-codes.made", "made codes on paper"),
    ("paper-code.used", "used a code on paper"),
    ("passkey.added", "added a passkey"),
    ("passkey.removed", "removed a passkey"),
    ("identity.linked", "began to sign in through an identity provider"),
    ("identity.unlinked", "ceased to sign in through an identity provider"),
    ("single-sign-on.refused", "was refused by single sign-on"),
    ("first-link.made", "made the link for the first administrator"),
    ("person.added", "added a person"),
    ("person.invited", "invited a person"),
    ("invitation.withdrawn", "withdrew an invitation"),
    ("link.mailed", "mailed a link that works once"),
    ("person.list", "looked at the list of people"),
    ("person.read", "looked at a person"),
    ("person.renamed", "changed a name"),
    ("person.hub-role-changed", "changed what a person may do in the hub"),
    ("person.disabled", "kept a person out"),
    ("person.enabled", "let a person in again"),
    ("person.reset", "let a person begin anew with signing in"),
    ("person.forgotten", "had a person forgotten"),
    (
        "person.expired",
        "forgot a person whose account nobody had used for long",
    ),
    ("membership.began", "made a person a member"),
    ("membership.changed", "changed what a member may do"),
    ("membership.ended", "ended a membership"),
    ("membership.given", "was made a member by their identity provider"),
    ("membership.taken", "ceased to be a member by their identity provider"),
    ("organisation.added", "added an organisation"),
    ("organisation.renamed", "renamed an organisation"),
    ("organisation.merged", "merged an organisation into another"),
    ("host_name.added", "added a host name"),
    ("host_name.removed", "removed a host name"),
    ("email_domain.added", "added an e-mail domain"),
    (
        "email_domain.asked",
        "asked the keeper of an e-mail domain to confirm it",
    ),
    ("email_domain.verified", "verified an e-mail domain"),
    ("email_domain.removed", "removed an e-mail domain"),
    ("sign-in-rule.changed", "changed the rule of how members sign in"),
    ("identity-provider.added", "added an identity provider"),
    ("identity-provider.changed", "changed an identity provider"),
    ("identity-provider.tried", "tried an identity provider"),
    ("identity-provider.removed", "removed an identity provider"),
    ("local_fact.changed", "changed a number or name of the organisation"),
    ("controller.added", "added a controller in its own right"),
    ("controller.changed", "changed a controller in its own right"),
    ("controller.removed", "removed a controller in its own right"),
    ("data.read", "read what is held on them"),
    ("data.exported", "took away what is held on them"),
    ("audit.read", "read the audit trail"),
    ("audit.exported", "took the audit trail away as a table"),
    (
        "audit.shortened",
        "removed the oldest entries of the audit trail, whose time was over",
    ),
];

/// What each kind of thing is called.
const KINDS: [(&str, &str); 10] = [
    ("person", "Person"),
    ("session", "Session"),
    ("link", "Link that works once"),
    ("organisation", "Organisation"),
    ("controller", "Controller in its own right"),
    ("passkey", "Passkey"),
    ("identity-provider", "Identity provider"),
    ("local_fact", "Number or name"),
    ("page", "Page"),
    ("entry", "Entry of the trail"),
];

/// What the address is called from which something was done: whoever it was done to is not told it.
pub(super) const ADDRESS: &str = "From the address";

/// Keys of words that stand beside an entry, where the key alone would not be understood.
const LABELS: [(&str, &str); 7] = [
    ("address", ADDRESS),
    ("email", "E-mail address"),
    ("hub-role", "Role in the hub"),
    ("origin", "Came about by"),
    ("joins-by-domain", "Joins by e-mail domain"),
    ("single-sign-on-only", "Single sign-on only"),
    ("tlp", "May be shown to"),
];

/// What somebody did, to come after their name; the bare noun and verb when nobody has said it in words.
pub(super) fn sentence(action: &str) -> &str {
    ACTIONS.iter().find(|row| row.0 == action).map_or(action, |row| row.1)
}

/// What a kind of thing is called.
pub(super) fn kind(word: &str) -> String {
    KINDS
        .iter()
        .find(|row| row.0 == word)
        .map_or_else(|| label(word), |row| row.1.to_owned())
}

/// The kinds that can be chosen from.
pub(super) fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.iter().copied()
}

/// A key of ours and the value beside it, in words.
pub(super) fn fact(key: &str, value: String) -> (String, String) {
    let said = LABELS.iter().find(|row| row.0 == key);
    let said = said.map_or_else(|| label(key), |row| row.1.to_owned());
    let value = match key {
        "role" => value.parse::<Role>().map_or(value, |role| role.name().to_owned()),
        "hub-role" => value.parse::<HubRole>().map_or(value, |role| role.name().to_owned()),
        "tlp" => format!("TLP:{value}"),
        "origin" => membership::origin_in_words(&value),
        _ => value,
    };
    (said, value)
}

/// A key of ours as a heading: `was_before` as "Was before".
pub(super) fn label(key: &str) -> String {
    let mut words = key.replace(['_', '-'], " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, path::Path};

    use super::*;

    /// Calls that are given an action.
    const CALLS: [&str; 3] = ["Act::by(", "of_the_hub(", ".audited("];

    fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                found.push((path.display().to_string(), code.to_owned()));
            }
        }
    }

    fn is_action(text: &str) -> bool {
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || b"_-".contains(&byte))
        };
        text.split_once('.')
            .is_some_and(|(noun, verb)| is_word(noun) && is_word(verb))
    }

    /// The texts between quotation marks, and those between the texts: no code looks like an action.
    fn literals(code: &str) -> impl Iterator<Item = &str> {
        code.split('"')
    }

    /// What is recorded in a file: the action that stands in each call; and where a call is given one from
    /// elsewhere, everything in the file that looks like one.
    fn recorded(code: &str) -> BTreeSet<String> {
        let mut actions = BTreeSet::new();
        for call in CALLS {
            for rest in code.split(call).skip(1) {
                let arguments = rest.split([')', ';']).next().unwrap_or_default();
                let named: Vec<&str> = literals(arguments).filter(|text| is_action(text)).collect();
                match named.as_slice() {
                    [] => actions.extend(literals(code).filter(|text| is_action(text)).map(str::to_owned)),
                    named => actions.extend(named.iter().map(|action| (*action).to_owned())),
                }
            }
        }
        actions
    }

    #[test]
    fn every_action_that_is_recorded_has_its_words() {
        let mut files = Vec::new();
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for each in std::fs::read_dir(crates).unwrap() {
            let source = each.unwrap().path().join("src");
            if source.is_dir() {
                sources(&source, &mut files);
            }
        }
        let mut all = BTreeSet::new();
        let mut without = Vec::new();
        for (path, code) in &files {
            for action in recorded(code) {
                if sentence(&action) == action {
                    without.push(format!("{action} ({path})"));
                }
                all.insert(action);
            }
        }
        assert!(
            without.is_empty(),
            "give these their words in {}: {without:#?}",
            file!()
        );
        assert!(all.contains("session.began") && all.contains("audit.read"), "{all:?}");
    }

    #[test]
    fn an_action_is_found_where_it_stands_and_where_it_is_handed_on() {
        let named = recorded("let act = Act::by(\n    read,\n    \"a.b\",\n).with(\"x.y\", z);");
        assert_eq!(named.into_iter().collect::<Vec<_>>(), ["a.b"]);
        let handed_on = recorded("Act::by(read, action); note(\"c.d\"); see(\"It. is\")");
        assert_eq!(handed_on.into_iter().collect::<Vec<_>>(), ["c.d"]);
    }

    #[test]
    fn no_action_stands_twice_and_keys_are_read_as_words() {
        let distinct: BTreeSet<_> = ACTIONS.iter().map(|row| row.0).collect();
        assert_eq!(distinct.len(), ACTIONS.len());
        assert_eq!(label("was_before"), "Was before");
        assert_eq!(kind("break-glass"), "Break glass");
    }
}
