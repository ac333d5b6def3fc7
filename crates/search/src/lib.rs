//! The embedded index: what may be found, by whom, and how a plain question finds it.
//!
//! Give [`Index::sync`] everything that can be found and the glossary's meanings; ask with
//! [`Index::search`]. Records, of which there are hundreds of thousands, are given once with the rest
//! and then kept up with [`Index::change`]. [`Understood`] tells a name that stands for a term from a
//! spelling that was mended, since a page says the two differently. [`evaluate`] measures how well
//! questions find their answers.
//!
//! A question goes `spelling` (slips mended) → `understand` (each word with what may stand for it, from
//! `names`; those that name a `group` or a `nation` count less) → `gather` (which documents say it, by the
//! postings) → `rank` (with `closeness`, `intent` and `nation`) → `sure` and `extract`; `answer` leads it
//! through.
//!
//! Words used here: a *shelf* is one index on disk, and there are two, CLEAR and restricted; a *side* is
//! one shelf as it stood after one sync, and a *snapshot* both sides; a *card* is what is kept in memory
//! of one document of the library; a *record* is one of the many machine-written things ([`RECORDS`]),
//! which have no card; a *concept* is one thing that a question asks about, with all the words that may
//! stand for it.
//!
//! A stranger's question never touches the restricted shelf. A member's question is asked of both;
//! how common a word is, is always counted on the CLEAR shelf alone, so that no score tells what another
//! organisation keeps, and the restricted shelf is read through the viewer's limit before anything
//! is counted. Mended spellings and suggestions come from words that the viewer may read.

#![warn(unreachable_pub)]

mod answer;
mod card;
mod closeness;
mod document;
mod error;
mod evaluate;
mod extract;
mod fields;
mod found;
mod gather;
mod group;
mod index;
mod intent;
mod kinds;
mod lexicon;
mod limits;
mod matches;
mod names;
mod nation;
mod phrases;
mod rank;
mod shelf;
mod snapshot;
mod spelling;
mod suggest;
mod sure;
mod tally;
mod understand;
mod view;
mod words;

pub use document::{Indexed, Meaning, RECORDS, Scope, Sight};
pub use error::{Error, Result};
pub use evaluate::{Asked, Evaluation, Miss, evaluate};
pub use found::{Found, Hit, Query, Span, Understood};
pub use index::{Index, Synced};
pub use phrases::phrases;
pub use words::{passages, pieces, stems};
