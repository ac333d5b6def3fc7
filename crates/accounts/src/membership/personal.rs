//! Where a person belongs: shown, and removed.

use db::{Time, Tx, execute, fetch_all};
use web::{DataSubject, Held, Later, PersonalData, Role, Shared};

use super::model::origin_in_words;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["membership"],
        kept,
        export,
        forget,
    }
}

fn kept(_: &Shared) -> Vec<(&'static str, String)> {
    vec![(
        "Which organisations you belong to",
        "while you belong to them".to_owned(),
    )]
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let rows: Vec<(String, String, String, Time)> = fetch_all!(
            tx,
            "select o.name, m.role, m.origin, m.since
               from membership m join organisation o on o.id = m.organisation_id
              where m.person_id = $1
           order by m.since desc, o.id
              limit $2",
            subject.person,
            most,
        )?;
        let records = rows.into_iter().map(|(organisation, role, origin, since)| {
            let role = role.parse::<Role>().map_or(role, |role| role.name().to_owned());
            vec![
                ("Organisation", organisation),
                ("Role", role),
                ("Came about by", origin_in_words(&origin)),
                ("Since", since.to_string()),
            ]
        });
        Ok(vec![Held {
            title: "Organisations that you belong to",
            records: records.collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        execute!(tx, "delete from membership where person_id = $1", subject.person)?;
        Ok(())
    })
}
