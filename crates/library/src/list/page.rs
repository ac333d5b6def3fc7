//! A page of a list.

use askama::Template;
use web::{Page, Result};

use super::facet::{Chosen, Facet};
use crate::{
    item::{Item, Kind},
    reader::Reader,
    row,
};

/// How many rows a page has.
const ROWS: usize = 40;

/// A filter with more choices than this is folded away until it is wanted.
const SHORT: usize = 8;

/// By what an item is sorted; the second part breaks ties.
type Key = dyn Fn(&Item) -> (String, String) + Send + Sync;

/// An order, and how it is said.
pub(crate) struct Sorted {
    pub(crate) said: String,
    pub(crate) key: Box<Key>,
}

impl Sorted {
    /// By title, from A to Z.
    pub(crate) fn by_title() -> Self {
        Self {
            said: "from A to Z".into(),
            key: Box::new(|item| (item.head.title.to_lowercase(), item.slug.clone())),
        }
    }
}

/// A list of all items of one kind.
pub(crate) struct List {
    kind: Kind,
    title: &'static str,
    lead: &'static str,
    sorted: Sorted,
}

#[derive(Template)]
#[template(path = "list/page.html")]
struct ListPage {
    shell: ui::Shell,
    title: &'static str,
    lead: &'static str,
    action: &'static str,
    filters: ui::Filters,
    has_filters: bool,
    rows: Vec<ui::Row>,
    said: String,
    pages: Option<ui::Pagination>,
}

impl List {
    /// A list under a title, with a sentence of what it is.
    pub(crate) fn of(kind: Kind, title: &'static str, lead: &'static str) -> Self {
        Self {
            kind,
            title,
            lead,
            sorted: Sorted::by_title(),
        }
    }

    /// In another order.
    pub(crate) fn sorted(mut self, sorted: Sorted) -> Self {
        self.sorted = sorted;
        self
    }

    /// The page that the address asks for.
    pub(crate) fn show(self, reader: Reader) -> Result<Page> {
        let mut shell = reader.read.content_shell(self.title);
        shell.breadcrumbs = vec![("Home".into(), "/".into())];
        shell.description = self.lead.to_owned();
        let items: Vec<&Item> = reader
            .shelf
            .all(self.kind)
            .filter(|item| item.head.holds_in(&reader.nations))
            .map(|item| &**item)
            .collect();
        let chosen = Chosen::of(&reader);
        let with_filters = format!("{}?{}", self.kind.address(), chosen.query());
        with_filters
            .trim_end_matches(['?', '&'])
            .clone_into(&mut shell.change_group_base);
        let mut shown: Vec<&Item> = items
            .iter()
            .filter(|item| chosen.lets_through(item, None))
            .copied()
            .collect();
        shown.sort_by_cached_key(|item| (self.sorted.key)(item));

        let last = shown.len().div_ceil(ROWS).max(1);
        let page: usize = reader
            .read
            .asked("page")
            .first()
            .and_then(|page| page.parse().ok())
            .unwrap_or(1);
        let page = page.clamp(1, last);
        let from = (page - 1) * ROWS;
        let rows: Vec<ui::Row> = shown
            .iter()
            .skip(from)
            .take(ROWS)
            .map(|item| row::of(&reader, &shell, item))
            .collect();
        let said = said(shown.len(), items.len(), (from, rows.len()), &self.sorted.said);
        let pages = (last > 1).then(|| {
            let base = shell.link(&with_filters);
            let joint = if base.ends_with(['&', '?']) { "" } else { "&" };
            ui::Pagination::numbered(page, last, format!("{base}{joint}page="))
        });
        let (filters, has_filters) = filters(&reader, &shell, self.kind, &items, &chosen);
        let template = ListPage {
            title: self.title,
            lead: self.lead,
            action: self.kind.address(),
            filters,
            has_filters,
            rows,
            said,
            pages,
            shell,
        };
        Ok(Page::of(&template)?.kept())
    }
}

/// "12 of 99, newest first." or "All 99, from A to Z."
fn said(shown: usize, all: usize, (from, rows): (usize, usize), order: &str) -> String {
    let what = if shown == all {
        format!("All {all}")
    } else {
        format!("{shown} of {all}")
    };
    let part = if rows < shown {
        format!(", {} to {} on this page", from + 1, from + rows)
    } else {
        String::new()
    };
    format!("{what}{part}, {order}.")
}

fn filters(reader: &Reader, shell: &ui::Shell, kind: Kind, items: &[&Item], chosen: &Chosen) -> (ui::Filters, bool) {
    let mut filters = ui::Filters::new(kind.address(), shell).chosen(!chosen.is_empty());
    let mut has_any = false;
    for facet in Facet::ALL.into_iter().filter(|facet| facet.tells_apart(items)) {
        let others: Vec<&&Item> = items
            .iter()
            .filter(|item| chosen.lets_through(item, Some(facet)))
            .collect();
        let ticked = chosen.values(facet);
        let choices: Vec<ui::Choice> = facet
            .values(&reader.shelf)
            .into_iter()
            .filter_map(|(value, words)| {
                let count = others.iter().filter(|item| facet.has(item, &value)).count();
                let is_of_use = count > 0 || ticked.contains(&value);
                is_of_use.then(|| ui::Choice::new(&value, &words).count(count))
            })
            .collect();
        if choices.len() < 2 && ticked.is_empty() {
            continue;
        }
        has_any = true;
        let field = ui::form::Field::many(facet.key(), ticked.to_vec());
        let is_long = choices.len() > SHORT;
        let boxes = ui::Checkboxes::new(facet.question(), field).small().choices(choices);
        filters = if is_long {
            let details = ui::Details::new(facet.question()).html(ui::Markup::trusted(boxes.to_string()));
            filters.part(if ticked.is_empty() { details } else { details.open() })
        } else {
            filters.part(boxes)
        };
    }
    (filters, has_any)
}
