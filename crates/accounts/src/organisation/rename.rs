//! Renaming: another name, kind or nation. The old address leads on.

use askama::Template;
use axum::{extract::Path, response::Response};
use ui::form::{Errors, Field};
use web::{Error, Form, Page, Read, Result, see_other};

use super::{add::ByHand, model::Organisation, named, show::below, store};
use crate::{
    around::Refusal,
    audit::{self, Act},
};

const TITLE: &str = "Rename";

#[derive(Template)]
#[template(path = "organisation/rename.html")]
struct RenamePage {
    shell: ui::Shell,
    errors: Errors,
    organisation: Organisation,
    form: ByHand,
    /// What stands now, when somebody else was faster.
    theirs: Option<String>,
}

fn around(read: &Read, organisation: &Organisation) -> ui::Shell {
    below(read, organisation, &format!("{TITLE} {}", organisation.name))
}

/// The form.
pub async fn ask(Path(path): Path<String>, read: Read) -> Result<Page> {
    let organisation = live(&mut read.tx().await?, &path).await?;
    let form = ByHand {
        name: Field::new("name", organisation.name.as_str()),
        kind: Field::new("kind", organisation.kind.as_str()),
        nation: Field::new("nation", organisation.nation.as_str()),
    };
    Page::of(&RenamePage {
        shell: around(&read, &organisation),
        errors: Errors::default(),
        organisation,
        form,
        theirs: None,
    })
}

async fn live(tx: &mut db::Tx, path: &str) -> Result<Organisation> {
    let organisation = named(tx, path).await?;
    match organisation.merged_into_id {
        None => Ok(organisation),
        Some(_) => Err(Error::NotFound("organisation")),
    }
}

/// Keeps the new name.
pub async fn rename(Path(path): Path<String>, form: Form) -> Result<Response> {
    let mut filled = ByHand::filled(&form);
    let version: i64 = form.field("version").parse().unwrap_or_default();
    let mut change = form.change().await?;
    let organisation = live(&mut change.tx, &path).await?;
    if text::words::folded(filled.name.value()) != text::words::folded(&organisation.name) {
        filled.refuse_namesake(&mut change.tx, organisation.id).await?;
    }
    let refusal = Refusal::of(filled.fields()).or_else(|| {
        let is_stale = organisation.version != version;
        is_stale.then(|| Refusal::changed(crate::around::CHANGED))
    });
    if let Some(refusal) = refusal {
        let is_stale = organisation.version != version;
        let theirs = is_stale.then(|| organisation.name.clone());
        return refusal.answer(around(&change.read, &organisation), |shell, errors| {
            Page::of(&RenamePage {
                shell,
                errors,
                organisation,
                form: filled,
                theirs,
            })
        });
    }
    let slug = text::slug::of(filled.name.value());
    let is_same_name = filled.name.value() == organisation.name;
    let slug = if is_same_name {
        organisation.slug.clone()
    } else {
        store::free_slug(&mut change.tx, &slug, organisation.id).await?
    };
    let renamed = Organisation {
        name: filled.name.value().to_owned(),
        kind: filled.kind.value().to_owned(),
        nation: filled.nation.value().to_owned(),
        slug,
        ..organisation.clone()
    };
    if renamed == organisation {
        let same = format!("/hub/organisations/{}?done=same", organisation.id);
        return Ok(see_other(&same));
    }
    if !store::rename(&mut change.tx, &renamed, change.read.now).await? {
        return Err(Error::BadRequest(crate::around::CHANGED.to_owned()));
    }
    let act = Act::by(&change.read, "organisation.renamed")
        .in_organisation(Some(organisation.id))
        .on("organisation", organisation.id)
        .with("before", organisation.name.as_str())
        .with("after", renamed.name.as_str());
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other(&format!(
        "/hub/organisations/{}?done=renamed",
        organisation.id
    )))
}
