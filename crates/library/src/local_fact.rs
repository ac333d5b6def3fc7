//! Local facts: what differs from council to council.
//!
//! In content they are written `[[service-desk|your IT service desk]]`. The closed list of names, and each
//! organisation's own facts, are in `accounts`; a hub's own come from its settings.

use std::collections::BTreeMap;

use accounts::directory::Fact;
pub use accounts::local_fact::{NAMES, is_known, words};
use web::Tlp;

/// The local facts that one page is filled in with, by name.
#[derive(Debug, Clone, Default)]
pub struct LocalFacts(BTreeMap<String, Fact>);

impl LocalFacts {
    /// Takes the hub's own facts by name. Everybody may see them.
    ///
    /// # Errors
    /// The first name that is not in the list.
    pub fn new(facts: BTreeMap<String, String>) -> Result<Self, String> {
        if let Some(unknown) = facts.keys().find(|name| !is_known(name)) {
            return Err(unknown.clone());
        }
        let clear = |value| Fact { value, tlp: Tlp::Clear };
        Ok(Self(
            facts.into_iter().map(|(name, value)| (name, clear(value))).collect(),
        ))
    }

    /// These facts, with an organisation's own before them.
    #[must_use]
    pub fn with(&self, own: BTreeMap<String, Fact>) -> Self {
        let mut facts = self.0.clone();
        facts.extend(own);
        Self(facts)
    }

    /// The fact, if it is known.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|fact| fact.value.as_str())
    }

    /// The label that stands beside a fact which is not for everybody: "TLP:AMBER".
    pub fn label(&self, name: &str) -> Option<String> {
        let fact = self.0.get(name).filter(|fact| fact.tlp != Tlp::Clear)?;
        Some(format!("TLP:{}", fact.tlp.as_str()))
    }

    /// What a fact is, in words that begin a line, and its label when it is not for everybody.
    pub fn name(&self, name: &str, words: &str) -> String {
        let words = text::words::capital(words);
        match self.label(name) {
            Some(label) => format!("{words} ({label})"),
            None => words,
        }
    }

    /// The words of a text with the fact beside them, or the words alone.
    pub fn say(&self, name: &str, otherwise: &str) -> String {
        match (self.find(name), self.label(name)) {
            (Some(fact), Some(label)) => format!("{otherwise} ({fact}, {label})"),
            (Some(fact), None) => format!("{otherwise} ({fact})"),
            (None, _) => otherwise.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organisations_own_fact_comes_before_the_hubs_and_says_its_label() {
        let hub =
            BTreeMap::from([("siro", "Sam"), ("press-office", "Pat")].map(|(name, value)| (name.into(), value.into())));
        let own = |tlp| {
            BTreeMap::from([(
                "siro".to_owned(),
                Fact {
                    value: "Alex".into(),
                    tlp,
                },
            )])
        };
        let facts = LocalFacts::new(hub).unwrap();
        assert_eq!(facts.say("siro", "your SIRO"), "your SIRO (Sam)");
        let read_at = facts.with(own(Tlp::Clear));
        assert_eq!(read_at.say("siro", "your SIRO"), "your SIRO (Alex)");
        assert_eq!(
            read_at.say("press-office", "the press office"),
            "the press office (Pat)"
        );
        let labelled = facts.with(own(Tlp::AmberStrict));
        assert_eq!(labelled.say("siro", "your SIRO"), "your SIRO (Alex, TLP:AMBER+STRICT)");
        assert_eq!(labelled.name("siro", "your SIRO"), "Your SIRO (TLP:AMBER+STRICT)");
    }

    #[test]
    fn a_name_that_is_not_in_the_list_is_refused() {
        let facts = BTreeMap::from([("mascot".to_owned(), "Rex".to_owned())]);
        assert_eq!(LocalFacts::new(facts).unwrap_err(), "mascot");
    }
}
