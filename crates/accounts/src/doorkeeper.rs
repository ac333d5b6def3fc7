//! The doorkeeper: knows people by the session that their browser holds.

use db::{Db, Time, Tx};
use http::HeaderMap;
use web::{ClientAddress, Doorkeeper, Later, Read, Recognised};

use crate::{
    audit::{self, Act},
    session::{self, Lifetimes},
};

/// Knows people by their sessions.
#[derive(Debug, Clone)]
pub struct AccountsDoorkeeper {
    /// How long sessions live.
    pub lifetimes: Lifetimes,
    /// Whether the hub's public address begins with `https`.
    pub is_https: bool,
}

impl Doorkeeper for AccountsDoorkeeper {
    fn recognise<'a>(
        &'a self,
        db: &'a Db,
        headers: &'a HeaderMap,
        _client: Option<ClientAddress>,
        now: Time,
    ) -> Later<'a, Option<Recognised>> {
        Box::pin(async move {
            let Some(token) = session::cookie_of(headers, self.is_https) else {
                return Ok(None);
            };
            let known = session::store::recognise(db, &token, self.lifetimes, now).await?;
            Ok(known.map(|(viewer, new_token)| Recognised {
                viewer,
                set_cookie: new_token.map(|token| session::set_cookie(&token, self.is_https)),
            }))
        })
    }

    fn note_reading<'a>(&'a self, tx: &'a mut Tx, read: &'a Read, action: &'static str) -> Later<'a, ()> {
        Box::pin(async move { audit::record(tx, &Act::by(read, action).on("page", &read.path), read.now).await })
    }
}
