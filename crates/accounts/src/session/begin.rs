//! Beginning a session: the one way in, whatever somebody proved who they are with.

use db::{Tx, execute, fetch_optional};
use web::{Error, OrganisationId, PersonId, Read, Result, SessionId};

use super::{
    model::{Method, Session},
    set_cookie, store,
};
use crate::{
    Settings,
    audit::{self, Act},
    secret::Token,
    single_sign_on,
};

/// Signs a person in: ends the session that this browser had, begins a new one with a new token, notes it
/// in the audit trail, and answers with the `Set-Cookie` line that the answer must carry. The person acts
/// for the organisation that they acted for last, or joined first.
///
/// The caller has made sure that the person exists, is not disabled, and proved who they are by `method`.
///
/// # Errors
/// When the database fails, or when an organisation of theirs lets its people in by single sign-on only and
/// this is another way: whoever asks for the proof says so before, on a page of its own.
pub async fn begin(tx: &mut Tx, read: &Read, person: PersonId, method: Method) -> Result<String> {
    let is_own_way = matches!(method, Method::Password | Method::Passkey | Method::Link);
    if is_own_way && single_sign_on::required_by(tx, person).await?.is_some() {
        return Err(Error::Forbidden);
    }
    let settings = read.shared.get::<Settings>();
    let token = Token::new()?;
    let organisation = first_organisation(tx, person).await?;
    if let (Some(viewer), Some(session)) = (read.viewer.person, read.viewer.session) {
        store::end(tx, viewer, session).await?;
    }
    let session = Session {
        id: SessionId::new(),
        person_id: person,
        organisation_id: organisation,
        method: method.as_str().to_owned(),
        address: read.client.map(|client| client.0.to_string()).unwrap_or_default(),
        agent: read.agent.clone(),
        began_at: read.now,
        proved_at: read.now,
        seen_at: read.now,
    };
    store::add(tx, &session, &token).await?;
    execute!(
        tx,
        "update person set signed_in_at = $1 where id = $2",
        read.now,
        person
    )?;
    let act = Act::by(read, "session.began")
        .actor(person)
        .in_organisation(organisation)
        .on("session", session.id)
        .with("method", method.as_str());
    audit::record(tx, &act, read.now).await?;
    Ok(set_cookie(&token, settings.is_https()))
}

/// The organisation that a person acted for last, while they belong to it, or else the one joined first.
async fn first_organisation(tx: &mut Tx, person: PersonId) -> Result<Option<OrganisationId>> {
    let found: Option<(OrganisationId,)> = fetch_optional!(
        tx,
        "select m.organisation_id
           from membership m
      left join session s on s.person_id = m.person_id and s.organisation_id = m.organisation_id
          where m.person_id = $1
       order by coalesce(s.seen_at, 0) desc, m.since, m.organisation_id
          limit 1",
        person,
    )?;
    Ok(found.map(|(organisation,)| organisation))
}
