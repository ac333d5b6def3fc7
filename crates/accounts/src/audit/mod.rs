//! The audit trail: who did what to what, when and from where. It only grows.
//!
//! An *entry* is a link of a chain: it carries the hash of the one before. The chain covers identifiers and
//! a salted digest; names, addresses and free text stand in a *detail* beside it, which can be erased, so
//! that forgetting a person leaves the chain whole.
//!
//! The newest link is signed once a day: a *checkpoint*. So an end that was cut off is missed, but for what
//! was done since the last one. Entries whose time is over are removed up to a checkpoint, which says so.
//! Whoever has the hub's key and may write to its database can make another trail; against that, keep
//! checkpoints elsewhere (`watchward audit verify --public-key` prints the newest).
//!
//! An organisation's entries are shown to its administrators, the hub's own to the administrators of the
//! hub, and neither to the others.

mod checkpoint;
mod daily;
mod export;
mod former;
mod list;
mod model;
mod pages;
mod personal;
mod retention;
mod search;
mod shown;
mod store;
mod verify;
mod words;

use web::{Access, Route, get};

pub use checkpoint::{Checkpoint, PublicKey, Signer};
pub use model::{Act, Entry, EntryId, Hash};
pub use store::record;
pub(crate) use store::was_forgotten;
pub use verify::{Fault, Report, newest, verify};

pub(crate) use daily::daily;
pub(crate) use personal::personal;

/// Everything a browser can ask of the trail.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/organisation/audit", Access::Administrator, pages::of_organisation).audited("audit.read"),
        get(
            "/organisation/audit.csv",
            Access::Administrator,
            export::of_organisation,
        )
        .audited("audit.exported")
        .sensitive(),
        get("/hub/audit", Access::HubAdministrator, pages::of_hub).audited("audit.read"),
        get("/hub/audit.csv", Access::HubAdministrator, export::of_hub)
            .audited("audit.exported")
            .sensitive(),
    ]
}
