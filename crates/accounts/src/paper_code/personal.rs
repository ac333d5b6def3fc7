//! That a person has codes on paper: shown, and removed. The codes are not shown.

use db::Tx;
use web::{DataSubject, Held, Later, PersonalData};

use super::store;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        export,
        ..PersonalData::unsaid(&["paper_code"], forget)
    }
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, _most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let (left, made_at) = store::left(tx, subject.person).await?;
        let records = made_at.map(|at| vec![("Made", at.to_string()), ("Codes left", left.to_string())]);
        Ok(vec![Held {
            title: "Your codes on paper",
            records: records.into_iter().collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        store::remove_all(tx, subject.person).await?;
        Ok(())
    })
}
