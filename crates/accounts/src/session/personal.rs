//! Where a person is signed in: shown, and removed.

use db::{Time, Tx, fetch_all};
use web::{DataSubject, Held, Later, PersonalData, Record, Shared};

use super::store;
use crate::Settings;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["session"],
        kept,
        export,
        forget,
    }
}

fn kept(shared: &Shared) -> Vec<(&'static str, String)> {
    let lifetimes = shared.get::<Settings>().lifetimes;
    vec![(
        "Where and when you are signed in",
        format!("until you sign out, at most {}", in_words(lifetimes.absolute)),
    )]
}

fn in_words(seconds: i64) -> String {
    match seconds / 3600 {
        1 => "1 hour".to_owned(),
        hours => format!("{hours} hours"),
    }
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
            title: "Where you are signed in",
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
