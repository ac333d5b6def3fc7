//! What signing in asks of the tables.

use db::{Result, Time, Tx, fetch_optional};
use web::PersonId;

use crate::person::email_key;

/// Somebody with the address that was typed, and what they would sign in with.
#[derive(sqlx::FromRow)]
pub(super) struct Candidate {
    pub(super) id: PersonId,
    pub(super) is_disabled: bool,
    pub(super) hash: Option<String>,
    pub(super) changed_at: Option<Time>,
    pub(super) app_added_at: Option<Time>,
}

/// The person with this e-mail address.
pub(super) async fn candidate(tx: &mut Tx, email: &str) -> Result<Option<Candidate>> {
    fetch_optional!(
        tx,
        "select p.id, p.is_disabled, w.hash, w.changed_at, c.added_at as app_added_at
           from person p
      left join password w on w.person_id = p.id
      left join code_app c on c.person_id = p.id
          where p.email_key = $1",
        email_key(email),
    )
}
