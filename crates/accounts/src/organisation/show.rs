//! One organisation, for the hub's administrators.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::Time;
use ui::form::{Errors, Field};
use web::{Page, Read, Result, see_other};

use super::{
    model::{Organisation, kind_name, nation_name},
    named, removal, store,
};
use crate::{
    around::done,
    email_domain::{self, EmailDomain},
    form, host_name,
    link::{Invited, invited},
    membership,
};

const DONE: [(&str, &str); 8] = [
    ("added", "The organisation was added."),
    ("renamed", "The new name was saved. Links to the old one lead here."),
    ("merged", "The two organisations are one. Links to the other lead here."),
    ("host-added", "The host name was added."),
    ("host-removed", "The host name was removed."),
    (
        "domain-added",
        "The e-mail domain was added. It counts once it is verified.",
    ),
    ("domain-confirmed", "The e-mail domain is verified."),
    ("domain-removed", "The e-mail domain was removed."),
];

#[derive(Template)]
#[template(path = "organisation/show.html")]
struct ShowPage {
    shell: ui::Shell,
    done: Option<ui::NotificationBanner>,
    errors: Errors,
    organisation: Organisation,
    facts: ui::SummaryList,
    people: i64,
    may_remove: bool,
    invitations: Vec<Invited>,
    hosts: Vec<String>,
    host: Field,
    now: Time,
    domains: Vec<EmailDomain>,
    domain: Field,
}

impl ShowPage {
    /// Where somebody is invited to it.
    fn invitation(&self) -> String {
        format!("/hub/people/invitation?organisation={}", self.organisation.slug)
    }

    /// The address of a page below this one.
    fn below(&self, name: &str) -> String {
        format!("/hub/organisations/{}/{name}", self.organisation.id)
    }
}

/// The page.
pub async fn show(Path(path): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let organisation = named(&mut tx, &path).await?;
    if let Some(into) = organisation.merged_into_id {
        return Ok(see_other(&format!("/hub/organisations/{into}")));
    }
    let page = page(
        &mut tx,
        &read,
        organisation,
        Field::empty("host"),
        Field::empty("domain"),
    )
    .await?;
    Ok(page.into_response())
}

/// What is said to whoever asked for what was so already: nothing was done.
const SAME: [(&str, &str); 3] = [
    ("known", "That council was here already. This is it."),
    ("same", "It is called that already. Nothing was changed."),
    (
        "merged-already",
        "The two are one already. Links to the other lead here.",
    ),
];

fn same(read: &Read) -> Option<ui::NotificationBanner> {
    let asked = read.asked("done");
    let said = SAME.iter().find(|(word, _)| asked.iter().any(|asked| asked == word));
    said.map(|(_, sentence)| ui::NotificationBanner::new(sentence))
}

/// The shell of a page below that of one organisation.
pub(crate) fn below(read: &Read, organisation: &Organisation, title: &str) -> ui::Shell {
    let own = format!("/hub/organisations/{}", organisation.id);
    let above = [
        ("Organisations", "/hub/organisations"),
        (organisation.name.as_str(), own.as_str()),
    ];
    form::below(read, title, &above)
}

/// The page with what was typed into its two forms.
pub(crate) async fn page(
    tx: &mut db::Tx,
    read: &Read,
    organisation: Organisation,
    host: Field,
    domain: Field,
) -> Result<Page> {
    let people = membership::store::count(tx, organisation.id).await?;
    let may_remove = removal::is_possible(tx, read, organisation.id).await?;
    let invitations = invited::list_of_organisation(tx, organisation.id, read.now).await?;
    let slugs = store::slugs(tx, organisation.id).await?;
    let hosts = host_name::store::list(tx, organisation.id).await?;
    let domains = email_domain::store::list(tx, organisation.id).await?;
    let merged = store::with_merged(tx, organisation.id).await?;
    let mut around = form::below(read, &organisation.name, &[("Organisations", "/hub/organisations")]);
    let errors = Errors::of([&host, &domain]);
    if !errors.is_empty() {
        around.page_title = format!("Error: {}", around.page_title);
    }
    Page::of(&ShowPage {
        shell: around,
        done: done(read, &DONE).or_else(|| same(read)),
        errors,
        facts: facts(&organisation, people, &slugs, &merged),
        people,
        may_remove,
        invitations,
        organisation,
        hosts,
        host,
        now: read.now,
        domains,
        domain,
    })
}

fn facts(organisation: &Organisation, people: i64, slugs: &[String], merged: &[Organisation]) -> ui::SummaryList {
    let mut facts = ui::SummaryList::new()
        .row("Name", &organisation.name)
        .action(
            "Change",
            format!("/hub/organisations/{}/name", organisation.id),
            "its name, kind or nation",
        )
        .row("Kind", kind_name(&organisation.kind, organisation.code.as_deref()))
        .row("Nation", nation_name(&organisation.nation));
    if let Some(code) = &organisation.code {
        facts = facts.row("Official code", code);
    }
    facts = facts
        .row("People", people.to_string())
        .row("Address", format!("/at/{}", organisation.slug));
    let old: Vec<String> = slugs
        .iter()
        .filter(|slug| **slug != organisation.slug)
        .map(|slug| format!("/at/{slug}"))
        .collect();
    if !old.is_empty() {
        facts = facts.row("Old addresses that lead here", old.join(", "));
    }
    let merged: Vec<&str> = merged
        .iter()
        .filter(|one| one.id != organisation.id)
        .map(|one| one.name.as_str())
        .collect();
    if !merged.is_empty() {
        facts = facts.row("Merged into it", merged.join(", "));
    }
    facts
}
