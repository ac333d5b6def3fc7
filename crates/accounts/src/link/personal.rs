//! Links that were made for a person, such as an invitation: shown, and removed.

use db::{Tx, execute, fetch_all};
use web::{DataSubject, Held, Later, PersonalData, Shared};

use super::model::Link;
use crate::person::email_key;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["link"],
        kept,
        export,
        forget,
    }
}

fn kept(_: &Shared) -> Vec<(&'static str, String)> {
    vec![(
        "Invitations, and links to recover an account",
        "until they are used, at most 7 days".to_owned(),
    )]
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let links: Vec<Link> = fetch_all!(
            tx,
            "select id, kind, person_id, name, email, organisation_id, role, hub_role, made_at, expires_at
               from link
              where person_id = $1 or email_key = $2
           order by made_at desc, id
              limit $3",
            subject.person,
            email_key(&subject.email),
            most,
        )?;
        let records = links.into_iter().map(|link| {
            vec![
                ("What for", link.kind.replace('-', " ")),
                ("Name", link.name),
                ("E-mail address", link.email),
                ("Made", link.made_at.to_string()),
                ("Works until", link.expires_at.to_string()),
            ]
        });
        Ok(vec![Held {
            title: "Links that were made for you",
            records: records.collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        execute!(
            tx,
            "delete from link where person_id = $1 or email_key = $2",
            subject.person,
            email_key(&subject.email),
        )?;
        Ok(())
    })
}
