//! The people of one's own organisation: the list, and one of them.

use askama::Template;
use axum::{extract::Path, response::Response};
use db::Tx;
use http::StatusCode;
use ui::form::{Errors, Field};
use web::{Error, Found as _, OrganisationId, PersonId, ROLES, Read, Result, Role};

use super::{
    model::{Member, NotChanged},
    store,
};
use crate::{
    form::{below, judged, moment, page_with},
    link::{self, Link, LinkId},
    listing::{Listing, PAGE, people_in_words},
    organisation,
};

/// What stands above these pages.
const OWN: (&str, &str) = ("Your organisation", "/organisation");
/// What stands above the pages about one person.
pub(super) const ABOVE: [(&str, &str); 2] = [OWN, ("People", "/organisation/people")];

#[derive(Template)]
#[template(path = "membership/list.html")]
struct ListPage {
    shell: ui::Shell,
    done: Option<&'static str>,
    organisation: String,
    count: String,
    asked: String,
    rows: Vec<ui::Row>,
    pages: ui::Pagination,
    invitations: Vec<Invitation>,
}

/// An invitation as an administrator sees it.
struct Invitation {
    id: LinkId,
    email: String,
    role: &'static str,
    until: String,
}

impl Invitation {
    fn of(link: &Link) -> Self {
        Self {
            id: link.id,
            email: link.email.clone(),
            role: link.role().map_or("", Role::name),
            until: moment(link.expires_at),
        }
    }
}

/// The organisation that the viewer acts for: routes of this room are for its administrators.
pub(super) fn own(read: &Read) -> Result<OrganisationId> {
    read.viewer.organisation.ok_or(Error::Forbidden)
}

/// A member of one's own organisation, by what stands in the address.
pub(super) async fn member(tx: &mut Tx, read: &Read, person: &str) -> Result<Member> {
    let person: PersonId = person.parse().map_err(|_| Error::NotFound("person"))?;
    store::find(tx, own(read)?, person).await?.found("person")
}

pub(super) async fn list(read: Read) -> Result<Response> {
    let organisation = own(&read)?;
    let mut tx = read.tx().await?;
    let listing = Listing::of(&mut tx, &read).await?;
    let most = i64::try_from(PAGE + 1).map_err(Error::failed)?;
    let mut members = store::list(&mut tx, organisation, &listing.pattern(), listing.after(), most).await?;
    let count = store::count(&mut tx, organisation).await?;
    let name = organisation::store::find(&mut tx, organisation)
        .await?
        .found("organisation")?
        .name;
    let invitations = link::store::list_of_organisation(&mut tx, organisation, read.now).await?;
    let has_more = members.len() > PAGE;
    members.truncate(PAGE);
    let last = members.last().map(|member| member.id).filter(|_| has_more);
    let page = ListPage {
        shell: below(&read, &format!("People of {name}"), &[OWN]),
        done: done(&read),
        organisation: name,
        count: people_in_words(count),
        rows: members.iter().map(row).collect(),
        pages: listing.pages("/organisation/people", last),
        asked: listing.asked,
        invitations: invitations.iter().map(Invitation::of).collect(),
    };
    page_with(&page, StatusCode::OK)
}

fn row(member: &Member) -> ui::Row {
    let row = ui::Row::new(&member.name, format!("/organisation/people/{}", member.id))
        .line(&member.email)
        .strong(member.role().name());
    let row = if member.is_disabled { row.fact("Disabled") } else { row };
    row.fact(match member.signed_in_at {
        Some(at) => format!("Last signed in {}", moment(at)),
        None => "Never signed in".to_owned(),
    })
}

fn done(read: &Read) -> Option<&'static str> {
    Some(match read.asked("done").first()?.as_str() {
        "removed" => "That person is removed. They see nothing of your organisation any more.",
        "withdrawn" => "The invitation is withdrawn. Its link works no longer.",
        "role" => "The role is changed.",
        "role-already" => "They have that role already. Nothing was changed.",
        _ => return None,
    })
}

#[derive(Template)]
#[template(path = "membership/page.html")]
struct MemberPage {
    shell: ui::Shell,
    errors: Errors,
    name: String,
    facts: ui::SummaryList,
    id: PersonId,
    was: String,
    role: Field,
}

impl MemberPage {
    fn choices(&self) -> ui::Radios {
        role_choices("Role", &self.role)
    }
}

/// The choice of a role, each with what it may do.
pub(super) fn role_choices(label: &str, field: &Field) -> ui::Radios {
    let radios = ui::Radios::new(label, field);
    ROLES.iter().fold(radios, |radios, (_, word, name, about)| {
        radios.hinted(word, name, about)
    })
}

/// The page of a member, with what is wrong.
pub(super) fn page(read: &Read, member: &Member, fault: Option<&NotChanged>) -> Result<Response> {
    let mut role = Field::new("role", member.role.as_str());
    if let Some(fault) = fault {
        role.refuse(fault.to_string());
    }
    let shell = below(read, &member.name, &ABOVE);
    let facts = ui::SummaryList::new()
        .row("E-mail address", &member.email)
        .row("Belongs since", moment(member.since))
        .row("Last signed in", member.signed_in_at.map_or("Never".to_owned(), moment));
    let facts = if member.is_disabled {
        facts.row("May sign in", "No: this hub's administrators have disabled the account")
    } else {
        facts
    };
    let errors = Errors::of([&role]);
    let (shell, status) = judged(shell, &errors);
    let page = MemberPage {
        shell,
        errors,
        name: member.name.clone(),
        facts,
        id: member.id,
        was: member.role.clone(),
        role,
    };
    page_with(&page, status)
}

pub(super) async fn show(Path(person): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let member = member(&mut tx, &read, &person).await?;
    page(&read, &member, None)
}
