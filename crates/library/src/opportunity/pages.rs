//! The page of an opportunity, and the list of them.

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use super::Standing;
use crate::{
    contact,
    item::{Item, Kind},
    item_page::{self, ItemPage},
    list::{List, Sorted},
    reader::Reader,
};

/// All opportunities: open ones first, by closing date.
pub async fn list(reader: Reader) -> Result<Page> {
    let today = reader.read.today;
    List::of(
        Kind::Opportunity,
        "Opportunities",
        "Funding, programmes, memberships, free services and training for councils.",
    )
    .sorted(Sorted {
        said: "open first, the soonest to close at the top; then what is not confirmed; closed last".into(),
        key: Box::new(move |item: &Item| {
            let standing = item
                .opportunity()
                .map_or(Standing::Closed, |offer| offer.standing(today));
            let place = match standing {
                Standing::OpenUntil(date) => format!("0{date}"),
                Standing::Open => "1".to_owned(),
                Standing::OpensOn(date) => format!("2{date}"),
                Standing::NotConfirmed => "3".to_owned(),
                Standing::Closed => "4".to_owned(),
            };
            (place, item.head.title.to_lowercase())
        }),
    })
    .show(reader)
}

#[derive(Template)]
#[template(
    source = "{{ facts }}{% if !checked.is_empty() %}<p class=\"ww-why\">{{ checked }}</p>{% endif %}",
    ext = "html"
)]
struct Before {
    facts: ui::SummaryList,
    checked: String,
}

/// One opportunity.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Opportunity, &slug).await?;
    let offer = item.opportunity().found("opportunity")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Opportunities", "/opportunities");
    let mut facts = ui::SummaryList::new()
        .row("Standing", offer.standing(reader.read.today).words())
        .row("What it is", offer.sort.words())
        .row_html("Who may apply", page.reading.line(&offer.who))
        .row("From", &offer.publisher);
    if let Some(cost) = &offer.cost {
        facts = facts.row("Cost", cost);
    }
    let mut checked = String::new();
    if let Some(address) = &offer.address {
        facts = facts.row_html("Open it", contact::link(address, &item_page::host(address)));
        checked = item_page::checked(offer.last_checked, item_page::UNCHECKED);
    }
    page.before(&Before { facts, checked })?;
    page.show()
}
