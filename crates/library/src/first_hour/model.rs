//! Cards for when something is wrong.

use serde::Deserialize;

use crate::{item::Nation, reader::EVERYBODY};

/// What a card adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstHour {
    /// Its place in the list of troubles.
    pub order: u32,
    /// What the reader would say: "I clicked a link or gave my password".
    pub question: String,
    /// Half a line more.
    #[serde(default)]
    pub hint: String,
    /// Whether people's safety comes first.
    #[serde(default)]
    pub hurt: bool,
    /// What to do, in order.
    pub steps: Vec<Step>,
    /// Whom to ring, in order.
    #[serde(default)]
    pub ring: Vec<Ring>,
    /// What not to do.
    #[serde(default)]
    pub do_not: Vec<String>,
    /// What to write down.
    #[serde(default)]
    pub write_down: Vec<String>,
    /// What is different for a group.
    #[serde(default, rename = "audience")]
    pub notes: Vec<Note>,
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// One short sentence.
    #[serde(rename = "do")]
    pub deed: String,
    /// One line under it.
    pub more: Option<String>,
    /// Who does it; the reader, when it is not said.
    pub who: Option<String>,
    /// The groups it is for; empty means all.
    #[serde(default)]
    pub audiences: Vec<String>,
    /// The nations it is for; empty means all.
    #[serde(default)]
    pub nations: Vec<Nation>,
}

/// Somebody to ring.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ring {
    /// The slug of a contact.
    pub contact: Option<String>,
    /// The name of a local fact.
    pub fact: Option<String>,
    /// What to say when the fact is not known.
    pub words: Option<String>,
    /// When to ring them.
    #[serde(default)]
    pub when: String,
    /// The groups it is for; empty means all.
    #[serde(default)]
    pub audiences: Vec<String>,
    /// The nations it is for; empty means all.
    #[serde(default)]
    pub nations: Vec<Nation>,
}

/// What is different for one group.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The group.
    pub slug: String,
    /// What is different.
    pub note: String,
}

fn is_for(audiences: &[String], nations: &[Nation], audience: Option<&str>, reader: &[Nation]) -> bool {
    // Without a group, what is only for one group is left out; all-staff stands for everybody else.
    let audience = audience.unwrap_or(EVERYBODY);
    (audiences.is_empty() || audiences.iter().any(|slug| slug == audience)) && Nation::are_for(nations, reader)
}

impl FirstHour {
    /// The steps for one reader.
    pub fn steps_for(&self, audience: Option<&str>, nations: &[Nation]) -> Vec<&Step> {
        self.steps
            .iter()
            .filter(|step| is_for(&step.audiences, &step.nations, audience, nations))
            .collect()
    }

    /// Whom one reader is to ring.
    pub fn ring_for(&self, audience: Option<&str>, nations: &[Nation]) -> Vec<&Ring> {
        self.ring
            .iter()
            .filter(|ring| is_for(&ring.audiences, &ring.nations, audience, nations))
            .collect()
    }

    /// What is different for `audience`.
    pub fn note_for(&self, audience: &str) -> Option<&str> {
        self.notes
            .iter()
            .find(|note| note.slug == audience)
            .map(|note| note.note.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(deed: &str, audiences: &[&str], nations: &[Nation]) -> Step {
        Step {
            deed: deed.into(),
            more: None,
            who: None,
            audiences: audiences.iter().map(ToString::to_string).collect(),
            nations: nations.to_vec(),
        }
    }

    #[test]
    fn each_reader_gets_their_own_steps() {
        let card = FirstHour {
            order: 1,
            question: String::new(),
            hint: String::new(),
            hurt: false,
            steps: vec![
                step("all", &[], &[]),
                step("money", &["finance"], &[]),
                step("scots", &[], &[Nation::Scotland]),
            ],
            ring: Vec::new(),
            do_not: Vec::new(),
            write_down: Vec::new(),
            notes: Vec::new(),
        };
        let deeds = |audience, nations: &[Nation]| {
            card.steps_for(audience, nations)
                .iter()
                .map(|step| step.deed.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(deeds(None, &Nation::ALL), ["all", "scots"]);
        assert_eq!(deeds(Some("finance"), &[Nation::Wales]), ["all", "money"]);
    }
}
