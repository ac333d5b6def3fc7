//! Where a person is and was signed in: shown, removed, and forgotten after a while.

use db::{Db, Time, Tx, execute, fetch_all};
use text::date::days_in_words;
use web::{Daily, DataSubject, Held, Later, PersonalData, Record, Shared};

use super::store;
use crate::retention::{DAY, Retention};

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["session"],
        kept,
        export,
        forget,
    }
}

/// Forgets sessions that nobody has used for long.
pub(crate) fn daily() -> Daily {
    Daily {
        name: "sessions that ended long ago were forgotten",
        run,
    }
}

fn kept(shared: &Shared) -> Vec<(&'static str, String)> {
    let days = days_in_words(Retention::of(shared).sessions);
    vec![(
        "Where and when you were signed in",
        format!("{days} after the last use, or until you sign out"),
    )]
}

#[derive(sqlx::FromRow)]
struct Row {
    method: String,
    address: String,
    agent: String,
    began_at: Time,
    seen_at: Time,
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let rows: Vec<Row> = fetch_all!(
            tx,
            "select method, address, agent, began_at, seen_at
               from session
              where person_id = $1
           order by seen_at desc, id
              limit $2",
            subject.person,
            most,
        )?;
        let records = rows.into_iter().map(|row| -> Record {
            vec![
                ("Signed in", row.began_at.to_string()),
                ("Last used", row.seen_at.to_string()),
                ("With", row.method.replace('-', " ")),
                ("From", row.address),
                ("Browser", row.agent),
            ]
        });
        Ok(vec![Held {
            title: "Where you are or were signed in",
            records: records.collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        store::end_all(tx, subject.person).await?;
        Ok(())
    })
}

fn run(shared: &Shared, now: Time) -> Later<'_, u64> {
    Box::pin(async move {
        let oldest = now.plus_seconds(-DAY * i64::from(Retention::of(shared).sessions));
        let mut tx = shared.get::<Db>().write().await?;
        let gone = execute!(&mut tx, "delete from session where seen_at < $1", oldest)?;
        tx.commit().await?;
        Ok(gone)
    })
}
