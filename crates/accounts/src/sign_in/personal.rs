//! Browsers in which a person is half way to being signed in: removed. They hold for minutes, and say
//! nothing that is not said elsewhere.

use db::Tx;
use web::{DataSubject, Held, Later, PersonalData, Shared};

use super::pending;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["pending"],
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
        pending::remove_of_person(tx, subject.person).await?;
        Ok(())
    })
}
