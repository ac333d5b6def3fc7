//! The page of a piece of guidance, and the list of them.

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use crate::{
    item::{Item, Kind},
    item_page::{self, ItemPage},
    list::{List, Sorted},
    reader::Reader,
    row,
};

/// All guidance, by stage.
pub async fn list(reader: Reader) -> Result<Page> {
    List::of(
        Kind::Guidance,
        "Guidance",
        "What to do before, during and after, in plain words.",
    )
    .sorted(Sorted {
        said: "by stage: before, during, after".into(),
        key: Box::new(|item: &Item| {
            let stage = item.guidance().map_or(9, |guidance| guidance.stage as u8);
            (stage.to_string(), item.head.title.to_lowercase())
        }),
    })
    .show(reader)
}

#[derive(Template)]
#[template(source = "<p class=\"ww-why\">{{ line }}</p>", ext = "html")]
struct Before {
    line: String,
}

/// One piece of guidance.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Guidance, &slug).await?;
    let guidance = item.guidance().found("guidance")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Guidance", "/guidance");
    let groups: Vec<&str> = item
        .head
        .audiences
        .iter()
        .map(|slug| reader.shelf.name_of(Kind::Audience, slug))
        .collect();
    let mut line = format!("{}.", guidance.stage.words());
    if let Some(minutes) = guidance.minutes {
        line.push_str(&format!(" {}.", row::minutes_in_words(minutes)));
    }
    line.push_str(&if groups.is_empty() {
        " For everybody.".to_owned()
    } else {
        format!(" For {}.", text::words::join(&groups))
    });
    page.before(&Before { line })?;
    page.show()
}
