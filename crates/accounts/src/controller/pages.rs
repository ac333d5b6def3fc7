//! Adding, changing and removing the controllers beside one's own organisation.

use askama::Template;
use axum::{extract::Path, response::Response};
use ui::form::Errors;
use web::{Change, Error, Form, Found as _, Page, Read, Result, see_other};

use super::{
    form::ControllerForm,
    model::{Controller, ControllerFact, ControllerId},
    shown::{self, Shown},
    store,
};
use crate::{
    around::{CHANGED, Refusal, done},
    asking::Asking,
    audit::{self, Act},
    form::below,
    organisation::{self, Organisation},
    typed,
};

const TITLE: &str = "Controllers in their own right";
const ADD: &str = "Add a controller";
const DONE: [(&str, &str); 4] = [
    ("same", "That is what stood there already. Nothing was changed."),
    ("added", "The controller was added."),
    ("saved", "Saved. Pages show it within a second."),
    ("removed", "The controller was removed."),
];

#[derive(Template)]
#[template(path = "controller/list.html")]
struct ListPage {
    shell: ui::Shell,
    done: Option<ui::NotificationBanner>,
    controllers: Vec<Shown>,
    may_add: bool,
}

/// All of them.
pub async fn list(read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    let organisation = organisation::own(&mut tx, &read).await?;
    let controllers = shown::all(&mut tx, organisation.id).await?;
    Page::of(&ListPage {
        shell: below(&read, TITLE, &[("Your organisation", "/organisation")]),
        done: done(&read, &DONE),
        may_add: controllers.len() < store::MOST,
        controllers,
    })
}

#[derive(Template)]
#[template(path = "controller/form.html")]
struct FormPage {
    shell: ui::Shell,
    errors: Errors,
    title: String,
    action: String,
    form: ControllerForm,
    labels: Vec<(&'static str, String)>,
    /// What stands now, when somebody else was faster.
    theirs: Option<Shown>,
    is_known: bool,
}

fn around(read: &Read, title: &str) -> ui::Shell {
    below(
        read,
        title,
        &[
            ("Your organisation", "/organisation"),
            (TITLE, "/organisation/controllers"),
        ],
    )
}

fn page(
    shell: ui::Shell,
    errors: Errors,
    of: Option<&Controller>,
    form: ControllerForm,
    theirs: Option<Shown>,
) -> Result<Page> {
    let base = "/organisation/controllers";
    let labels = typed::LABELS
        .iter()
        .map(|(tlp, about)| (*about, typed::label_words(tlp.as_str())));
    Page::of(&FormPage {
        shell,
        errors,
        title: of.map_or(ADD, |controller| &controller.title).to_owned(),
        action: of.map_or_else(|| base.to_owned(), |controller| format!("{base}/{}", controller.id)),
        form,
        labels: labels.collect(),
        theirs,
        is_known: of.is_some(),
    })
}

/// The empty form.
pub async fn ask_new(read: Read) -> Result<Page> {
    let form = ControllerForm::of(None, &[]);
    page(around(&read, ADD), Errors::default(), None, form, None)
}

/// Adds one.
pub async fn add(form: Form) -> Result<Response> {
    let mut filled = ControllerForm::filled(&form);
    if let Some(refusal) = Refusal::of(filled.fields()) {
        return refusal.answer(around(&form.read, ADD), |shell, errors| {
            page(shell, errors, None, filled, None)
        });
    }
    let mut change = form.change().await?;
    let organisation = organisation::own(&mut change.tx, &change.read).await?;
    if store::list(&mut change.tx, organisation.id).await?.len() >= store::MOST {
        return Err(Error::BadRequest(format!(
            "An organisation can have {} controllers. Remove one first.",
            store::MOST
        )));
    }
    let controller = filled.controller(ControllerId::new());
    if let Some(refusal) = namesake(&mut change.tx, &organisation, &controller, &mut filled).await? {
        return refusal.answer(around(&change.read, ADD), |shell, errors| {
            page(shell, errors, None, filled, None)
        });
    }
    let facts = filled.written();
    store::add(&mut change.tx, organisation.id, &controller, &facts, change.read.now).await?;
    kept(change, "controller.added", &controller, "added").await
}

/// Refuses a controller that has the name of another of the organisation.
async fn namesake(
    tx: &mut db::Tx,
    organisation: &Organisation,
    controller: &Controller,
    form: &mut ControllerForm,
) -> Result<Option<Refusal>> {
    let others = store::list(tx, organisation.id).await?;
    let named = text::words::folded(&controller.title);
    let is_taken = |other: &&Controller| other.id != controller.id && text::words::folded(&other.title) == named;
    let Some(other) = others.iter().find(is_taken) else {
        return Ok(None);
    };
    form.refuse_name(&format!(
        "{} stands here already. Change that one, or give this one another name",
        other.title
    ));
    Ok(Refusal::of(form.fields()))
}

async fn find(tx: &mut db::Tx, read: &Read, path: &str) -> Result<(Organisation, Controller, Vec<ControllerFact>)> {
    let id: ControllerId = path.parse().map_err(|_| Error::NotFound("controller"))?;
    let organisation = organisation::own(tx, read).await?;
    let controller = store::find(tx, organisation.id, id).await?.found("controller")?;
    let facts = store::facts(tx, organisation.id).await?.remove(&id).unwrap_or_default();
    Ok((organisation, controller, facts))
}

/// The form of one.
pub async fn ask(Path(path): Path<String>, read: Read) -> Result<Page> {
    let (_, controller, facts) = find(&mut read.tx().await?, &read, &path).await?;
    let form = ControllerForm::of(Some(&controller), &facts);
    let shell = around(&read, &controller.title);
    page(shell, Errors::default(), Some(&controller), form, None)
}

/// Keeps one.
pub async fn save(Path(path): Path<String>, form: Form) -> Result<Response> {
    let mut filled = ControllerForm::filled(&form);
    let mut change = form.change().await?;
    let (organisation, known, facts) = find(&mut change.tx, &change.read, &path).await?;
    let is_stale = known.version != filled.version;
    let refusal = Refusal::of(filled.fields()).or_else(|| is_stale.then(|| Refusal::changed(CHANGED)));
    if let Some(refusal) = refusal {
        filled.version = known.version;
        let theirs = is_stale.then(|| shown::of(&known, &facts));
        return refusal.answer(around(&change.read, &known.title), |shell, errors| {
            page(shell, errors, Some(&known), filled, theirs)
        });
    }
    let controller = filled.controller_of(&known);
    let written = filled.written();
    if controller == known && written == facts {
        return Ok(see_other("/organisation/controllers?done=same"));
    }
    if let Some(refusal) = namesake(&mut change.tx, &organisation, &controller, &mut filled).await? {
        return refusal.answer(around(&change.read, &known.title), |shell, errors| {
            page(shell, errors, Some(&known), filled, None)
        });
    }
    let facts = written;
    if !store::save(&mut change.tx, organisation.id, &controller, &facts, change.read.now).await? {
        return Err(Error::BadRequest(CHANGED.to_owned()));
    }
    kept(change, "controller.changed", &controller, "saved").await
}

/// Asks before one is removed.
pub async fn ask_removal(Path(path): Path<String>, read: Read) -> Result<Response> {
    let (_, controller, facts) = find(&mut read.tx().await?, &read, &path).await?;
    let shell = around(&read, &format!("Remove {}?", controller.title));
    Asking::new(shell, "Its contact details go with it.", "Remove it")
        .facts(shown::of(&controller, &facts).facts)
        .keep("Keep it", "/organisation/controllers")
        .answer()
}

/// Removes one.
pub async fn remove(Path(path): Path<String>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let (organisation, controller, _) = find(&mut change.tx, &change.read, &path).await?;
    store::remove(&mut change.tx, organisation.id, controller.id, change.read.now).await?;
    kept(change, "controller.removed", &controller, "removed").await
}

async fn kept(mut change: Change, action: &'static str, controller: &Controller, done: &str) -> Result<Response> {
    let act = Act::by(&change.read, action)
        .on("controller", controller.id)
        .with("title", controller.title.as_str());
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other(&format!("/organisation/controllers?done={done}")))
}
