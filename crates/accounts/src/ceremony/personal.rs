//! What a person has begun and not finished: removed. It holds for minutes, and says nothing that is not said
//! elsewhere.

use db::Tx;
use web::{DataSubject, Held, Later, PersonalData, Shared};

use super::store;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["ceremony"],
        kept,
        export,
        forget,
    }
}

fn kept(_: &Shared) -> Vec<(&'static str, String)> {
    Vec::new()
}

fn export<'a>(_: &'a mut Tx, _: &'a DataSubject, _: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async { Ok(Vec::new()) })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        store::remove_of_person(tx, subject.person).await?;
        Ok(())
    })
}
