//! The pages of the trail: an organisation's own, and the hub's.

use askama::Template;
use ui::form::Errors;
use web::{Found as _, Page, Read, Result};

use super::{
    former, list,
    search::{Scope, Search},
    shown::Shown,
    words,
};

/// How many entries a page shows.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "audit/trail.html")]
struct TrailPage {
    shell: ui::Shell,
    scope: Scope,
    search: Search,
    errors: Errors,
    entries: Vec<Shown>,
    filters: ui::Filters,
    /// What the links of an entry narrowed the list to, in words.
    narrowed: Option<String>,
    /// Organisations that merged into this one: address and name; and which of them this is about.
    former: Vec<(String, String)>,
    is_of: Option<String>,
    older: Option<String>,
    table: String,
}

/// The entries of the viewer's organisation.
pub(super) async fn of_organisation(read: Read) -> Result<Page> {
    let organisation = read.viewer.organisation.found("organisation")?;
    trail(&read, Scope::Organisation(organisation)).await
}

/// The entries of the hub itself.
pub(super) async fn of_hub(read: Read) -> Result<Page> {
    trail(&read, Scope::Hub).await
}

async fn trail(read: &Read, scope: Scope) -> Result<Page> {
    let search = Search::of(read);
    let errors = search.errors();
    let mut tx = read.tx().await?;
    let (whose, former) = former::chosen(&mut tx, scope, &search).await?;
    let mut lines = Vec::new();
    if errors.is_empty() {
        lines = list::find(&mut tx, whose, &search, PAGE as i64 + 1).await?;
    }
    let has_older = lines.len() > PAGE;
    lines.truncate(PAGE);
    let last = lines.last().map(|line| line.entry.number).filter(|_| has_older);
    let entries: Vec<Shown> = lines.iter().map(Shown::of).collect();
    let title = if errors.is_empty() {
        "Audit trail"
    } else {
        "Error: Audit trail"
    };
    let mut shell = read.shell(title);
    shell.breadcrumbs = match scope {
        Scope::Organisation(_) => vec![
            ("Home".into(), "/".into()),
            ("Your organisation".into(), "/organisation".into()),
        ],
        Scope::Hub => vec![("Home".into(), "/".into())],
    };
    Page::of(&TrailPage {
        filters: filters(&shell, scope, &search),
        narrowed: narrowed(&search, &entries),
        is_of: former
            .iter()
            .find(|(id, _)| search.of == Some(*id))
            .map(|(_, name)| name.clone()),
        former: former
            .into_iter()
            .map(|(id, name)| (format!("{}?of={id}", scope.path()), name))
            .collect(),
        older: last.map(|last| search.address(scope.path(), Some(last))),
        table: search.address(&format!("{}.csv", scope.path()), None),
        shell,
        scope,
        search,
        errors,
        entries,
    })
}

fn filters(shell: &ui::Shell, scope: Scope, search: &Search) -> ui::Filters {
    let actions = words::ACTIONS
        .iter()
        .map(|(action, said)| ui::Choice::new(action, text::words::capital(said)));
    let kinds = words::kinds().map(|(kind, said)| ui::Choice::new(kind, said));
    let any = |text: &str| ui::Choice::new("", text);
    let actions: Vec<_> = std::iter::once(any("Anything")).chain(actions).collect();
    let kinds: Vec<_> = std::iter::once(any("Anything")).chain(kinds).collect();
    ui::Filters::new(scope.path(), shell)
        .keep("who", search.who.map(|who| who.to_string()).unwrap_or_default())
        .keep("id", &search.id)
        .keep("of", search.of.map(|of| of.to_string()).unwrap_or_default())
        .part(
            ui::Input::new("Who, or about whom", &search.person)
                .hint("A name or part of it. For somebody who has left, their whole e-mail address."),
        )
        .part(ui::Select::new("What was done", &search.action).choices(actions))
        .part(ui::Select::new("To what", &search.kind).choices(kinds))
        .part(ui::Input::new("From", &search.from).kind("date"))
        .part(ui::Input::new("To", &search.to).kind("date"))
        .chosen(search.is_narrowed())
}

/// What the list is narrowed to by an identifier, which no field shows.
fn narrowed(search: &Search, entries: &[Shown]) -> Option<String> {
    if let Some(who) = search.who {
        let who = who.to_string();
        let name = entries.iter().find(|entry| entry.who_id.as_deref() == Some(&who));
        let name = name.map_or("one person", |entry| &entry.who);
        return Some(format!("Only what {name} did, or what was done to them."));
    }
    (!search.id.is_empty()).then(|| {
        let kind = words::kind(search.kind.trimmed()).to_lowercase();
        let subjects = entries.iter().filter_map(|entry| entry.subject.as_ref());
        let name = subjects
            .filter(|subject| subject.id == search.id)
            .find_map(|subject| subject.name.as_deref());
        format!("Only what was done to one {kind}, {}.", name.unwrap_or(&search.id))
    })
}
