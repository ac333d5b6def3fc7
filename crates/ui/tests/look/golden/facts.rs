use ui::{Details, Markup, SummaryList};

use super::{Reader, compare};

#[test]
fn details() {
    compare("details", 6, |options| {
        let read = Reader::of(options, &["summaryText", "text", "html", "id", "open"])?;
        let mut details = Details::new(read.text("summaryText")?);
        details = match read.text("html") {
            Some(html) => details.html(Markup::trusted(html)),
            None => details.text(read.text("text")?),
        };
        if let Some(id) = read.text("id") {
            details = details.id(id);
        }
        Some(if read.is_true("open") {
            details.open().to_string()
        } else {
            details.to_string()
        })
    });
}

#[test]
fn summary_list() {
    compare("summary-list", 8, |options| {
        let read = Reader::of(options, &["rows", "classes"])?;
        let mut list = SummaryList::new();
        list = match read.text("classes") {
            None => list,
            Some("govuk-summary-list--no-border") => list.no_border(),
            Some(_) => return None,
        };
        for row in read.list("rows") {
            let row = Reader::of(row.as_object()?, &["key", "value", "actions"])?;
            let value = Reader::of(row.options.get("value")?.as_object()?, &["text", "html"])?;
            let value = match value.text("html") {
                Some(html) => Markup::trusted(html),
                None => Markup::text(value.text("text")?),
            };
            list = list.row_html(row.part("key")??, value);
            let Some(actions) = row.options.get("actions") else {
                continue;
            };
            let actions = Reader::of(actions.as_object()?, &["items"])?;
            for action in actions.list("items") {
                let known = ["href", "text", "visuallyHiddenText"];
                let action = Reader::of(action.as_object()?, &known)?;
                let of_what = action.text("visuallyHiddenText").unwrap_or_default();
                list = list.action(action.text("text")?, action.text("href")?, of_what);
            }
        }
        Some(list.to_string())
    });
}
