//! What the table remembers of submissions.

use std::collections::HashSet;

use db::{Result, Time, Tx, execute, fetch_all, fetch_one, fetch_optional};

use super::model::{Submission, SubmissionId};

const DAY_SECONDS: i64 = 24 * 3600;

/// Keeps `submission`, unless the same was kept a moment ago. Says whether it is new.
pub(super) async fn add(tx: &mut Tx, submission: &Submission) -> Result<bool> {
    let keys = submission.duplicate_keys();
    if let Some([_, earlier]) = &keys {
        let same: Option<(SubmissionId,)> = fetch_optional!(
            tx,
            "select id from submission where duplicate_key = $1",
            earlier.as_str()
        )?;
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

/// The submissions with these identifiers, in the order in which they were sent; those that were forgotten are
/// left out.
pub(super) async fn find_all(tx: &mut Tx, submissions: &HashSet<SubmissionId>) -> Result<Vec<Submission>> {
    let ends = submissions.iter().min().zip(submissions.iter().max());
    let Some((first, last)) = ends else {
        return Ok(Vec::new());
    };
    // Identifiers grow with time, so there are few others between these; answers about usefulness are not told.
    let mut found: Vec<Submission> = fetch_all!(
        tx,
        "select id, kind, page, is_useful, title, council, address, message, contact_name, contact_email, sent_at
           from submission
          where id >= $1 and id <= $2 and kind <> 'usefulness'
          order by sent_at, id",
        *first,
        *last,
    )?;
    found.retain(|submission| submissions.contains(&submission.id));
    Ok(found)
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

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;
    use crate::submission::model::Kind;

    fn noon() -> Time {
        "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into()
    }

    fn sent(kind: Kind, message: &str, seconds: i64) -> Submission {
        Submission::new(kind, message.into(), noon().plus_seconds(seconds))
    }

    fn full() -> Submission {
        Submission {
            page: Some("/threats/phishing".into()),
            is_useful: Some(false),
            title: Some("A call stopped it".into()),
            council: Some("Northvale".into()),
            address: Some("https://a.example".into()),
            contact_name: Some("Sam".into()),
            contact_email: Some("sam@example.org".into()),
            ..sent(Kind::CaseStudy, "It said „£“\nand more", 0)
        }
    }

    fn first() -> (Time, SubmissionId) {
        (noon().plus_seconds(-1_000_000), SubmissionId::from(uuid::Uuid::nil()))
    }

    on_both_databases!(what_was_sent_is_found_as_it_was, |test| {
        let mut tx = test.db.write().await.unwrap();
        assert!(add(&mut tx, &full()).await.unwrap());
        let listed = list(&mut tx, first(), 10).await.unwrap();
        let expected = Submission {
            id: listed[0].id,
            ..full()
        };
        assert!(listed == [expected.clone()]);
        assert!(find(&mut tx, expected.id).await.unwrap() == Some(expected));
        assert!(find(&mut tx, SubmissionId::new()).await.unwrap().is_none());
    });

    on_both_databases!(the_same_words_are_kept_once_and_new_ones_always, |test| {
        let mut tx = test.db.write().await.unwrap();
        assert!(add(&mut tx, &sent(Kind::Feedback, "Broken", 0)).await.unwrap());
        assert!(!add(&mut tx, &sent(Kind::Feedback, "Broken", 1)).await.unwrap());
        assert!(!add(&mut tx, &sent(Kind::Feedback, "Broken", 600)).await.unwrap());
        assert!(add(&mut tx, &sent(Kind::Feedback, "Broken", 1800)).await.unwrap());
        assert!(add(&mut tx, &sent(Kind::Feedback, "Broken again", 1)).await.unwrap());
        assert!(add(&mut tx, &sent(Kind::Resource, "Broken", 1)).await.unwrap());
        assert!(add(&mut tx, &sent(Kind::Usefulness, "", 1)).await.unwrap());
        assert!(add(&mut tx, &sent(Kind::Usefulness, "", 1)).await.unwrap());
        assert_eq!(count(&mut tx).await.unwrap(), 6);
    });

    on_both_databases!(two_at_the_same_moment_are_kept_once, |test| {
        let mut both = Vec::new();
        for _ in 0..2 {
            let db = test.db.clone();
            both.push(tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let is_new = add(&mut tx, &sent(Kind::Feedback, "Broken", 0)).await.unwrap();
                tx.commit().await.unwrap();
                is_new
            }));
        }
        let mut new = 0;
        for one in both {
            new += usize::from(one.await.unwrap());
        }
        assert_eq!(new, 1);
        assert_eq!(count(&mut test.db.read().await.unwrap()).await.unwrap(), 1);
    });

    on_both_databases!(words_are_added_once_and_only_to_an_answer, |test| {
        let (answer, feedback) = (sent(Kind::Usefulness, "", 0), sent(Kind::Feedback, "Broken", 0));
        let mut tx = test.db.write().await.unwrap();
        add(&mut tx, &answer).await.unwrap();
        add(&mut tx, &feedback).await.unwrap();
        assert!(add_words(&mut tx, answer.id, "The number to ring").await.unwrap());
        assert!(!add_words(&mut tx, answer.id, "Something else").await.unwrap());
        assert!(!add_words(&mut tx, feedback.id, "Something else").await.unwrap());
        assert!(!add_words(&mut tx, SubmissionId::new(), "Something else").await.unwrap());
        assert_eq!(
            find(&mut tx, answer.id).await.unwrap().unwrap().message,
            "The number to ring"
        );
    });

    on_both_databases!(a_list_goes_on_where_it_stopped, |test| {
        let mut tx = test.db.write().await.unwrap();
        for number in 0..5 {
            // Two of them were sent in the same microsecond.
            add(&mut tx, &sent(Kind::Feedback, &format!("{number}"), number / 2))
                .await
                .unwrap();
        }
        let (mut after, mut seen) = (first(), Vec::new());
        loop {
            let page = list(&mut tx, after, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = (last.sent_at, last.id);
            seen.extend(page.iter().map(|submission| submission.message.clone()));
        }
        assert_eq!(seen, ["0", "1", "2", "3", "4"]);
    });

    on_both_databases!(what_is_too_old_is_forgotten_and_no_more, |test| {
        let mut tx = test.db.write().await.unwrap();
        add(&mut tx, &sent(Kind::Feedback, "old", -10 * DAY_SECONDS - 1))
            .await
            .unwrap();
        add(&mut tx, &sent(Kind::Feedback, "just young enough", -10 * DAY_SECONDS))
            .await
            .unwrap();
        assert_eq!(forget_old(&mut tx, noon(), 10).await.unwrap(), 1);
        assert_eq!(forget_old(&mut tx, noon(), u32::MAX).await.unwrap(), 0);
        assert_eq!(
            list(&mut tx, first(), 10).await.unwrap()[0].message,
            "just young enough"
        );
    });
}
