//! What the library holds on people: which items that are RED they may read by name.

use db::Tx;
use web::{DataSubject, Held, Later, PersonalData, Shared};

use super::named_reader;

/// This room's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["item_reader"],
        kept,
        export,
        forget,
    }
}

fn kept(_: &Shared) -> Vec<(&'static str, String)> {
    vec![(
        "Which items you may read by name, of those that are for named people only",
        "until you are named no longer".to_owned(),
    )]
}

/// Of what kind each is, and no more: what is RED is told on its own page alone.
fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let items = named_reader::list_of(tx, subject.person, most).await?.into_iter();
        Ok(vec![Held {
            title: "Items that you may read by name",
            records: items.map(|item| vec![("Kind", item.kind)]).collect(),
        }])
    })
}

fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        named_reader::remove_all_of(tx, subject.person).await?;
        Ok(())
    })
}
