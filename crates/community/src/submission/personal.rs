//! What somebody sent, found by their e-mail address: shown, removed, and forgotten after a while.

use db::{Db, Time, Tx, execute, fetch_all};
use text::date::days_in_words;
use web::{Daily, DataSubject, Held, Later, PersonalData, Record, Shared};

use super::{inbox, model::Submission, store};
use crate::Promise;

/// What submissions hold on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["submission"],
        kept,
        export,
        forget,
    }
}

/// Forgets what was sent long ago.
pub(crate) fn daily() -> Daily {
    Daily {
        name: "what readers sent long ago was forgotten",
        run,
    }
}

fn kept(shared: &Shared) -> Vec<(&'static str, String)> {
    let promise = shared.get::<Promise>();
    vec![("What you send us", days_in_words(promise.keep_days))]
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let sent: Vec<Submission> = fetch_all!(
            tx,
            "select id, kind, page, is_useful, title, council, address, message, contact_name, contact_email, sent_at
               from submission
              where lower(contact_email) = $1
           order by sent_at desc, id
              limit $2",
            subject.email.trim().to_lowercase(),
            most,
        )?;
        let records = sent.iter().map(|submission| -> Record {
            vec![
                ("Sent", submission.sent_at.to_string()),
                ("What", submission.kind.name().to_owned()),
                ("Words", inbox::in_words(submission)),
            ]
        });
        Ok(vec![Held {
            title: "What was sent to the editors from your e-mail address",
            records: records.collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        execute!(
            tx,
            "delete from submission where lower(contact_email) = $1",
            subject.email.trim().to_lowercase(),
        )?;
        Ok(())
    })
}

fn run(shared: &Shared, now: Time) -> Later<'_, u64> {
    Box::pin(async move {
        let mut tx = shared.get::<Db>().write().await?;
        let gone = store::forget_old(&mut tx, now, shared.get::<Promise>().keep_days).await?;
        tx.commit().await?;
        Ok(gone)
    })
}
