//! The doorkeeper: knows people by the session that their browser holds.

use db::{Db, Time, Tx};
use http::HeaderMap;
use web::{ClientAddress, Doorkeeper, Later, PersonId, Read, Recognised, Result};

use crate::{
    Settings,
    audit::{self, Act},
    membership, person, session,
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
        Box::pin(async move {
            let act = Act::by(read, action);
            let act = match whom(tx, read, action).await? {
                Some(person) => act.on("person", person),
                None => act.on("page", &read.path),
            };
            audit::record(tx, &act, read.now).await
        })
    }
}

/// Whom a page about one person shows: somebody whom the viewer may see there, so that no address that was made up
/// has the trail name somebody else.
async fn whom(tx: &mut Tx, read: &Read, action: &str) -> Result<Option<PersonId>> {
    if action != "person.read" {
        return Ok(None);
    }
    let Some(person) = read.path.split('/').find_map(|part| part.parse::<PersonId>().ok()) else {
        return Ok(None);
    };
    let is_shown = match read.viewer.organisation {
        _ if read.path.starts_with("/hub/") => person::store::find(tx, person).await?.is_some(),
        Some(organisation) => membership::store::role(tx, organisation, person).await?.is_some(),
        None => false,
    };
    Ok(is_shown.then_some(person))
}
