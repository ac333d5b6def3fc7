//! Finding one's way: breadcrumbs, pages of a list, past the menu.

use std::borrow::Borrow;

use askama::Template;

use super::{components, owned};

components!(Breadcrumbs, Pagination, SkipLink);

/// What is above this page.
#[derive(Debug, Clone, Template)]
#[template(path = "components/breadcrumbs/template.html")]
pub struct Breadcrumbs {
    items: Vec<(String, String)>,
}

impl Breadcrumbs {
    /// Words and address of each page above, the home page first.
    pub fn of<W: AsRef<str>, A: AsRef<str>>(items: impl AsRef<[(W, A)]>) -> Self {
        let items = items
            .as_ref()
            .iter()
            .map(|(words, address)| (owned(words), owned(address)));
        Self { items: items.collect() }
    }
}

/// One place in a [`Pagination`].
#[derive(Debug, Clone)]
enum Place {
    Page {
        number: usize,
        href: String,
        is_current: bool,
    },
    Gap,
}

/// The pages of a list.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/pagination/template.html")]
pub struct Pagination {
    previous: Option<(String, Option<String>)>,
    next: Option<(String, Option<String>)>,
    places: Vec<Place>,
    label: Option<String>,
}

impl Pagination {
    /// No pages yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Page `current` of `last`, counted from 1; the number is put after `address`, as in
    /// `/resources?for=finance&page=`.
    pub fn numbered(current: impl Borrow<usize>, last: impl Borrow<usize>, address: impl AsRef<str>) -> Self {
        let (current, last, address) = (*current.borrow(), *last.borrow(), address.as_ref());
        let href = |number: usize| format!("{address}{number}");
        let mut pages = Self::new();
        if last < 2 {
            return pages;
        }
        if current > 1 {
            pages = pages.previous(href(current - 1));
        }
        let mut shown = 0;
        for number in 1..=last {
            if number != 1 && number != last && number.abs_diff(current) > 1 {
                continue;
            }
            if number > shown + 1 {
                pages.places.push(Place::Gap);
            }
            pages = pages.page(number, href(number), number == current);
            shown = number;
        }
        if current < last {
            pages.next(href(current + 1))
        } else {
            pages
        }
    }

    /// Where the page before is.
    #[must_use]
    pub fn previous(mut self, href: impl AsRef<str>) -> Self {
        self.previous = Some((owned(href), None));
        self
    }

    /// Where the page after is.
    #[must_use]
    pub fn next(mut self, href: impl AsRef<str>) -> Self {
        self.next = Some((owned(href), None));
        self
    }

    /// What the page before is called, for two pages that belong together.
    #[must_use]
    pub fn previous_labelled(mut self, href: impl AsRef<str>, label: impl AsRef<str>) -> Self {
        self.previous = Some((owned(href), Some(owned(label))));
        self
    }

    /// What the page after is called.
    #[must_use]
    pub fn next_labelled(mut self, href: impl AsRef<str>, label: impl AsRef<str>) -> Self {
        self.next = Some((owned(href), Some(owned(label))));
        self
    }

    /// What the whole is called, where a page has two of them.
    #[must_use]
    pub fn label(mut self, label: impl AsRef<str>) -> Self {
        self.label = Some(owned(label));
        self
    }

    /// Adds one page by number.
    #[must_use]
    pub fn page(mut self, number: usize, href: impl AsRef<str>, is_current: bool) -> Self {
        self.places.push(Place::Page {
            number,
            href: owned(href),
            is_current,
        });
        self
    }

    /// Adds a gap: pages left out.
    #[must_use]
    pub fn gap(mut self) -> Self {
        self.places.push(Place::Gap);
        self
    }

    fn shown_label(&self) -> &str {
        self.label.as_deref().unwrap_or("Pagination")
    }

    fn is_block(&self) -> bool {
        self.places.is_empty()
    }

    fn is_needed(&self) -> bool {
        self.previous.is_some() || self.next.is_some() || !self.places.is_empty()
    }
}

/// The first thing a keyboard meets.
#[derive(Debug, Clone, Template)]
#[template(path = "components/skip-link/template.html")]
pub struct SkipLink {
    text: String,
    href: String,
}

impl SkipLink {
    /// A link past the menu, to the element named by `href`.
    pub fn new(text: impl AsRef<str>, href: impl AsRef<str>) -> Self {
        Self {
            text: owned(text),
            href: owned(href),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_shows_its_ends_and_the_neighbours() {
        let html = Pagination::numbered(10, 40, "/threats?page=").to_string();
        for number in ["1", "9", "10", "11", "40"] {
            assert!(html.contains(&format!("aria-label=\"Page {number}\"")), "{number}");
        }
        assert!(!html.contains("aria-label=\"Page 8\""));
        assert_eq!(html.matches("&ctdot;").count(), 2);
    }

    #[test]
    fn one_page_needs_no_pagination() {
        assert_eq!(Pagination::numbered(1, 1, "/x?page=").to_string().trim(), "");
    }
}
