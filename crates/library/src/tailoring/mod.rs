//! Tailoring: what comes first on a group's page, and why.
//!
//! The rule can be read aloud, and stands in this folder alone:
//!
//! 1. live alerts for this group, by decision (*Act today*, *Act this week*, *Watching*), then newest;
//! 2. threats by likelihood × impact for this group;
//! 3. what is in season: a service it depends on is within eight weeks of a busy or statutory period;
//! 4. incidents like ours: same group and service, newest first;
//! 5. guidance by stage, with what the editors feature first.
//!
//! Within one rank, what is about the service that the group names first comes first; then ties break by slug.
//! Nothing is reasoned from a service or an action that the reader's nation does not have; where councils do
//! not do the group's work at all, the page is that of everybody. Every entry carries its [`Reason`]. The *three actions for this week* are at most
//! two live alerts (*Act today*, then *Act this week*), then actions in season, then the group's own order.
//!
//! Everything here is pure: a shelf, a group, the reader's nations and today give the same answer always.

mod reason;
mod rule;
mod season;

pub use reason::Reason;
pub use rule::{Deed, Entry, Tailored, tailor};
pub use season::{Season, in_season};
