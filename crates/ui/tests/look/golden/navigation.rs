use ui::{Breadcrumbs, Pagination, SkipLink};

use super::{Reader, compare};

#[test]
fn breadcrumbs() {
    compare("breadcrumbs", 3, |options| {
        let read = Reader::of(options, &["items"])?;
        let items = read.list("items").iter().map(|item| {
            let item = Reader::of(item.as_object()?, &["text", "href"])?;
            Some((item.text("text")?, item.text("href")?))
        });
        Some(Breadcrumbs::of(items.collect::<Option<Vec<_>>>()?).to_string())
    });
}

#[test]
fn pagination() {
    compare("pagination", 8, |options| {
        let read = Reader::of(options, &["previous", "next", "items", "landmarkLabel"])?;
        let mut pagination = Pagination::new();
        for item in read.list("items") {
            let item = Reader::of(item.as_object()?, &["number", "href", "current", "ellipsis"])?;
            pagination = if item.is_true("ellipsis") {
                pagination.gap()
            } else {
                let number = usize::try_from(item.options.get("number")?.as_u64()?).ok()?;
                pagination.page(number, item.text("href")?, item.is_true("current"))
            };
        }
        if let Some(previous) = options.get("previous") {
            let previous = Reader::of(previous.as_object()?, &["href"])?;
            pagination = pagination.previous(previous.text("href")?);
        }
        if let Some(next) = options.get("next") {
            let next = Reader::of(next.as_object()?, &["href"])?;
            pagination = pagination.next(next.text("href")?);
        }
        Some(match read.text("landmarkLabel") {
            Some(label) => pagination.label(label).to_string(),
            None => pagination.to_string(),
        })
    });
}

#[test]
fn skip_link() {
    compare("skip-link", 1, |options| {
        let read = Reader::of(options, &["text", "href"])?;
        Some(SkipLink::new(read.text("text")?, read.text("href")?).to_string())
    });
}
