//! Whoever knows people by what their browser shows: accounts stands behind this door.

use std::{future::Future, pin::Pin};

use db::{Db, Tx};
use http::HeaderMap;

use crate::{ClientAddress, Read, Result, Viewer};

/// What is to come, boxed, so that a doorkeeper can be shared by type.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Who was recognised.
#[derive(Debug, Clone)]
pub struct Recognised {
    /// Who it is.
    pub viewer: Viewer,
    /// The `Set-Cookie` line that goes with the answer, when the browser is to hold something new.
    pub set_cookie: Option<String>,
}

/// Knows people by what their browser shows, and writes down who read what about whom.
pub trait Doorkeeper: Send + Sync + 'static {
    /// Who asks. `None` when the request shows nothing of ours, or nothing that still holds; a request
    /// that shows nothing of ours costs no query.
    fn recognise<'a>(
        &'a self,
        db: &'a Db,
        headers: &'a HeaderMap,
        client: Option<ClientAddress>,
        now: db::Time,
    ) -> Later<'a, Option<Recognised>>;

    /// Writes down that the viewer of `read` was shown what a route declared `audited` shows.
    fn note_reading<'a>(&'a self, tx: &'a mut Tx, read: &'a Read, action: &'static str) -> Later<'a, ()>;
}
