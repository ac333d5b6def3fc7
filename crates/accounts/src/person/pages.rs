//! The people of the hub: the list, and one of them.

use askama::Template;
use axum::{extract::Path, response::Response};
use db::Tx;
use http::StatusCode;
use ui::form::{Errors, Field};
use web::{Error, Found as _, HUB_ROLES, PersonId, Read, Result};

use super::{NotChanged, Person, store};
use crate::{
    form::{below, judged, moment, page_with, shell},
    link::{Invited, invited},
    listing::{Listing, PAGE, people_in_words},
    membership,
};

#[derive(Template)]
#[template(path = "person/list.html")]
struct ListPage {
    shell: ui::Shell,
    done: Option<&'static str>,
    count: String,
    asked: String,
    rows: Vec<ui::Row>,
    pages: ui::Pagination,
    invitations: Vec<Invited>,
    are_cut: bool,
}

pub(super) async fn list(read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let listing = Listing::of(&mut tx, &read).await?;
    let most = i64::try_from(PAGE + 1).map_err(Error::failed)?;
    let mut people = store::list(&mut tx, &listing.pattern(), listing.after(), most).await?;
    let belongings = membership::store::organisations_of(&mut tx, &listing.pattern(), listing.after(), most).await?;
    let count = store::count(&mut tx).await?;
    let invitations = invited::list(&mut tx, read.now).await?;
    let has_more = people.len() > PAGE;
    people.truncate(PAGE);
    let last = people.last().map(|person| person.id).filter(|_| has_more);
    let page = ListPage {
        shell: shell(&read, "People of this hub"),
        done: done(&read),
        count: people_in_words(count),
        rows: people.iter().map(|person| row(person, &belongings)).collect(),
        pages: listing.pages("/hub/people", last),
        asked: listing.asked,
        are_cut: i64::try_from(invitations.len()).is_ok_and(|count| count >= invited::MOST),
        invitations,
    };
    page_with(&page, StatusCode::OK)
}

/// How many organisations stand beside a name.
const NAMED: usize = 3;

fn row(person: &Person, belongings: &[(PersonId, String)]) -> ui::Row {
    let mut row = ui::Row::new(&person.name, format!("/hub/people/{}", person.id)).line(&person.email);
    if let Some(role) = person.hub_role() {
        row = row.strong(role.name());
    }
    let theirs: Vec<&str> = belongings
        .iter()
        .filter(|(whose, _)| *whose == person.id)
        .map(|(_, name)| name.as_str())
        .collect();
    for name in theirs.iter().take(NAMED) {
        row = row.fact(name);
    }
    if theirs.len() > NAMED {
        row = row.fact(format!("and {} more", theirs.len() - NAMED));
    }
    if person.is_disabled {
        row = row.fact("Disabled");
    }
    row.fact(match person.signed_in_at {
        Some(at) => format!("Last signed in {}", moment(at)),
        None => "Never signed in".to_owned(),
    })
}

pub(super) fn done(read: &Read) -> Option<&'static str> {
    Some(match read.asked("done").first()?.as_str() {
        "role" => "The role is changed.",
        "role-already" => "They have that role already. Nothing was changed.",
        "withdrawn" => "The invitation is withdrawn. Its link works no longer.",
        "disabled" => "The account is disabled. What was open in their name has ended.",
        "disabled-already" => "The account was disabled already. Nothing was changed.",
        "enabled" => "They may sign in again.",
        "enabled-already" => "They may sign in already. Nothing was changed.",
        _ => return None,
    })
}

/// A person, by what stands in the address.
pub(super) async fn person(tx: &mut Tx, person: &str) -> Result<Person> {
    let person: PersonId = person.parse().map_err(|_| Error::NotFound("person"))?;
    store::find(tx, person).await?.found("person")
}

#[derive(Template)]
#[template(path = "person/page.html")]
struct PersonPage {
    shell: ui::Shell,
    done: Option<&'static str>,
    errors: Errors,
    name: String,
    facts: ui::SummaryList,
    id: PersonId,
    version: i64,
    is_disabled: bool,
    role: Field,
}

impl PersonPage {
    fn choices(&self) -> ui::Radios {
        hub_role_choices(&self.role)
    }
}

/// The choice of a role in the hub, or of none.
pub(super) fn hub_role_choices(field: &Field) -> ui::Radios {
    let radios = ui::Radios::new("Role in this hub", field).hinted("none", "None", "What most people have.");
    HUB_ROLES.iter().fold(radios, |radios, (_, word, name, about)| {
        radios.hinted(word, name, about)
    })
}

/// The page of a person, with what is wrong.
pub(super) async fn page(tx: &mut Tx, read: &Read, person: &Person, fault: Option<&NotChanged>) -> Result<Response> {
    let mut role = Field::new("role", person.hub_role.as_deref().unwrap_or("none"));
    if let Some(fault) = fault {
        role.refuse(fault.to_string());
    }
    let organisations = membership::store::list_of_person(tx, person.id).await?;
    let organisations: Vec<String> = organisations
        .iter()
        .map(|belonging| format!("{} ({})", belonging.name, belonging.role_name().to_lowercase()))
        .collect();
    let facts = ui::SummaryList::new()
        .row("E-mail address", &person.email)
        .row(
            "Organisations",
            if organisations.is_empty() {
                "None".into()
            } else {
                organisations.join(", ")
            },
        )
        .row("Last signed in", person.signed_in_at.map_or("Never".to_owned(), moment))
        .row("May sign in", if person.is_disabled { "No, disabled" } else { "Yes" });
    let shell = below(read, &person.name, &[("People of this hub", "/hub/people")]);
    let errors = Errors::of([&role]);
    let (shell, status) = judged(shell, &errors);
    let page = PersonPage {
        shell,
        done: done(read),
        errors,
        name: person.name.clone(),
        facts,
        id: person.id,
        version: person.version,
        is_disabled: person.is_disabled,
        role,
    };
    page_with(&page, status)
}

pub(super) async fn show(Path(id): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let person = person(&mut tx, &id).await?;
    page(&mut tx, &read, &person, None).await
}
