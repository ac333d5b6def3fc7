//! What the table remembers of ceremonies.

use db::{Time, Tx, execute, fetch_optional};
use serde::{Serialize, de::DeserializeOwned};
use web::{Error, PersonId, Result};

use crate::secret::Token;

/// How long a browser may take, in seconds.
pub(super) const PATIENCE: i64 = 10 * 60;

/// What was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Adding a passkey.
    AddPasskey,
    /// Signing in with a passkey.
    Passkey,
    /// Going to an identity provider.
    SingleSignOn,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::AddPasskey => "add-passkey",
            Self::Passkey => "passkey",
            Self::SingleSignOn => "single-sign-on",
        }
    }
}

/// Begins a ceremony, for somebody who is signed in or for a stranger, and forgets those that nobody
/// finished in time.
pub(crate) async fn begin(
    tx: &mut Tx,
    kind: Kind,
    person: Option<PersonId>,
    content: &impl Serialize,
    now: Time,
) -> Result<Token> {
    forget_old(tx, now).await?;
    let token = Token::new()?;
    execute!(
        tx,
        "insert into ceremony (token_digest, kind, person_id, content, expires_at) values ($1, $2, $3, $4, $5)",
        token.digest(),
        kind.as_str(),
        person,
        serde_json::to_string(content).map_err(Error::failed)?,
        now.plus_seconds(PATIENCE),
    )?;
    Ok(token)
}

/// Forgets the ceremonies that nobody finished in time.
pub(crate) async fn forget_old(tx: &mut Tx, now: Time) -> db::Result<u64> {
    execute!(tx, "delete from ceremony where expires_at <= $1", now)
}

/// Forgets what a person has begun.
pub(crate) async fn remove_of_person(tx: &mut Tx, person: PersonId) -> db::Result<u64> {
    execute!(tx, "delete from ceremony where person_id = $1", person)
}

/// Takes the ceremony of `token`, which is then gone. `None` when there is none of this kind, when it was
/// begun by somebody else, or too long ago.
pub(crate) async fn take<C: DeserializeOwned>(
    tx: &mut Tx,
    kind: Kind,
    person: Option<PersonId>,
    token: &Token,
    now: Time,
) -> Result<Option<C>> {
    let taken: Option<(Option<PersonId>, String, Time)> = fetch_optional!(
        tx,
        "delete from ceremony where token_digest = $1 and kind = $2 returning person_id, content, expires_at",
        token.digest(),
        kind.as_str(),
    )?;
    match taken {
        Some((beginner, content, expires_at)) if beginner == person && expires_at > now => {
            serde_json::from_str(&content).map(Some).map_err(Error::failed)
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;

    fn noon() -> Time {
        "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into()
    }

    on_both_databases!(a_ceremony_is_taken_once_in_time_and_by_whoever_began_it, |test| {
        let mut tx = test.db.write().await.unwrap();
        let begun = begin(&mut tx, Kind::Passkey, None, &"challenge", noon()).await.unwrap();
        let other: Option<String> = take(&mut tx, Kind::AddPasskey, None, &begun, noon()).await.unwrap();
        assert_eq!(other, None);
        let taken: Option<String> = take(&mut tx, Kind::Passkey, None, &begun, noon()).await.unwrap();
        assert_eq!(taken.as_deref(), Some("challenge"));
        let again: Option<String> = take(&mut tx, Kind::Passkey, None, &begun, noon()).await.unwrap();
        assert_eq!(again, None);

        let begun = begin(&mut tx, Kind::Passkey, None, &"challenge", noon()).await.unwrap();
        let stranger = Some(PersonId::new());
        let theirs: Option<String> = take(&mut tx, Kind::Passkey, stranger, &begun, noon()).await.unwrap();
        assert_eq!(theirs, None);

        let begun = begin(&mut tx, Kind::Passkey, None, &"challenge", noon()).await.unwrap();
        let late = noon().plus_seconds(PATIENCE);
        let late: Option<String> = take(&mut tx, Kind::Passkey, None, &begun, late).await.unwrap();
        assert_eq!(late, None);
    });

    on_both_databases!(what_nobody_finished_is_forgotten_when_the_next_begins, |test| {
        let mut tx = test.db.write().await.unwrap();
        begin(&mut tx, Kind::Passkey, None, &"old", noon()).await.unwrap();
        let late = noon().plus_seconds(PATIENCE);
        begin(&mut tx, Kind::Passkey, None, &"new", late).await.unwrap();
        let left: (i64,) = db::fetch_one!(&mut tx, "select count(*) from ceremony").unwrap();
        assert_eq!(left.0, 1);
    });
}
