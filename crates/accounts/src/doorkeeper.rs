//! The doorkeeper: knows people by the session that their browser holds.

use db::{Db, Time, Tx};
use http::HeaderMap;
use web::{ClientAddress, Doorkeeper, Later, Read, Recognised};

use crate::{
    Settings,
    audit::{self, Act},
    session,
};

/// Knows people by their sessions.
#[derive(Debug, Clone)]
pub struct AccountsDoorkeeper(pub Settings);

impl Doorkeeper for AccountsDoorkeeper {
    fn recognise<'a>(
        &'a self,
        db: &'a Db,
        headers: &'a HeaderMap,
        _client: Option<ClientAddress>,
        now: Time,
    ) -> Later<'a, Option<Recognised>> {
        Box::pin(async move {
            let Some(token) = session::cookie_of(headers, self.0.is_https()) else {
                return Ok(None);
            };
            let known = session::store::recognise(db, &token, self.0.lifetimes, now).await?;
            Ok(known.map(|(viewer, new_token)| Recognised {
                viewer,
                set_cookie: new_token.map(|token| session::set_cookie(&token, self.0.is_https())),
            }))
        })
    }

    fn note_reading<'a>(&'a self, tx: &'a mut Tx, read: &'a Read, action: &'static str) -> Later<'a, ()> {
        Box::pin(async move { audit::record(tx, &Act::by(read, action).on("page", &read.path), read.now).await })
    }
}
