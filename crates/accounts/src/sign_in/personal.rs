//! Browsers in which a person is half way to being signed in: removed. They hold for minutes, and say
//! nothing that is not said elsewhere.

use db::Tx;
use web::{DataSubject, Later, PersonalData};

use super::pending;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData::unsaid(&["pending"], forget)
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        pending::remove_of_person(tx, subject.person).await?;
        Ok(())
    })
}
