//! A person's links to accounts at identity providers: shown, and removed.

use db::Tx;
use web::{DataSubject, Held, Later, PersonalData, Shared};

use super::store;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["identity"],
        kept,
        export,
        forget,
    }
}

fn kept(_: &Shared) -> Vec<(&'static str, String)> {
    vec![(
        "Which work account is yours, and when you last used it",
        "until you take the link away".to_owned(),
    )]
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let links = store::links(tx, subject.person, most).await?.into_iter();
        let records = links.map(|link| {
            vec![
                ("Issuer", link.issuer),
                ("Who you are there", link.subject),
                ("Linked", link.linked_at.to_string()),
                ("Last used", link.used_at.to_string()),
            ]
        });
        Ok(vec![Held {
            title: "Your work accounts",
            records: records.collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        store::unlink_all(tx, subject.person).await?;
        Ok(())
    })
}
