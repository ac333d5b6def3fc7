//! Changing the local facts of one's own organisation, one at a time.

use askama::Template;
use axum::{extract::Path, response::Response};
use ui::form::{Errors, Field};
use web::{Error, Form, Page, Read, Result, see_other};

use super::{
    model::{LocalFact, NAMES, is_known, words},
    store,
};
use crate::{
    around::{CHANGED, Refusal, done},
    audit::{self, Act},
    form::below,
    organisation, typed,
};

const TITLE: &str = "Our numbers and names";
const DONE: [(&str, &str); 2] = [
    ("saved", "Saved. Pages show it within a second."),
    ("same", "That is what stood there already. Nothing was changed."),
];

#[derive(Template)]
#[template(path = "local_fact/list.html")]
struct ListPage {
    shell: ui::Shell,
    done: Option<ui::NotificationBanner>,
    facts: ui::SummaryList,
}

/// All of the closed list, known or not.
pub async fn list(read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    let organisation = organisation::own(&mut tx, &read).await?;
    let known = store::list(&mut tx, organisation.id).await?;
    let mut facts = ui::SummaryList::new();
    for (name, words) in NAMES {
        let fact = known.iter().find(|fact| fact.name == name && !fact.value.is_empty());
        let value = fact.map_or_else(
            || ui::Markup::text("Not known yet"),
            |fact| typed::with_label(&fact.value, &fact.tlp),
        );
        facts = facts.row_html(text::words::capital(words), value).action(
            if fact.is_some() { "Change" } else { "Add" },
            format!("/organisation/facts/{name}"),
            words,
        );
    }
    Page::of(&ListPage {
        shell: below(&read, TITLE, &[("Your organisation", "/organisation")]),
        done: done(&read, &DONE),
        facts,
    })
}

#[derive(Template)]
#[template(path = "local_fact/form.html")]
struct FactPage {
    shell: ui::Shell,
    errors: Errors,
    title: String,
    name: String,
    version: i64,
    value: Field,
    tlp: Field,
    /// What stands now, when somebody else was faster.
    theirs: Option<ui::Markup>,
}

impl FactPage {
    fn labels() -> Vec<ui::Choice> {
        typed::LABELS
            .iter()
            .map(|(tlp, about)| ui::Choice::new(tlp.as_str(), typed::label_words(tlp.as_str())).hint(about))
            .collect()
    }
}

fn around(read: &Read, title: &str) -> ui::Shell {
    below(
        read,
        title,
        &[("Your organisation", "/organisation"), (TITLE, "/organisation/facts")],
    )
}

async fn find(tx: &mut db::Tx, read: &Read, name: &str) -> Result<(organisation::Organisation, Option<LocalFact>)> {
    if !is_known(name) {
        return Err(Error::NotFound("local fact"));
    }
    let organisation = organisation::own(tx, read).await?;
    let known = store::list(tx, organisation.id).await?;
    Ok((organisation, known.into_iter().find(|fact| fact.name == name)))
}

/// The form of one fact.
pub async fn ask(Path(name): Path<String>, read: Read) -> Result<Page> {
    let (_, fact) = find(&mut read.tx().await?, &read, &name).await?;
    let title = text::words::capital(words(&name));
    let (value, tlp) = fact
        .as_ref()
        .map_or(("", ""), |fact| (fact.value.as_str(), fact.tlp.as_str()));
    Page::of(&FactPage {
        shell: around(&read, &title),
        errors: Errors::default(),
        version: fact.as_ref().map_or(0, |fact| fact.version),
        value: Field::new("value", value),
        tlp: Field::new("tlp", tlp),
        title,
        name,
        theirs: None,
    })
}

/// Keeps one fact.
pub async fn save(Path(name): Path<String>, form: Form) -> Result<Response> {
    let value = typed::line(&form, "value");
    let mut tlp = Field::new("tlp", form.field("tlp"));
    let label = typed::label_of(tlp.value());
    // A fact that is taken away needs no label.
    if label.is_none() && !value.value().is_empty() {
        tlp.refuse("Choose to whom it may be shown");
    }
    let version: i64 = form.field("version").parse().unwrap_or_default();
    let mut change = form.change().await?;
    let (organisation, fact) = find(&mut change.tx, &change.read, &name).await?;
    let stands = fact.as_ref().map_or(0, |fact| fact.version);
    let refusal = Refusal::of([&value, &tlp]).or_else(|| (stands != version).then(|| Refusal::changed(CHANGED)));
    if let Some(refusal) = refusal {
        let title = text::words::capital(words(&name));
        let theirs = fact
            .filter(|_| stands != version)
            .map(|fact| match fact.value.as_str() {
                "" => ui::Markup::text("It was taken away."),
                value => typed::with_label(value, &fact.tlp),
            });
        return refusal.answer(around(&change.read, &title), |shell, errors| {
            Page::of(&FactPage {
                shell,
                errors,
                title,
                name,
                version: stands,
                value,
                tlp,
                theirs,
            })
        });
    }
    let label = label.unwrap_or(web::Tlp::AmberStrict);
    let is_same = match &fact {
        None => value.value().is_empty(),
        Some(fact) => fact.value == value.value() && (fact.value.is_empty() || fact.tlp == label.as_str()),
    };
    if is_same {
        return Ok(see_other("/organisation/facts?done=same"));
    }
    let (read, tx) = (&change.read, &mut change.tx);
    if !store::save(tx, organisation.id, &name, value.value(), label, version, read.now).await? {
        return Err(Error::BadRequest(CHANGED.to_owned()));
    }
    let act = Act::by(read, "local_fact.changed")
        .on("local_fact", &name)
        .with("before", fact.map(|fact| fact.value).unwrap_or_default())
        .with("after", value.value())
        .with("tlp", label.as_str());
    audit::record(tx, &act, read.now).await?;
    change.commit().await?;
    Ok(see_other("/organisation/facts?done=saved"))
}
