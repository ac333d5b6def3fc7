//! Personal data: what each room of the hub holds on people, shown to them and forgotten on their word.
//!
//! A room that keeps anything about people says so once, in a [`PersonalData`], and hands it up with its
//! feature. Whoever shows a person what is held, or forgets them, asks every room and knows no table. A
//! test under the roof fails for a table that refers to a person and that no room has named.

use db::{Time, Tx};

use crate::{Feature, Later, PersonId, Shared};

/// The person that it is about, by all that rooms know people by.
#[derive(Clone, PartialEq, Eq)]
pub struct DataSubject {
    /// Their identifier.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}

/// One thing that is held: its facts by name, in the order in which they are read.
pub type Record = Vec<(&'static str, String)>;

/// What one room holds on one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What it is, as a heading: "Where you are signed in".
    pub title: &'static str,
    /// Each thing that is held, the newest first; at most as many as were asked for.
    pub records: Vec<Record>,
}

/// What one room holds on people.
#[derive(Debug, Clone, Copy)]
pub struct PersonalData {
    /// The tables that are meant.
    pub tables: &'static [&'static str],
    /// What is kept and for how long, in words, for the page on privacy: "What you send us", "2 years".
    pub kept: fn(&Shared) -> Vec<(&'static str, String)>,
    /// What is held on a person, of each kind of thing at most so many. Never a secret, nor its digest.
    pub export: for<'a> fn(&'a mut Tx, &'a DataSubject, i64) -> Later<'a, Vec<Held>>,
    /// Removes what is held on a person.
    pub forget: Forget,
}

/// Removes what is held on a person.
type Forget = for<'a> fn(&'a mut Tx, &'a DataSubject) -> Later<'a, ()>;

impl PersonalData {
    /// Of what is said elsewhere, or too short-lived to be said: it is forgotten, and there is nothing to show.
    pub fn unsaid(tables: &'static [&'static str], forget: Forget) -> Self {
        Self {
            tables,
            kept: |_| Vec::new(),
            export: |_, _, _| Box::pin(async { Ok(Vec::new()) }),
            forget,
        }
    }
}

/// What every room of the hub holds on people, shared with whoever shows or forgets it.
#[derive(Debug, Clone, Default)]
pub struct PersonalRooms(pub Vec<PersonalData>);

impl PersonalRooms {
    /// The rooms of `features`, in order.
    pub fn of<'f>(features: impl IntoIterator<Item = &'f Feature>) -> Self {
        Self(
            features
                .into_iter()
                .flat_map(|feature| feature.personal.clone())
                .collect(),
        )
    }
}

/// Work that a hub does when it starts and then once a day, such as forgetting what is old. Every process
/// does it, and again after a failure, so it bears being done twice.
#[derive(Debug, Clone, Copy)]
pub struct Daily {
    /// What is done, for the log: "sessions that ended long ago were removed".
    pub name: &'static str,
    /// Does it at the time given, and says how much there was.
    pub run: for<'a> fn(&'a Shared, Time) -> Later<'a, u64>,
}

impl std::fmt::Debug for DataSubject {
    /// Without a name or an address: this may reach a log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "DataSubject({})", self.person)
    }
}
