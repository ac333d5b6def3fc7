//! What the table remembers of submissions.

use db::{Result, Time, Tx, execute, fetch_all, fetch_one, fetch_optional};

use super::model::{Submission, SubmissionId};

const DAY_SECONDS: i64 = 24 * 3600;

/// Keeps `submission`, unless the same was kept a moment ago. Says whether it is new.
pub(super) async fn add(tx: &mut Tx, submission: &Submission) -> Result<bool> {
    let keys = submission.duplicate_keys();
    if let Some([_, earlier]) = &keys {
        let same: Option<(SubmissionId,)> =
            fetch_optional!(tx, "select id from submission where duplicate_key = $1", earlier.as_str())?;
        if same.is_some() {
            return Ok(false);
        }
    }
    let added = execute!(
        tx,
        "insert into submission (id, kind, page, is_useful, title, council, address, message, contact_name,
                contact_email, duplicate_key, sent_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             on conflict (duplicate_key) do nothing",
        submission.id,
        submission.kind.slug(),
        submission.page.as_deref(),
        submission.is_useful,
        submission.title.as_deref(),
        submission.council.as_deref(),
        submission.address.as_deref(),
        submission.message.as_str(),
        submission.contact_name.as_deref(),
        submission.contact_email.as_deref(),
        keys.map(|[now, _]| now),
        submission.sent_at,
    )?;
    Ok(added == 1)
}

/// Adds what the reader was looking for to an answer that has no words yet. Says whether there was one.
pub(super) async fn add_words(tx: &mut Tx, submission: SubmissionId, message: &str) -> Result<bool> {
    let changed = execute!(
        tx,
        "update submission set message = $1 where id = $2 and kind = 'usefulness' and message = ''",
        message,
        submission,
    )?;
    Ok(changed == 1)
}

/// One submission.
pub(super) async fn find(tx: &mut Tx, submission: SubmissionId) -> Result<Option<Submission>> {
    fetch_optional!(
        tx,
        "select id, kind, page, is_useful, title, council, address, message, contact_name, contact_email, sent_at
           from submission
          where id = $1",
        submission,
    )
}

/// Up to `limit` submissions after the one sent at the time and with the identifier in `after`, in the
/// order in which they were sent.
pub(super) async fn list(tx: &mut Tx, after: (Time, SubmissionId), limit: i64) -> Result<Vec<Submission>> {
    fetch_all!(
        tx,
        "select id, kind, page, is_useful, title, council, address, message, contact_name, contact_email, sent_at
           from submission
          where (sent_at, id) > ($1, $2)
          order by sent_at, id
          limit $3",
        after.0,
        after.1,
        limit,
    )
}

/// How many submissions are kept.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, "select count(*) from submission")?;
    Ok(count)
}

/// Forgets what was sent more than `keep_days` days before `now`, and says how many that were.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(tx: &mut Tx, now: Time, keep_days: u32) -> Result<u64> {
    remove_older_than(tx, now.plus_seconds(-DAY_SECONDS * i64::from(keep_days))).await
}

async fn remove_older_than(tx: &mut Tx, oldest: Time) -> Result<u64> {
    execute!(tx, "delete from submission where sent_at < $1", oldest)
}
