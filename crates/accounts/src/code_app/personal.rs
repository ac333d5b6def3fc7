//! That a person has a code app and recovery codes: shown, and removed. Their keys are not shown.

use db::Tx;
use web::{DataSubject, Held, Later, PersonalData};

use super::store;

/// This room's part of what the hub holds on people. For how long is said with the password, which is the
/// other half of it.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        export,
        ..PersonalData::unsaid(&["code_app", "recovery_code"], forget)
    }
}

fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, _most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let added_at = store::added_at(tx, subject.person).await?;
        let codes = store::count_recovery_codes(tx, subject.person).await?;
        let records = added_at.map(|at| vec![("Set up", at.to_string()), ("Recovery codes left", codes.to_string())]);
        Ok(vec![Held {
            title: "Your code app",
            records: records.into_iter().collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move { Ok(store::remove(tx, subject.person).await?) })
}
