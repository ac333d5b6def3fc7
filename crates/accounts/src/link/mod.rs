//! Links that work once: invitations, recovery, the first start.
//!
//! A link carries a token, of which the table keeps a digest. The token is derived from the link's
//! identifier under the hub's key, so the job that mails it needs nothing but the identifier, and neither
//! the table nor a job nor a backup tells it. A link goes when it is used, and when its time is over.

pub(crate) mod invited;
mod model;
mod page;
mod personal;
mod send;
pub(crate) mod store;

pub use invited::Invited;
pub(crate) use model::{Kind, Link, LinkId};
pub(crate) use page::{hand_over, handed_over};
pub(crate) use personal::personal;
pub(crate) use send::{can_mail, later, run};
