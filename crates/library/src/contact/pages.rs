//! The page of who to ring, and of each of them.

use accounts::directory::Office;
use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result, Tlp};

use super::{Contact, ContactGroup, Way};
use crate::{
    item::{Item, Kind},
    item_page::{self, ItemPage},
    local_fact,
    reader::Reader,
    row,
};

/// A contact in a side column or on a card.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    pub(crate) name: String,
    pub(crate) number: Option<String>,
    /// How else they are reached, when they have no number.
    pub(crate) way: Option<Way>,
    pub(crate) href: String,
}

/// The card of a contact.
pub(crate) fn card(shell: &ui::Shell, item: &Item) -> Option<Card> {
    let contact = item.contact()?;
    Some(Card {
        name: item.head.title.clone(),
        number: contact.number.clone(),
        way: Way::all(contact).into_iter().next(),
        href: shell.link(item.address()),
    })
}

#[derive(Template)]
#[template(path = "contact/list.html")]
struct ListPage {
    shell: ui::Shell,
    local: Vec<(String, String)>,
    offices: Vec<(String, ui::SummaryList)>,
    groups: Vec<(&'static str, Vec<Entry>)>,
}

struct Entry {
    name: String,
    slug: String,
    href: String,
    purpose: ui::Markup,
    facts: ui::SummaryList,
    nations: Option<String>,
    sharing: Option<ui::Sharing>,
}

/// Everybody to ring, in groups.
pub async fn list(reader: Reader) -> Result<Page> {
    let mut shell = reader.read.content_shell("Who to ring");
    shell.breadcrumbs = vec![("Home".into(), "/".into())];
    shell.description = "Who to ring about a cyber incident, fraud or lost data, in the four nations.".into();
    let facts = &reader.facts;
    let local = local_fact::NAMES
        .iter()
        .filter_map(|(name, words)| Some((facts.name(name, words), facts.find(name)?.to_owned())))
        .collect();
    let groups = ContactGroup::ALL
        .into_iter()
        .map(|group| (group.words(), entries(&reader, &shell, group)))
        .filter(|(_, entries)| !entries.is_empty())
        .collect();
    Ok(Page::of(&ListPage {
        offices: offices(&reader),
        shell,
        local,
        groups,
    })?
    .kept())
}

/// The controllers in their own right beside the organisation at which it is read.
fn offices(reader: &Reader) -> Vec<(String, ui::SummaryList)> {
    let offices = reader
        .place
        .iter()
        .flat_map(|place| place.controllers_for(&reader.read.viewer));
    let listed = |office: Office| {
        let facts = office
            .facts
            .iter()
            .fold(ui::SummaryList::new(), |facts, (words, fact)| {
                let words = match fact.tlp {
                    Tlp::Clear => (*words).to_owned(),
                    tlp => format!("{words} (TLP:{})", tlp.as_str()),
                };
                facts.row(words, &fact.value)
            });
        (office.title, facts)
    };
    offices.map(listed).collect()
}

fn entries(reader: &Reader, shell: &ui::Shell, group: ContactGroup) -> Vec<Entry> {
    let mut reading = reader.reading(shell, "/contacts").without_terms();
    let mut contacts: Vec<(&Item, &Contact)> = reader
        .shelf
        .all(Kind::Contact)
        .filter(|item| item.head.holds_in(&reader.nations))
        .filter_map(|item| Some((&**item, item.contact()?)))
        .filter(|(_, contact)| contact.group == group)
        .collect();
    contacts.sort_by_key(|(item, contact)| (contact.order, item.slug.clone()));
    contacts
        .into_iter()
        .map(|(item, contact)| Entry {
            name: item.head.title.clone(),
            slug: item.slug.clone(),
            href: shell.link(item.address()),
            purpose: reading.line(&contact.purpose),
            facts: facts(contact),
            nations: item.head.nations_in_words(),
            sharing: row::sharing(item.tlp),
        })
        .collect()
}

/// How to reach a contact, in a summary list.
fn facts(contact: &Contact) -> ui::SummaryList {
    let mut facts = ui::SummaryList::new();
    if let Some(number) = &contact.number {
        facts = facts.row_html("Ring", strong(&ui::Phone::new(number).to_string()));
    }
    if let Some(number) = &contact.text_number {
        facts = facts.row("Text", number);
    }
    if let Some(email) = &contact.email {
        facts = facts.row_html("E-mail", link(&format!("mailto:{email}"), email));
    }
    if let Some(form) = &contact.form {
        facts = facts.row_html("Online", link(form, &item_page::host(form)));
    }
    if let Some(how) = &contact.how {
        facts = facts.row("How to reach them", how);
    }
    if let Some(hours) = &contact.hours {
        facts = facts.row("Hours", hours);
    }
    facts
}

fn strong(html: &str) -> ui::Markup {
    ui::Markup::trusted(format!("<strong>{html}</strong>"))
}

/// A link to an address that a content file gives.
pub(crate) fn link(address: &str, words: &str) -> ui::Markup {
    if !text::markdown::is_safe_address(address) {
        return ui::Markup::text(words);
    }
    let (address, words) = (ui::Markup::text(address), ui::Markup::text(words));
    ui::Markup::trusted(format!("<a class=\"govuk-link\" href=\"{address}\">{words}</a>"))
}

#[derive(Template)]
#[template(path = "contact/detail.html")]
struct Details {
    facts: ui::SummaryList,
    purpose: ui::Markup,
    does: Vec<ui::Markup>,
    does_not: Vec<ui::Markup>,
    checked: String,
}

/// One contact.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Contact, &slug).await?;
    let contact = item.contact().found("contact")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Who to ring", "/contacts");
    let detail = Details {
        facts: facts(contact),
        purpose: page.reading.line(&contact.purpose),
        does: contact.does.iter().map(|line| page.reading.line(line)).collect(),
        does_not: contact.does_not.iter().map(|line| page.reading.line(line)).collect(),
        checked: checked(contact),
    };
    page.before(&detail)?;
    page.show()
}

/// What is said of how far the number can be trusted. The short numbers of the whole country need no word.
fn checked(contact: &Contact) -> String {
    /// A number of more digits than this is somebody's own.
    const SHORT: usize = 4;
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).count();
    let is_own = contact.number.as_deref().is_some_and(|number| digits(number) > SHORT);
    if !is_own && contact.last_checked.is_none() {
        return String::new();
    }
    let never = "This number has not been checked by ringing it yet. Numbers change";
    let never = match (&contact.form, &contact.email) {
        (Some(_), _) => format!("{never}: if it fails, use the online page."),
        (None, Some(_)) => format!("{never}: if it fails, write to the e-mail address."),
        (None, None) => format!("{never}."),
    };
    item_page::checked(contact.last_checked, &never)
}
