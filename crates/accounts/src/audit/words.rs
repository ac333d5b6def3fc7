//! What each action is called, in words: the one table of them.
//!
//! A test reads the code of the hub and fails for an action that is recorded and stands here not.

use std::collections::BTreeMap;

use web::{HubRole, Role};

use crate::{membership, session::method_in_words};

/// Every action, by its noun and verb, as what somebody did: "Sam Reader" *signed in*. In the order in which
/// they are offered to choose from.
pub(super) const ACTIONS: [(&str, &str); 62] = [
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
    (
        "membership.altered",
        "was given another role by their identity provider",
    ),
    ("membership.ended", "ended a membership"),
    ("membership.given", "was made a member by their identity provider"),
    ("membership.taken", "ceased to be a member by their identity provider"),
    ("organisation.added", "added an organisation"),
    ("organisation.renamed", "renamed an organisation"),
    ("organisation.removed", "removed an organisation that held nothing"),
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

/// What the same is called when somebody did it to themself, or it came about by them.
const THEIR_OWN: [(&str, &str); 4] = [
    ("person.added", "set up an account here"),
    ("person.forgotten", "was forgotten, as they asked"),
    ("membership.began", "joined by an invitation"),
    ("membership.changed", "changed their own role"),
];

/// What it is called when it came about by the domain of an e-mail address.
const BY_DOMAIN: [(&str, &str); 2] = [
    (
        "membership.given",
        "became a member by the domain of their e-mail address",
    ),
    (
        "membership.altered",
        "was given another role by the domain of their e-mail address",
    ),
];

/// What happened to somebody who is not signed in, and was not done by the hub itself.
const PASSIVE: [&str; 2] = ["single-sign-on.refused", "sign-in.slowed"];

/// What is done to a role: before and after are roles there.
const OF_ROLES: [&str; 5] = [
    "membership.changed",
    "membership.altered",
    "membership.given",
    "membership.taken",
    "person.hub-role-changed",
];

/// Why single sign-on refused somebody, by the word beside the entry.
const REASONS: [(&str, &str); 11] = [
    ("too-late", "It took too long, or was begun in another browser"),
    ("provider-said-no", "Their identity provider did not let them in"),
    ("provider-failed", "Their identity provider did not answer as it should"),
    ("not-trusted", "What their identity provider sent could not be trusted"),
    ("disabled", "Their account here is disabled"),
    ("no-place", "Nobody has given them a place here"),
    (
        "address-taken",
        "There is an account with their address already, which they have not linked",
    ),
    (
        "address-bound",
        "The account with their address is opened by another work account",
    ),
    (
        "other-organisation",
        "Another organisation of theirs asks for its own single sign-on",
    ),
    ("only-way", "An organisation of theirs asks for single sign-on"),
    ("linked-elsewhere", "That work account is linked to somebody else here"),
];

/// What a link that works once is for, by the word beside the entry.
const LINKS: [(&str, &str); 4] = [
    ("invitation", "An invitation"),
    ("set-up", "Setting up how they sign in"),
    ("recovery", "A new password"),
    ("first", "The first administrator"),
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

/// What somebody did, by what stands beside it: whether they did it to themself, and how it came about.
pub(super) fn deed(action: &str, is_their_own: bool, words: &BTreeMap<String, String>) -> String {
    let origin = words.get("origin").map(String::as_str);
    // Earlier versions wrote what a provider changed under the name of what an administrator changes.
    let action = match (action, is_their_own, origin) {
        ("membership.changed", true, Some(_)) => "membership.altered",
        _ => action,
    };
    let find = |table: &[(&str, &'static str)]| table.iter().find(|row| row.0 == action).map(|row| row.1);
    let said = match origin {
        Some("domain") => find(&BY_DOMAIN),
        _ if is_their_own => find(&THEIR_OWN),
        _ => None,
    };
    said.unwrap_or_else(|| sentence(action)).to_owned()
}

/// Who it was, when nobody is known.
pub(super) fn nobody(action: &str, has_address: bool) -> &'static str {
    match (has_address, PASSIVE.contains(&action)) {
        (true, _) => "Somebody not signed in",
        (false, true) => "Somebody",
        (false, false) => "The hub itself",
    }
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
pub(super) fn fact(action: &str, key: &str, value: String) -> (String, String) {
    if OF_ROLES.contains(&action) {
        match key {
            "before" => return ("Role before".to_owned(), role(value)),
            "after" | "role" => return ("Role now".to_owned(), role(value)),
            _ => (),
        }
    }
    let said = LABELS.iter().find(|row| row.0 == key);
    let said = said.map_or_else(|| label(key), |row| row.1.to_owned());
    let value = match key {
        "role" | "hub-role" => role(value),
        "method" => text::words::capital(method_in_words(&value)),
        "reason" => among(&REASONS, value),
        "kind" => among(&LINKS, value),
        "tlp" => format!("TLP:{value}"),
        "origin" => membership::origin_in_words(&value),
        _ => value,
    };
    (said, value)
}

fn among(table: &[(&str, &str)], word: String) -> String {
    table
        .iter()
        .find(|row| row.0 == word)
        .map_or(word, |row| row.1.to_owned())
}

/// A role in an organisation or in the hub, by its word.
fn role(word: String) -> String {
    if word == "none" {
        return "None".to_owned();
    }
    let there = word.parse::<Role>().map(Role::name);
    let name = there.or_else(|_| word.parse::<HubRole>().map(HubRole::name));
    name.map_or(word, str::to_owned)
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

    #[test]
    fn whoever_did_it_is_said_and_no_word_of_the_tables_is_shown() {
        let none = BTreeMap::new();
        let by = |origin: &str| BTreeMap::from([("origin".to_owned(), origin.to_owned())]);
        assert_eq!(deed("membership.began", true, &none), "joined by an invitation");
        assert_eq!(deed("membership.began", false, &none), "made a person a member");
        assert_eq!(deed("person.forgotten", true, &none), "was forgotten, as they asked");
        assert_eq!(
            deed("membership.changed", true, &by("single-sign-on")),
            "was given another role by their identity provider"
        );
        assert_eq!(
            deed("membership.given", true, &by("domain")),
            "became a member by the domain of their e-mail address"
        );
        assert_eq!(nobody("single-sign-on.refused", false), "Somebody");
        assert_eq!(nobody("link.mailed", false), "The hub itself");
        let shown = |action, key, value: &str| {
            let (key, value) = fact(action, key, value.to_owned());
            format!("{key}: {value}")
        };
        assert_eq!(shown("membership.changed", "before", "member"), "Role before: Member");
        assert_eq!(
            shown("membership.altered", "role", "administrator"),
            "Role now: Administrator"
        );
        assert_eq!(shown("person.hub-role-changed", "before", "none"), "Role before: None");
        assert_eq!(shown("person.renamed", "before", "member"), "Before: member");
        assert_eq!(
            shown("session.began", "method", "single-sign-on"),
            "Method: Single sign-on"
        );
        assert_eq!(
            shown("single-sign-on.refused", "reason", "no-place"),
            "Reason: Nobody has given them a place here"
        );
    }

    #[test]
    fn every_reason_of_single_sign_on_has_its_words() {
        let source = include_str!("../single_sign_on/model.rs");
        let reasons = source.split_once("fn word(&self)").unwrap().1;
        let reasons = reasons.split_once("\n    }").unwrap().0;
        let reasons: Vec<&str> = literals(reasons).skip(1).step_by(2).collect();
        assert!(reasons.len() > 5, "{reasons:?}");
        for reason in reasons {
            assert_ne!(among(&REASONS, reason.to_owned()), reason);
        }
    }

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
