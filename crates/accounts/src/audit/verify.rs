//! Walking the chain from its first link to its last, and saying where it breaks.
//!
//! A page of links is in memory at a time. The walk begins at the first entry, or where the oldest were
//! removed, and ends at the head. What it finds is a [`Fault`], whose text says what is wrong.

use db::{Result, Time, Tx, fetch_all, fetch_optional};
use jiff::SignedDuration;

use super::{
    checkpoint::{Checkpoint, PublicKey},
    model::{Entry, Hash, digest_of_words},
};

/// How many links are in memory at once.
const PAGE: i64 = 1_000;
/// How many faults are told; one who finds so many looks at the whole.
const MOST_FAULTS: usize = 20;
/// A hub that runs signs its trail when it starts and once a day.
const SIGNED_WITHIN: SignedDuration = SignedDuration::from_hours(48);
/// What the first entry carries for the hash of the one before.
pub(super) const NO_HASH: [u8; 32] = [0; 32];

/// Where the chain is broken, and how.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Something in an entry was changed.
    #[error("entry {number}, of {at}, was changed: it no longer has the hash that it carries")]
    Changed {
        /// Its number.
        number: i64,
        /// The time in it.
        at: Time,
    },
    /// An entry does not hang on the one before it.
    #[error(
        "entry {number}, of {at}, does not carry the hash of the one before: one of the two was made anew, hash and all"
    )]
    Unlinked {
        /// Its number.
        number: i64,
        /// The time in it.
        at: Time,
    },
    /// Entries are gone.
    #[error("{} missing, before the entry of {at}", those(*.from, *.to))]
    Missing {
        /// The first that is missing.
        from: i64,
        /// The last that is missing.
        to: i64,
        /// The time of the entry after them.
        at: Time,
    },
    /// An entry has a number that no entry can have.
    #[error("entry {number}, of {at}, was added by other means: the chain begins after it")]
    Stray {
        /// Its number.
        number: i64,
        /// The time in it.
        at: Time,
    },
    /// The words beside an entry are others than when it was made.
    #[error("the words beside entry {number}, of {at}, were changed")]
    Words {
        /// Its number.
        number: i64,
        /// The time in it.
        at: Time,
    },
    /// The end is gone.
    #[error("the end was cut off: the trail ends with entry {last}, and {what} knows of entry {known}, of {at}")]
    CutOff {
        /// The last entry that is there.
        last: i64,
        /// What knows of more: the head, or a checkpoint.
        what: &'static str,
        /// Until which number.
        known: i64,
        /// Since when, where that is known.
        at: String,
    },
    /// All entries are gone, with what marked them.
    #[error("every entry is gone: people are here, and nobody comes to a hub without an entry")]
    Emptied,
    /// An entry no longer says whom it is by or about, so that it is not found by them.
    #[error("entry {number}, of {at}, is no longer found under the person whom it is by or about")]
    Unfindable {
        /// Its number.
        number: i64,
        /// The time in it.
        at: Time,
    },
    /// The head is not the last entry.
    #[error("the head of the trail is not its last entry, {last}: one of the two was changed")]
    Head {
        /// The last entry that is there.
        last: i64,
    },
    /// A checkpoint was not signed by this hub's key.
    #[error(
        "the checkpoint at entry {number}, of {at}, is not signed by this hub's key: it was changed, or the key is another one (secret_key_file)"
    )]
    Unsigned {
        /// The number of the entry that it marks.
        number: i64,
        /// The time in it.
        at: Time,
    },
    /// An entry has another hash than the checkpoint that marks it.
    #[error("entry {number} has another hash than when it was signed, at {at}: all up to it was made anew")]
    NotAsSigned {
        /// Its number.
        number: i64,
        /// When it was signed.
        at: Time,
    },
}

fn those(from: i64, to: i64) -> String {
    if from == to {
        format!("entry {from} is")
    } else {
        format!("entries {from} to {to} are")
    }
}

/// What the walk found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many entries there are.
    pub entries: u64,
    /// How many of them have had their words erased.
    pub erased: u64,
    /// How many older ones were removed when their time was over.
    pub removed: i64,
    /// The newest checkpoint: its number and time.
    pub signed: Option<(i64, Time)>,
    /// The first and the last entry after it, when they are further apart than a running hub leaves them.
    pub unsigned: Option<(Time, Time)>,
    /// Where the chain is broken; at most twenty places.
    pub faults: Vec<Fault>,
    /// How many more places there are.
    pub more_faults: usize,
}

impl Report {
    /// Whether nothing is broken.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    fn note(&mut self, fault: Fault) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        } else {
            self.more_faults += 1;
        }
    }
}

#[derive(sqlx::FromRow)]
struct Link {
    #[sqlx(flatten)]
    entry: Entry,
    salt: Option<Vec<u8>>,
    words: Option<String>,
}

/// Walks the whole chain as one moment shows it.
///
/// # Errors
/// When the database fails. A broken chain is no error here.
pub async fn verify(tx: &mut Tx, key: &PublicKey) -> Result<Report> {
    let base = base(tx).await?;
    let mut report = walk(tx, key, base).await?;
    if report.entries == 0 && report.signed.is_none() && has_people(tx).await? {
        report.note(Fault::Emptied);
    }
    for (number, at) in unfindable(tx).await? {
        report.note(Fault::Unfindable { number, at });
    }
    report.unsigned = unsigned(tx, report.signed).await?;
    Ok(report)
}

async fn has_people(tx: &mut Tx) -> Result<bool> {
    let people: Option<(i64,)> = fetch_optional!(tx, "select count(*) from person")?;
    Ok(people.is_some_and(|(people,)| people > 0))
}

/// Entries by or about people that are not listed under them: a few of them, if there are many.
async fn unfindable(tx: &mut Tx) -> Result<Vec<(i64, Time)>> {
    fetch_all!(
        tx,
        "select e.number, e.at
           from audit_entry e
          where (e.actor_id is not null
                 and not exists (select 1 from audit_person p where p.number = e.number and p.person_id = e.actor_id))
             or (e.subject_kind = 'person' and not exists (select 1 from audit_person p where p.number = e.number))
       order by e.number
          limit 100"
    )
}

/// The first and last entry after the newest checkpoint, when longer lies between than between two checkpoints.
async fn unsigned(tx: &mut Tx, signed: Option<(i64, Time)>) -> Result<Option<(Time, Time)>> {
    let after = signed.map_or(0, |(number, _)| number);
    let ends: Option<(Option<Time>, Option<Time>)> =
        fetch_optional!(tx, "select min(at), max(at) from audit_entry where number > $1", after)?;
    let Some((Some(first), Some(last))) = ends else {
        return Ok(None);
    };
    let is_long = last.timestamp().duration_since(first.timestamp()) > SIGNED_WITHIN;
    Ok(is_long.then_some((first, last)))
}

/// Walks the chain after the newest checkpoint, which is taken as it is.
pub(super) async fn verify_newest(tx: &mut Tx, key: &PublicKey) -> Result<Report> {
    let newest = newest(tx).await?;
    walk(tx, key, newest).await
}

async fn walk(tx: &mut Tx, key: &PublicKey, base: Option<Checkpoint>) -> Result<Report> {
    let mut walk = Walk::from(key, base);
    loop {
        let page = page(tx, walk.after).await?;
        let Some(last) = page.last().map(|link| link.entry.number) else {
            break;
        };
        let signed = signed_between(tx, walk.after, last).await?;
        for link in &page {
            walk.step(link);
            for checkpoint in signed.iter().filter(|signed| signed.number == link.entry.number) {
                walk.compare(&link.entry, checkpoint);
            }
        }
        walk.after = last;
    }
    walk.end(head(tx).await?, newest(tx).await?);
    Ok(walk.report)
}

struct Walk<'k> {
    key: &'k PublicKey,
    report: Report,
    /// Links after this number are still to come.
    after: i64,
    /// The number of the next link.
    next: i64,
    previous: Hash,
}

impl<'k> Walk<'k> {
    fn from(key: &'k PublicKey, base: Option<Checkpoint>) -> Self {
        let mut walk = Self {
            key,
            report: Report::default(),
            after: i64::MIN,
            next: 1,
            previous: NO_HASH.to_vec(),
        };
        if let Some(base) = base {
            walk.check(&base);
            walk.report.removed = base.removed;
            walk.after = base.number;
            walk.next = base.number + 1;
            walk.previous = base.hash;
        }
        walk
    }

    fn step(&mut self, link: &Link) {
        let (entry, number, at) = (&link.entry, link.entry.number, link.entry.at);
        self.report.entries += 1;
        if number < self.next {
            return self.report.note(Fault::Stray { number, at });
        }
        if number > self.next {
            let (from, to) = (self.next, number - 1);
            self.report.note(Fault::Missing { from, to, at });
        } else if entry.previous_hash != self.previous {
            self.report.note(Fault::Unlinked { number, at });
        }
        if entry.hash != entry.rightful_hash() {
            self.report.note(Fault::Changed { number, at });
        }
        match (&link.salt, &link.words) {
            (Some(salt), Some(words)) if digest_of_words(salt, words) != entry.detail_digest => {
                self.report.note(Fault::Words { number, at });
            }
            (Some(_), Some(_)) => {}
            _ => self.report.erased += 1,
        }
        self.previous.clone_from(&entry.hash);
        self.next = number + 1;
    }

    /// Whether a checkpoint is the hub's own.
    fn check(&mut self, checkpoint: &Checkpoint) {
        let (number, at) = (checkpoint.number, checkpoint.at);
        self.report.signed = Some((number, at));
        if !self.key.has_signed(checkpoint) {
            self.report.note(Fault::Unsigned { number, at });
        }
    }

    fn compare(&mut self, entry: &Entry, checkpoint: &Checkpoint) {
        self.check(checkpoint);
        if entry.hash != checkpoint.hash {
            let (number, at) = (checkpoint.number, checkpoint.at);
            self.report.note(Fault::NotAsSigned { number, at });
        }
    }

    fn end(&mut self, head: Option<(i64, Hash)>, newest: Option<Checkpoint>) {
        let last = self.next - 1;
        if let Some(checkpoint) = newest.filter(|newest| newest.number > last) {
            self.check(&checkpoint);
            self.report.note(Fault::CutOff {
                last,
                what: "a checkpoint",
                known: checkpoint.number,
                at: checkpoint.at.to_string(),
            });
        }
        match head {
            Some((number, _)) if number > last => self.report.note(Fault::CutOff {
                last,
                what: "the head",
                known: number,
                at: "a time that is gone with it".to_owned(),
            }),
            Some((number, hash)) if number == last && hash == self.previous => {}
            None if last == 0 => {}
            _ => self.report.note(Fault::Head { last }),
        }
    }
}

async fn page(tx: &mut Tx, after: i64) -> Result<Vec<Link>> {
    fetch_all!(
        tx,
        "select e.number, e.id, e.at, e.action, e.actor_id, e.organisation_id, e.subject_kind, e.subject_id,
                e.detail_digest, e.previous_hash, e.hash, d.salt, d.words
           from audit_entry e left join audit_detail d on d.number = e.number
          where e.number > $1
       order by e.number
          limit $2",
        after,
        PAGE,
    )
}

async fn signed_between(tx: &mut Tx, after: i64, until: i64) -> Result<Vec<Checkpoint>> {
    fetch_all!(
        tx,
        "select number, hash, at, removed, signature from audit_checkpoint
          where number > $1 and number <= $2 order by number",
        after,
        until,
    )
}

/// Where the oldest entries were removed, if any were.
pub(super) async fn base(tx: &mut Tx) -> Result<Option<Checkpoint>> {
    fetch_optional!(
        tx,
        "select number, hash, at, removed, signature from audit_checkpoint
          where removed > 0 order by number desc limit 1"
    )
}

/// The newest checkpoint.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut Tx) -> Result<Option<Checkpoint>> {
    fetch_optional!(
        tx,
        "select number, hash, at, removed, signature from audit_checkpoint order by number desc limit 1"
    )
}

/// The newest link, as its one row says.
pub(super) async fn head(tx: &mut Tx) -> Result<Option<(i64, Hash)>> {
    fetch_optional!(tx, "select number, hash from audit_head where name = 'newest'")
}
