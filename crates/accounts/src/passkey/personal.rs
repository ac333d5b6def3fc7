//! A person's passkeys: their names and dates are shown, and they are removed.

use db::Tx;
use web::{DataSubject, Held, Later, PersonalData, Shared};

use super::store;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["passkey"],
        kept,
        export,
        forget,
    }
}

fn kept(_: &Shared) -> Vec<(&'static str, String)> {
    vec![(
        "Your passkeys, and the names that you give them",
        "until you remove them".to_owned(),
    )]
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, _most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let passkeys = store::list(tx, subject.person).await?.into_iter();
        let records = passkeys.map(|passkey| {
            let used_at = passkey.used_at.map(|at| at.to_string()).unwrap_or_default();
            vec![
                ("Name", passkey.name),
                ("Added", passkey.added_at.to_string()),
                ("Last used", used_at),
            ]
        });
        Ok(vec![Held {
            title: "Your passkeys",
            records: records.collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        store::remove_all(tx, subject.person).await?;
        Ok(())
    })
}
