//! What is held on a person in the table of people: shown, and removed.

use db::{Time, Tx, execute, fetch_all};
use text::date::days_in_words;
use web::{DataSubject, Held, HubRole, Later, PersonalData, Record, Shared};

use crate::retention::Retention;

/// This room's part of what the hub holds on people. It is forgotten last: others refer to it.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["person"],
        kept,
        export,
        forget,
    }
}

fn kept(shared: &Shared) -> Vec<(&'static str, String)> {
    let unused = days_in_words(Retention::of(shared).unused_accounts);
    vec![(
        "Accounts",
        format!("until their owner is forgotten, or {unused} after anybody last signed in"),
    )]
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    email: String,
    hub_role: Option<String>,
    is_disabled: bool,
    added_at: Time,
    signed_in_at: Option<Time>,
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let rows: Vec<Row> = fetch_all!(
            tx,
            "select name, email, hub_role, is_disabled, added_at, signed_in_at from person where id = $1 limit $2",
            subject.person,
            most,
        )?;
        let records = rows.into_iter().map(|row| {
            let mut record: Record = vec![
                ("Name", row.name),
                ("E-mail address", row.email),
                ("Identifier", subject.person.to_string()),
                ("Added", row.added_at.to_string()),
            ];
            record.extend(row.signed_in_at.map(|at| ("Last signed in", at.to_string())));
            let role = row.hub_role.and_then(|word| word.parse::<HubRole>().ok());
            record.extend(role.map(|role| ("Role in the hub", role.name().to_owned())));
            if row.is_disabled {
                record.push(("Kept out", "yes".to_owned()));
            }
            record
        });
        Ok(vec![Held {
            title: "You",
            records: records.collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        execute!(tx, "delete from person where id = $1", subject.person)?;
        Ok(())
    })
}
