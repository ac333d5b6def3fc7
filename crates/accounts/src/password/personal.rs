//! That a person has a password: shown, and removed. The password itself is not known here.

use db::Tx;
use web::{DataSubject, Held, Later, PersonalData, Shared};

use super::store;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["password"],
        kept,
        export,
        forget,
    }
}

fn kept(_: &Shared) -> Vec<(&'static str, String)> {
    vec![("How you sign in", "until you change it or are forgotten".to_owned())]
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, _most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let changed_at = store::changed_at(tx, subject.person).await?;
        let records = changed_at.map(|at| vec![("Chosen", at.to_string())]);
        Ok(vec![Held {
            title: "Your password",
            records: records.into_iter().collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        store::remove(tx, subject.person).await?;
        Ok(())
    })
}
