//! Half way to a session: a browser that has shown a password or opened a link, and must still do its
//! other half. It is no session: the cookie opens nothing but the pages of that other half.

use db::{Time, Tx, execute, fetch_optional};
use http::HeaderMap;
use web::{PersonId, Read, Result};

use super::known_browser;
use crate::{
    Settings,
    cookie::Cookie,
    secret::Token,
    session::{self, Method},
};

/// How long there is for the other half, in seconds: for a code, and for setting up how to sign in.
const FOR_A_CODE: i64 = 15 * 60;
const FOR_SETTING_UP: i64 = 60 * 60;
/// How many wrong codes end it.
const TRIES: i64 = 10;

const PENDING: Cookie = Cookie {
    safe_name: "__Host-watchward-pending",
    plain_name: "watchward-pending",
    held_for: None,
};

/// What is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// A code from the person's app.
    Code,
    /// Setting up how to sign in: nothing is set up yet.
    SetUp,
}

impl Step {
    fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::SetUp => "set-up",
        }
    }
}

/// Somebody half way.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct Pending {
    token_digest: Vec<u8>,
    pub(crate) person_id: PersonId,
    pub(crate) name: String,
    pub(crate) email: String,
    step: String,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Pending({} {})", self.step, self.person_id)
    }
}

/// Begins: answers with the `Set-Cookie` line that the answer must carry. The caller has made sure that
/// the person may take this step.
pub(crate) async fn begin(tx: &mut Tx, settings: &Settings, person: PersonId, step: Step, now: Time) -> Result<String> {
    let token = Token::new()?;
    let seconds = match step {
        Step::Code => FOR_A_CODE,
        Step::SetUp => FOR_SETTING_UP,
    };
    execute!(
        tx,
        "insert into pending (token_digest, person_id, step, tries, expires_at) values ($1, $2, $3, 0, $4)",
        token.digest(),
        person,
        step.as_str(),
        now.plus_seconds(seconds),
    )?;
    Ok(PENDING.given(token.reveal(), settings.is_https()))
}

/// Whoever is half way in the browser that sent these headers, and has this step to take.
pub(crate) async fn find(
    tx: &mut Tx,
    settings: &Settings,
    headers: &HeaderMap,
    step: Step,
    now: Time,
) -> Result<Option<Pending>> {
    let Some(token) = PENDING.shown(headers, settings.is_https()).and_then(Token::shown) else {
        return Ok(None);
    };
    let pending = fetch_optional!(
        tx,
        "select h.token_digest, h.person_id, p.name, p.email, h.step
           from pending h join person p on p.id = h.person_id
          where h.token_digest = $1 and h.step = $2 and h.expires_at > $3 and h.tries < $4 and p.is_disabled = $5",
        token.digest(),
        step.as_str(),
        now,
        TRIES,
        false,
    )?;
    Ok(pending)
}

/// Counts a wrong code.
pub(crate) async fn add_try(tx: &mut Tx, pending: &Pending) -> Result<()> {
    execute!(
        tx,
        "update pending set tries = tries + 1 where token_digest = $1",
        pending.token_digest.as_slice(),
    )?;
    Ok(())
}

/// The other half is done: begins the session, and answers with the `Set-Cookie` lines that the answer must
/// carry. The browser is known from now on. Whatever else was half way for this person ends.
pub(crate) async fn finish(tx: &mut Tx, read: &Read, pending: &Pending, method: Method) -> Result<Vec<String>> {
    let settings = read.shared.get::<Settings>();
    remove_of_person(tx, pending.person_id).await?;
    let session = session::begin(tx, read, pending.person_id, method).await?;
    let known = known_browser::given(settings, pending.person_id, read.now);
    Ok(vec![session, known, PENDING.taken(settings.is_https())])
}

/// Ends all that is half way for a person.
pub(crate) async fn remove_of_person(tx: &mut Tx, person: PersonId) -> db::Result<u64> {
    execute!(tx, "delete from pending where person_id = $1", person)
}

/// Forgets what nobody finished in time.
pub(crate) async fn forget_old(tx: &mut Tx, now: Time) -> db::Result<u64> {
    execute!(tx, "delete from pending where expires_at <= $1", now)
}
