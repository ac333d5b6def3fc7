//! One's own organisation: what it is, its facts, its controllers.

use askama::Template;
use web::{Access, Page, Read, Result};

use super::{
    model::{Organisation, kind_name, nation_name},
    own,
};
use crate::{
    around::done,
    controller::{self, shown::Shown},
    email_domain,
    form::below,
    host_name, local_fact, typed,
};

const DONE: [(&str, &str); 1] = [(
    "own-role",
    "Your role is changed. You are no longer an administrator of your organisation.",
)];

#[derive(Template)]
#[template(path = "organisation/own.html")]
struct OwnPage {
    shell: ui::Shell,
    done: Option<ui::NotificationBanner>,
    organisation: Organisation,
    about: ui::SummaryList,
    facts: ui::SummaryList,
    has_facts: bool,
    is_public: bool,
    controllers: Vec<Shown>,
    may_edit: bool,
    may_administer: bool,
}

impl OwnPage {
    /// What its administrators look after.
    fn administration() -> [ui::Row; 4] {
        [
            ui::Row::new("People", "/organisation/people")
                .line("Who belongs to it and what they may do. Invite and remove."),
            ui::Row::new("How your people sign in", "/organisation/sign-in")
                .line("Your own single sign-on, and whether there is any other way."),
            ui::Row::new("E-mail domains", "/organisation/domains")
                .line("What stands after the @ of your addresses, for people who join by themselves."),
            ui::Row::new("Audit trail", "/organisation/audit").line("Who did what here, and when."),
        ]
    }
}

/// The page.
pub async fn show(read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    let organisation = own(&mut tx, &read).await?;
    let mut about = ui::SummaryList::new()
        .row("Kind", kind_name(&organisation.kind, organisation.code.as_deref()))
        .row("Nation", nation_name(&organisation.nation));
    if let Some(code) = &organisation.code {
        about = about.row("Official code", code);
    }
    let hosts = host_name::store::list(&mut tx, organisation.id).await?;
    if !hosts.is_empty() {
        about = about.row_html("Host names", ui::Markup::breakable(hosts.join(", ")));
    }
    let domains = email_domain::store::list(&mut tx, organisation.id).await?;
    let verified: Vec<String> = domains
        .into_iter()
        .filter(|domain| domain.verified_at.is_some())
        .map(|domain| domain.domain)
        .collect();
    if !verified.is_empty() {
        about = about.row_html("E-mail domains", ui::Markup::breakable(verified.join(", ")));
    }
    let known = local_fact::store::list(&mut tx, organisation.id).await?;
    let mut facts = ui::SummaryList::new();
    for (name, words) in local_fact::NAMES {
        if let Some(fact) = known.iter().find(|fact| fact.name == name && !fact.value.is_empty()) {
            facts = facts.row_html(text::words::capital(words), typed::with_label(&fact.value, &fact.tlp));
        }
    }
    let controllers = controller::shown::all(&mut tx, organisation.id).await?;
    Page::of(&OwnPage {
        shell: below(&read, &organisation.name, &[]),
        done: done(&read, &DONE),
        has_facts: known.iter().any(|fact| !fact.value.is_empty()),
        is_public: known.iter().any(|fact| fact.tlp == "CLEAR" && !fact.value.is_empty()),
        organisation,
        about,
        facts,
        controllers,
        may_edit: Access::Editor.allows(&read.viewer),
        may_administer: Access::Administrator.allows(&read.viewer),
    })
}
