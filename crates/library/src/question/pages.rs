//! The page of a question, and the list of them.

use axum::extract::Path;
use web::{Page, Result};

use crate::{
    item::{Item, Kind},
    item_page::{self, ItemPage},
    list::{List, Sorted},
    reader::Reader,
};

/// All questions, in the editors' order.
pub async fn list(reader: Reader) -> Result<Page> {
    List::of(
        Kind::Question,
        "Questions",
        "What people in councils ask about cyber security, with short answers.",
    )
    .sorted(Sorted {
        said: "the ones to start with first".into(),
        key: Box::new(|item: &Item| {
            (
                format!("{:06}", item.question().map_or(0, |question| question.order)),
                item.slug.clone(),
            )
        }),
    })
    .show(reader)
}

/// One question.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Question, &slug).await?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Questions", "/questions");
    page.show()
}
