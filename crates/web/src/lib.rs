//! Requests: who asks, what they may see, the unit of work, errors, headers and limits.
//!
//! A feature hands the roof one [`Feature`]: its [`Route`]s (each with who may use it) and its jobs.
//! A handler of a `GET` takes a [`Read`], of a `POST` a [`Change`]. Both know the [`Viewer`], the
//! [`Choice`] of group, nation and organisation in the address, the time, and the values that the process shares.
//!
//! Words used here: a *viewer* is whoever asks, as far as we know them; a *stranger* is a viewer who is
//! not signed in; a page is *kept* when its bytes are compressed once and served until the content changes.

mod access;
mod choice;
mod clock;
mod description;
mod doorkeeper;
mod doors;
mod error;
mod feature;
mod headers;
mod kept;
mod late;
mod limits;
mod merge;
mod metrics;
mod origin;
mod page;
mod personal;
mod plain;
mod request;
mod role;
mod router;
mod shared;
mod viewer;

pub use access::Access;
pub use choice::Choice;
pub use clock::Clock;
pub use description::ApiDescription;
pub use doorkeeper::{Doorkeeper, Later, Recognised};
pub use error::{Error, Found, Result};
pub use feature::{Feature, Operation, Parameter, Route, Schemas, Takes, get, post, schemas_of};
pub use kept::{Kept, KeptPages, kept_answer};
pub use limits::Limits;
pub use merge::{GoesAlong, MergePart, Merging};
pub use metrics::{Figures, Metrics};
pub use origin::{ClientAddress, TrustedProxies};
pub use page::{Document, Page, redirect, see_other, tagged};
pub use personal::{Daily, DataSubject, Held, PersonalData, PersonalRooms, Record};
pub use request::{Change, Form, Read};
pub use role::{HUB_ROLES, HubRole, NotARole, ROLES, Role};
pub use router::{Frame, Hub, router};
pub use shared::Shared;
pub use viewer::{NotALabel, OrganisationId, PersonId, SessionId, Tlp, Viewer};
