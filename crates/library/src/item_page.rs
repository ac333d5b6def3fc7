//! The page of one item: what all kinds share. A kind adds its own sections before and after the body.

use std::sync::Arc;

use askama::Template;
use db::Db;
use jiff::civil::Date;
use web::{Error, Page, Result};

use crate::{
    feed::is_out,
    glossary::Reading,
    item::{Item, Kind, named_reader},
    reader::Reader,
    row, shelf,
    tailoring::Deed,
};

/// How many related items a heading shows.
const RELATED: usize = 6;

/// A page of one item while it is being made.
pub(crate) struct ItemPage<'r> {
    reader: &'r Reader,
    item: &'r Arc<Item>,
    pub(crate) shell: ui::Shell,
    pub(crate) reading: Reading,
    before: ui::Markup,
    after: ui::Markup,
    related: Vec<(String, Vec<ui::Row>)>,
    shown: Vec<String>,
}

#[derive(Template)]
#[template(path = "item.html")]
struct ItemTemplate {
    shell: ui::Shell,
    kind: &'static str,
    title: String,
    summary: ui::Markup,
    sharing: Option<ui::Sharing>,
    nations: Option<String>,
    before: ui::Markup,
    body: ui::Markup,
    after: ui::Markup,
    related: Vec<(String, Vec<ui::Row>)>,
    sources: ui::Sources,
    own: Option<String>,
    review: ui::Review,
}

impl<'r> ItemPage<'r> {
    /// A page for `item`.
    pub(crate) fn new(reader: &'r Reader, item: &'r Arc<Item>) -> Self {
        let mut shell = shell(reader, item, &item.head.title);
        shell.description = text::markdown::to_plain(&item.head.summary).trim().to_owned();
        shell.breadcrumbs = vec![("Home".into(), "/".into())];
        let reading = reader.reading(&shell, &item.address());
        let (before, after) = (ui::Markup::default(), ui::Markup::default());
        Self {
            reader,
            item,
            shell,
            reading,
            before,
            after,
            related: Vec::new(),
            shown: vec![item.path()],
        }
    }

    /// What this page hangs under.
    pub(crate) fn breadcrumb(&mut self, words: &str, address: &str) {
        self.shell.breadcrumbs.push((words.to_owned(), address.to_owned()));
    }

    /// A section between the summary and the body.
    pub(crate) fn before(&mut self, section: &impl Template) -> Result<()> {
        self.before = ui::Markup::trusted(section.render()?);
        Ok(())
    }

    /// A section after the body.
    pub(crate) fn after(&mut self, section: &impl Template) -> Result<()> {
        self.after = ui::Markup::trusted(section.render()?);
        Ok(())
    }

    /// Rows of related items under a heading; an item is shown once a page.
    pub(crate) fn related<'i>(&mut self, heading: &str, items: impl IntoIterator<Item = &'i Arc<Item>>) {
        let mut rows = Vec::new();
        for item in items {
            let path = item.path();
            if rows.len() < RELATED && item.head.holds_in(&self.reader.nations) && !self.shown.contains(&path) {
                self.shown.push(path);
                rows.push(row::of(self.reader, &self.shell, item));
            }
        }
        if !rows.is_empty() {
            self.related.push((heading.to_owned(), rows));
        }
    }

    /// Ends the page: what the item names, what names it, its sources and its review.
    pub(crate) fn show(mut self) -> Result<Page> {
        let (reader, item, path) = (self.reader, self.item, self.item.path());
        let shelf = &reader.shelf;
        let named = item.head.see_also.iter().filter_map(|path| shelf.at(path));
        let naming = shelf.named_by(&path).filter(|item| item.kind != Kind::Audience);
        self.related("Read next", named.chain(naming));
        self.related(
            "Services it bears on",
            shelf.find_all(Kind::Service, &item.head.services),
        );
        self.related("Threats it bears on", shelf.find_all(Kind::Threat, &item.head.threats));
        let body = self.reading.html(&item.body);
        let template = ItemTemplate {
            kind: item.kind.noun(),
            title: item.head.title.clone(),
            summary: self.reading.line(&item.head.summary),
            sharing: row::sharing_note(item.tlp),
            nations: item.head.nations_in_words(),
            before: self.before,
            body,
            after: self.after,
            related: self.related,
            sources: row::sources(item),
            own: item.head.own.clone(),
            review: row::review(item, reader.read.today),
            shell: self.shell,
        };
        Ok(Page::of(&template)?.labelled(item.tlp))
    }
}

/// The shell around a page of an item. What is not for everybody has no address to hand on, and nothing at
/// its foot that tells the hub's editors of it.
pub(crate) fn shell(reader: &Reader, item: &Item, title: &str) -> ui::Shell {
    if item.tlp.is_clear() {
        return reader.read.content_shell(title);
    }
    let mut shell = reader.read.shell(title);
    shell.canonical = None;
    shell
}

/// The item at a slug: itself, or one that is the reader's by name, or where an old slug leads, or not found.
pub(crate) async fn find(reader: &Reader, kind: Kind, slug: &str) -> Result<Arc<Item>> {
    if reader.shelf.find(kind, slug).is_none()
        && let Some(item) = by_name(reader, kind, slug).await?
    {
        return Ok(item);
    }
    find_on_shelf(reader, kind, slug)
}

/// The RED item at a slug, when the reader is one of the people named for it.
async fn by_name(reader: &Reader, kind: Kind, slug: &str) -> Result<Option<Arc<Item>>> {
    // A library without a database has nothing that is kept there.
    let (Some(person), true) = (reader.read.viewer.person, reader.read.shared.find::<Db>().is_some()) else {
        return Ok(None);
    };
    let organisation = reader.read.viewer.organisation;
    let mut tx = reader.read.tx().await?;
    let Some(kept) = named_reader::find(&mut tx, person, organisation, kind, slug).await? else {
        return Ok(None);
    };
    match shelf::of_kept(&kept) {
        Ok(item) => Ok(Some(Arc::new(item)).filter(|item| is_out(item, reader.read.today))),
        Err(faults) => {
            let what: Vec<&str> = faults.iter().map(|fault| fault.what.as_str()).collect();
            tracing::warn!("an item that is RED is not served: {}", what.join("; "));
            Ok(None)
        }
    }
}

/// The item at a slug of the reader's shelf, or where an old slug leads, or not found.
pub(crate) fn find_on_shelf(reader: &Reader, kind: Kind, slug: &str) -> Result<Arc<Item>> {
    if let Some(item) = reader.shelf.find(kind, slug) {
        return Ok(Arc::clone(item));
    }
    match reader.shelf.now_called(kind, slug) {
        Some(new) => {
            let rest = reader
                .read
                .path
                .strip_prefix(&format!("{}/{slug}", kind.address()))
                .unwrap_or_default();
            let query = if reader.read.query.is_empty() {
                String::new()
            } else {
                format!("?{}", reader.read.query)
            };
            Err(Error::Moved(format!("{}/{new}{rest}{query}", kind.address())))
        }
        None => Err(Error::NotFound("page")),
    }
}

/// One of the three actions of a page.
pub(crate) fn action(reader: &Reader, reading: &mut Reading, shell: &ui::Shell, deed: &Deed) -> ui::Action {
    let action = ui::Action::new(reading.plain(&deed.deed)).why(reading.plain(&deed.why));
    let action = row::sharing(deed.tlp).iter().fold(action, ui::Action::sharing);
    match deed.link.as_deref().and_then(|link| address_of(reader, link)) {
        Some(address) => action.href(shell.link(address)),
        None => action,
    }
}

/// The address that content names: as it stands when it begins with a slash, else that of `kind/slug`.
pub(crate) fn address_of(reader: &Reader, named: &str) -> Option<String> {
    if named.starts_with('/') {
        reader.shelf.has(named).then(|| named.to_owned())
    } else {
        reader.shelf.at(named).map(|item| item.address())
    }
}

/// The host of an address, for a link's words.
pub(crate) fn host(address: &str) -> String {
    url::Url::parse(address)
        .ok()
        .and_then(|url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned()))
        .unwrap_or_else(|| address.to_owned())
}

/// When something outside was last checked, or `never`.
pub(crate) fn checked(last: Option<Date>, never: &str) -> String {
    match last {
        Some(date) => format!("Last checked {}.", text::date::in_words(date)),
        None => never.to_owned(),
    }
}

/// What a page says of a link that nobody has opened yet.
pub(crate) const UNCHECKED: &str = "This link has not been checked yet.";
