//! Where a person is signed in: shown, and removed.

use db::{Time, Tx, fetch_all};
use text::words::counted;
use web::{DataSubject, Held, Later, PersonalData, Record, Shared};

use super::{store, words::method_in_words};
use crate::Settings;

/// What a browser stands under, as it calls itself.
pub(crate) const BROWSER: &str = "Browser";

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
        format!(
            "until you sign out, at most {}",
            counted(lifetimes.absolute / 3600, "hour", "hours")
        ),
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
                ("With", method_in_words(&row.method).to_owned()),
                ("From", row.address),
                (BROWSER, row.agent),
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
