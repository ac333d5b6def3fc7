//! The page of a resource, and the list of them.

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use crate::{
    contact,
    item::Kind,
    item_page::{self, ItemPage},
    list::List,
    reader::Reader,
};

/// All resources.
pub async fn list(reader: Reader) -> Result<Page> {
    List::of(
        Kind::Resource,
        "Resources",
        "Pages and tools of others that councils can use, with what they cost and take.",
    )
    .show(reader)
}

#[derive(Template)]
#[template(source = "{{ facts }}<p class=\"ww-why\">{{ checked }}</p>", ext = "html")]
struct Before {
    facts: ui::SummaryList,
    checked: String,
}

/// One resource.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Resource, &slug).await?;
    let resource = item.resource().found("resource")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Resources", "/resources");
    let host = item_page::host(&resource.address);
    let mut facts = ui::SummaryList::new()
        .row_html("Open it", contact::link(&resource.address, &host))
        .row("Publisher", &resource.publisher)
        .row("What it is", &resource.format)
        .row("Cost", &resource.cost)
        .row(
            "Time",
            resource.time.as_deref().unwrap_or("Not stated by the publisher"),
        );
    if let Some(date) = &resource.page_date {
        facts = facts.row("Date on the page", date);
    }
    page.before(&Before {
        facts,
        checked: item_page::checked(resource.last_checked, item_page::UNCHECKED),
    })?;
    page.show()
}
