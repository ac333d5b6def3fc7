//! What a person has begun and not finished: removed. It holds for minutes, and says nothing that is not said
//! elsewhere.

use db::Tx;
use web::{DataSubject, Later, PersonalData};

use super::store;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData::unsaid(&["ceremony"], forget)
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        store::remove_of_person(tx, subject.person).await?;
        Ok(())
    })
}
