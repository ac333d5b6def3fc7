//! When organisations merge: what each feature has of the one goes along into the other.

use db::{Time, Tx};

use crate::{Later, OrganisationId};

/// One organisation that merges into another.
#[derive(Debug, Clone)]
pub struct Merging {
    /// The one that ends.
    pub from: OrganisationId,
    /// Its slug, to tell apart what both have by one name.
    pub from_slug: String,
    /// The one that goes on.
    pub into: OrganisationId,
    /// When.
    pub now: Time,
}

/// So many things of one kind that go along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoesAlong {
    /// What it is, for one: "item of the library".
    pub one: &'static str,
    /// What they are, for more than one: "items of the library".
    pub many: &'static str,
    /// How many.
    pub count: i64,
    /// What happens to those that both have: "2 have the same address in both. Both are kept: …". Empty when
    /// there is nothing to say.
    pub note: String,
}

impl GoesAlong {
    /// How many of what: "1 item of the library".
    pub fn in_words(&self) -> String {
        text::words::counted(self.count, self.one, self.many)
    }
}

/// What a feature does when one organisation merges into another.
#[derive(Debug, Clone, Copy)]
pub struct MergePart {
    /// Says what would go along. It changes nothing.
    pub foretell: for<'a> fn(&'a mut Tx, &'a Merging) -> Later<'a, Vec<GoesAlong>>,
    /// Whether the feature has anything of an organisation, whatever its label: no more than yes or no is told.
    pub holds_any: fn(&mut Tx, OrganisationId) -> Later<'_, bool>,
    /// Has it go along, in the one transaction of the merge.
    pub carry: for<'a> fn(&'a mut Tx, &'a Merging) -> Later<'a, ()>,
}
