//! Merging one organisation into another: choosing the other, seeing in numbers what goes along, doing it.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use ui::form::{Errors, Field};
use web::{Error, Form, GoesAlong, Merging, Page, Read, Result, see_other};

use super::store;
use crate::{
    around::Refusal,
    audit::{self, Act},
    organisation::{self, Organisation, list, show::below},
};

#[derive(Template)]
#[template(path = "merge/choose.html")]
struct ChoosePage {
    shell: ui::Shell,
    from: Organisation,
    base: String,
    search: Field,
    rows: Vec<ui::Row>,
    next: Option<String>,
}

/// Into which one?
pub async fn choose(Path(path): Path<String>, read: Read) -> Result<Page> {
    let mut tx = read.tx().await?;
    let from = live(&mut tx, &path).await?;
    let search = list::asked(&read);
    let (listed, next) = list::page(&mut tx, &read, search.value()).await?;
    let base = format!("/hub/organisations/{}/merge", from.id);
    let rows = listed
        .iter()
        .filter(|listed| listed.id != from.id)
        .map(|listed| list::row(listed, &format!("{base}/{}", listed.id)))
        .collect();
    Page::of(&ChoosePage {
        shell: below(&read, &from, &format!("Merge {} into another", from.name)),
        next: next.map(|id| list::address(&base, search.value(), id)),
        from,
        base,
        search,
        rows,
    })
}

#[derive(Template)]
#[template(path = "merge/ask.html")]
struct AskPage {
    shell: ui::Shell,
    errors: Errors,
    from: Organisation,
    into: Organisation,
    goes_along: Vec<GoesAlong>,
}

async fn live(tx: &mut db::Tx, path: &str) -> Result<Organisation> {
    let organisation = organisation::named(tx, path).await?;
    match organisation.merged_into_id {
        None => Ok(organisation),
        Some(_) => Err(Error::NotFound("organisation")),
    }
}

/// Whether the one has merged into the other already: then there is nothing left to do.
async fn are_one(tx: &mut db::Tx, from: &str, into: &str) -> Result<Option<Response>> {
    let (from, into) = (
        organisation::named(tx, from).await?,
        organisation::named(tx, into).await?,
    );
    let are_one = from.merged_into_id == Some(into.id);
    Ok(are_one.then(|| see_other(&format!("/hub/organisations/{}?done=merged-already", into.id))))
}

async fn both(tx: &mut db::Tx, from: &str, into: &str) -> Result<(Organisation, Organisation)> {
    let (from, into) = (live(tx, from).await?, live(tx, into).await?);
    if from.id == into.id {
        return Err(Error::NotFound("organisation"));
    }
    Ok((from, into))
}

fn merging(read: &Read, from: &Organisation, into: &Organisation) -> Merging {
    Merging {
        from: from.id,
        from_slug: from.slug.clone(),
        into: into.id,
        now: read.now,
    }
}

/// What every feature says would go along.
async fn foretell(tx: &mut db::Tx, read: &Read, merging: &Merging) -> Result<Vec<GoesAlong>> {
    let mut all = Vec::new();
    for part in read.merge_parts() {
        all.extend((part.foretell)(tx, merging).await?);
    }
    Ok(all)
}

/// Asks, and says in numbers what goes along.
pub async fn ask(Path((from, into)): Path<(String, String)>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    if let Some(answer) = are_one(&mut tx, &from, &into).await? {
        return Ok(answer);
    }
    let (from, into) = both(&mut tx, &from, &into).await?;
    let goes_along = foretell(&mut tx, &read, &merging(&read, &from, &into)).await?;
    let title = format!("Merge {} into {}?", from.name, into.name);
    let page = Page::of(&AskPage {
        shell: below(&read, &from, &title),
        errors: Errors::default(),
        from,
        into,
        goes_along,
    })?;
    Ok(page.into_response())
}

/// Merges, all or nothing.
pub async fn merge(Path((from, into)): Path<(String, String)>, form: Form) -> Result<Response> {
    let seen = |name: &str| form.field(name).parse::<i64>().unwrap_or_default();
    let (seen_from, seen_into) = (seen("from_version"), seen("into_version"));
    let mut change = form.change().await?;
    if let Some(answer) = are_one(&mut change.tx, &from, &into).await? {
        return Ok(answer);
    }
    let (from, into) = both(&mut change.tx, &from, &into).await?;
    let merging = merging(&change.read, &from, &into);
    let goes_along = foretell(&mut change.tx, &change.read, &merging).await?;
    let is_stale = (from.version, into.version) != (seen_from, seen_into);
    if is_stale || !store::end(&mut change.tx, &from, &into, &merging).await? {
        let title = format!("Merge {} into {}?", from.name, into.name);
        let words = "Somebody changed one of the two while you were looking. Look again before you merge them";
        return Refusal::changed(words).answer(below(&change.read, &from, &title), |shell, errors| {
            Page::of(&AskPage {
                shell,
                errors,
                from,
                into,
                goes_along,
            })
        });
    }
    let parts = change.read.merge_parts().to_vec();
    for part in parts {
        (part.carry)(&mut change.tx, &merging).await?;
    }
    note(&mut change, &from, &into, &goes_along).await?;
    change.commit().await?;
    Ok(see_other(&format!("/hub/organisations/{}?done=merged", into.id)))
}

/// In the trail of each of the two.
async fn note(
    change: &mut web::Change,
    from: &Organisation,
    into: &Organisation,
    goes_along: &[GoesAlong],
) -> Result<()> {
    let counted: Vec<String> = goes_along.iter().map(GoesAlong::in_words).collect();
    for (whose, other) in [(from, into), (into, from)] {
        let act = Act::by(&change.read, "organisation.merged")
            .in_organisation(Some(whose.id))
            .on("organisation", other.id)
            .with("from", from.name.as_str())
            .with("into", into.name.as_str())
            .with("went_along", counted.join(", "));
        audit::record(&mut change.tx, &act, change.read.now).await?;
    }
    Ok(())
}
