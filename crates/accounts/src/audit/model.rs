//! What an entry says, and how it is chained.

use std::collections::{BTreeMap, BTreeSet};

use db::Time;
use ring::digest::{Context, SHA256, digest};
use web::{OrganisationId, PersonId, Read};

db::id!(
    /// One entry of the audit trail.
    EntryId
);

/// A SHA-256 hash.
pub type Hash = Vec<u8>;

/// What somebody did, before it is an entry: the action as `noun.verb`, by whom, on what.
#[derive(Debug, Clone)]
pub struct Act {
    pub(super) action: &'static str,
    pub(super) actor: Option<PersonId>,
    pub(super) organisation: Option<OrganisationId>,
    pub(super) subject: (&'static str, String),
    pub(super) words: BTreeMap<&'static str, String>,
    about: Vec<PersonId>,
}

impl Act {
    /// What the viewer of a request did, from where it came. What is done on a page of the hub's own
    /// administrators is the hub's, whichever organisation they act for besides.
    pub fn by(read: &Read, action: &'static str) -> Self {
        let is_of_the_hub = read.path.starts_with("/hub/");
        let act = Self {
            actor: read.viewer.person,
            organisation: read.viewer.organisation.filter(|_| !is_of_the_hub),
            ..Self::of_the_hub(action)
        };
        let act = act.with("actor", &read.viewer.name);
        match read.client {
            Some(client) => act.with("address", client.0.to_string()),
            None => act,
        }
    }

    /// What the hub itself did: a command, a job, or somebody who is not signed in yet.
    pub fn of_the_hub(action: &'static str) -> Self {
        Self {
            action,
            actor: None,
            organisation: None,
            subject: ("hub", String::new()),
            words: BTreeMap::new(),
            about: Vec::new(),
        }
    }

    /// Who did it, when that is known otherwise than by the request.
    #[must_use]
    pub fn actor(mut self, person: PersonId) -> Self {
        self.actor = Some(person);
        self
    }

    /// In which organisation it was done.
    #[must_use]
    pub fn in_organisation(mut self, organisation: Option<OrganisationId>) -> Self {
        self.organisation = organisation;
        self
    }

    /// What it was done to: a noun and an identifier. Never a name or an address: those are words.
    #[must_use]
    pub fn on(mut self, kind: &'static str, id: impl std::fmt::Display) -> Self {
        self.subject = (kind, id.to_string());
        self
    }

    /// Somebody whom it concerns besides who did it and what it was done to: whose session, who is invited.
    /// They are shown it among their data, and its words go when they are forgotten.
    #[must_use]
    pub fn about(mut self, person: PersonId) -> Self {
        self.about.push(person);
        self
    }

    /// Everybody whom it is by or about, each once.
    pub(super) fn people(&self) -> BTreeSet<PersonId> {
        let subject = (self.subject.0 == "person")
            .then(|| self.subject.1.parse().ok())
            .flatten();
        let others = self.actor.into_iter().chain(subject);
        self.about.iter().copied().chain(others).collect()
    }

    /// Words beside it, which can be erased: a name, an address, what it was before. Nothing when empty.
    #[must_use]
    pub fn with(mut self, key: &'static str, words: impl Into<String>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.words.insert(key, words);
        }
        self
    }
}

/// One link of the chain.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// Its place, from 1, without gaps.
    pub number: i64,
    /// Its identifier.
    pub id: EntryId,
    /// When.
    pub at: Time,
    /// What was done, as `noun.verb`.
    pub action: String,
    /// By whom; nobody when the hub itself did it.
    pub actor_id: Option<PersonId>,
    /// In which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which one.
    pub subject_id: String,
    /// The digest of the salt and the words beside it.
    pub detail_digest: Hash,
    /// The hash of the entry before it.
    pub previous_hash: Hash,
    /// Its own hash.
    pub hash: Hash,
}

impl Entry {
    /// The hash that the entry must carry: over every other column, each with its length before it, so that
    /// no two entries have one text.
    pub fn rightful_hash(&self) -> Hash {
        let (actor, organisation) = (
            self.actor_id.map(PersonId::uuid),
            self.organisation_id.map(OrganisationId::uuid),
        );
        let (number, id) = (self.number.to_be_bytes(), self.id.uuid());
        let at = self.at.timestamp().as_microsecond().to_be_bytes();
        let parts: [&[u8]; 10] = [
            &number,
            id.as_bytes(),
            &at,
            self.action.as_bytes(),
            actor.as_ref().map_or(&[], |id| id.as_bytes()),
            organisation.as_ref().map_or(&[], |id| id.as_bytes()),
            self.subject_kind.as_bytes(),
            self.subject_id.as_bytes(),
            &self.detail_digest,
            &self.previous_hash,
        ];
        let mut context = Context::new(&SHA256);
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        context.finish().as_ref().to_vec()
    }
}

/// The digest of the words beside an entry, under a salt that goes when they do.
pub(super) fn digest_of_words(salt: &[u8], words: &str) -> Hash {
    let mut text = salt.to_vec();
    text.extend_from_slice(words.as_bytes());
    digest(&SHA256, &text).as_ref().to_vec()
}
