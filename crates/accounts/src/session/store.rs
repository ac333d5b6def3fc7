//! What the table remembers of sessions.

use db::{Db, Result, Time, Tx, execute, fetch_all, fetch_optional};
use web::{OrganisationId, PersonId, SessionId, Viewer};

use super::model::{Lifetimes, Session};
use crate::secret::Token;

#[derive(sqlx::FromRow)]
struct Known {
    id: SessionId,
    person_id: PersonId,
    name: String,
    hub_role: Option<String>,
    organisation_id: Option<OrganisationId>,
    organisation_name: Option<String>,
    role: Option<String>,
    proved_at: Time,
    seen_at: Time,
    is_to_rotate: bool,
}

/// Who holds the session of `token`, with all that they are at this moment, and a new token when it is to
/// be rotated. One query; one more when it is time to note its use or to rotate it.
///
/// # Errors
/// When the database fails.
pub async fn recognise(
    db: &Db,
    token: &Token,
    lifetimes: Lifetimes,
    now: Time,
) -> web::Result<Option<(Viewer, Option<Token>)>> {
    let (began_after, seen_after) = lifetimes.limits(now);
    let mut tx = db.read().await?;
    let known: Option<Known> = fetch_optional!(
        &mut tx,
        "select s.id, s.person_id, p.name, p.hub_role, m.organisation_id, o.name as organisation_name, m.role,
                s.proved_at, s.seen_at, s.is_to_rotate
           from session s
           join person p on p.id = s.person_id
      left join membership m on m.person_id = s.person_id and m.organisation_id = s.organisation_id
      left join organisation o on o.id = m.organisation_id
          where s.token_digest = $1 and s.began_at > $2 and s.seen_at > $3 and p.is_disabled = $4",
        token.digest(),
        began_after,
        seen_after,
        false,
    )?;
    drop(tx);
    let Some(known) = known else { return Ok(None) };
    let new_token = if known.is_to_rotate {
        rotate(db, &known, token, now).await?
    } else {
        if known.seen_at.plus_seconds(lifetimes.seen_every()) <= now {
            note_use(db, known.id, now).await?;
        }
        None
    };
    let viewer = Viewer {
        person: Some(known.person_id),
        name: known.name,
        organisation: known.organisation_id,
        organisation_name: known.organisation_name.unwrap_or_default(),
        role: known.role.and_then(|word| word.parse().ok()),
        hub_role: known.hub_role.and_then(|word| word.parse().ok()),
        session: Some(known.id),
        proved_at: Some(known.proved_at),
    };
    Ok(Some((viewer, new_token)))
}

/// Gives a session a new token, once: of two requests at the same time, one does it and both are known.
async fn rotate(db: &Db, known: &Known, old: &Token, now: Time) -> web::Result<Option<Token>> {
    let token = Token::new()?;
    let mut tx = db.write().await?;
    let rotated = execute!(
        &mut tx,
        "update session set token_digest = $1, is_to_rotate = $2, seen_at = $3 where id = $4 and token_digest = $5",
        token.digest(),
        false,
        now,
        known.id,
        old.digest(),
    )?;
    tx.commit().await?;
    Ok((rotated == 1).then_some(token))
}

async fn note_use(db: &Db, session: SessionId, now: Time) -> Result<()> {
    let mut tx = db.write().await?;
    execute!(&mut tx, "update session set seen_at = $1 where id = $2", now, session)?;
    tx.commit().await
}

/// Begins a session.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, session: &Session, token: &Token) -> Result<()> {
    execute!(
        tx,
        "insert into session (id, person_id, token_digest, organisation_id, method, address, agent, began_at,
                proved_at, seen_at, is_to_rotate)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        session.id,
        session.person_id,
        token.digest(),
        session.organisation_id,
        session.method.as_str(),
        session.address.as_str(),
        session.agent.as_str(),
        session.began_at,
        session.proved_at,
        session.seen_at,
        false,
    )?;
    Ok(())
}

/// The sessions of a person that still hold, the one used last first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, person: PersonId, lifetimes: Lifetimes, now: Time) -> Result<Vec<Session>> {
    let (began_after, seen_after) = lifetimes.limits(now);
    fetch_all!(
        tx,
        "select id, person_id, organisation_id, method, address, agent, began_at, proved_at, seen_at
           from session
          where person_id = $1 and began_at > $2 and seen_at > $3
       order by seen_at desc, id
          limit 100",
        person,
        began_after,
        seen_after,
    )
}

/// Ends one session of a person. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, person: PersonId, session: SessionId) -> Result<bool> {
    let ended = execute!(
        tx,
        "delete from session where id = $1 and person_id = $2",
        session,
        person
    )?;
    Ok(ended == 1)
}

/// Ends all sessions of a person, and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn end_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    execute!(tx, "delete from session where person_id = $1", person)
}

/// Notes that a person has proved in this session who they are, and gives it a new token.
///
/// # Errors
/// When the database fails.
pub async fn prove(tx: &mut Tx, person: PersonId, session: SessionId, token: &Token, now: Time) -> Result<bool> {
    let proved = execute!(
        tx,
        "update session set proved_at = $1, seen_at = $1, token_digest = $2, is_to_rotate = $3
          where id = $4 and person_id = $5",
        now,
        token.digest(),
        false,
        session,
        person,
    )?;
    Ok(proved == 1)
}

/// Ends all sessions of a person but one, and says how many there were.
///
/// # Errors
/// When the database fails.
pub async fn end_others(tx: &mut Tx, person: PersonId, kept: SessionId) -> Result<u64> {
    execute!(
        tx,
        "delete from session where person_id = $1 and id <> $2",
        person,
        kept
    )
}

/// Has the person act for another organisation in this session. The caller has made sure that they belong
/// to it.
///
/// # Errors
/// When the database fails.
pub async fn act_for(tx: &mut Tx, person: PersonId, session: SessionId, organisation: OrganisationId) -> Result<bool> {
    let changed = execute!(
        tx,
        "update session set organisation_id = $1 where id = $2 and person_id = $3",
        organisation,
        session,
        person,
    )?;
    Ok(changed == 1)
}

/// Forgets sessions that hold no longer.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(tx: &mut Tx, lifetimes: Lifetimes, now: Time) -> Result<u64> {
    let (began_after, seen_after) = lifetimes.limits(now);
    execute!(
        tx,
        "delete from session where began_at <= $1 or seen_at <= $2",
        began_after,
        seen_after
    )
}

/// Has every session of a person rotated at its next use, because the person's rights grew.
///
/// # Errors
/// When the database fails.
pub async fn rotate_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    execute!(
        tx,
        "update session set is_to_rotate = $1 where person_id = $2",
        true,
        person
    )
}
