//! Giving an organisation a host name, and taking it away.

use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use ui::form::Field;
use web::{Change, Error, Form, Found as _, Read, Result, see_other};

use super::{model::name_of, store};
use crate::{
    Settings,
    asking::Asking,
    audit::{self, Act},
    organisation::{self, Organisation},
};

/// Adds a host name.
pub async fn add(Path(path): Path<String>, form: Form) -> Result<Response> {
    let mut field = Field::new("host", form.field("host"));
    let name = match name_of(field.value()) {
        Ok(name) if is_the_hubs(&form, &name) => {
            field.refuse("That is the hub's own host name, which is read by everybody");
            None
        }
        Ok(name) => Some(name),
        Err(wrong) => {
            field.refuse(wrong.to_string());
            None
        }
    };
    let mut change = form.change().await?;
    let organisation = organisation::named(&mut change.tx, &path).await?;
    if let Some(name) = name {
        if store::add(&mut change.tx, organisation.id, &name, change.read.now).await? {
            return kept(change, &organisation, "host_name.added", &name, "host-added").await;
        }
        let own = store::list(&mut change.tx, organisation.id).await?;
        field.refuse(if own.contains(&name) {
            format!("{} has that host name already", organisation.name)
        } else {
            "Another organisation has that host name already".to_owned()
        });
    }
    let page = organisation::show::page(
        &mut change.tx,
        &change.read,
        organisation,
        field,
        Field::empty("domain"),
    );
    Ok(page
        .await?
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

fn is_the_hubs(form: &Form, name: &str) -> bool {
    let public_url = form.read.shared.get::<Settings>().public_url.as_deref();
    let public_url = public_url.and_then(|url| url::Url::parse(url).ok());
    public_url.is_some_and(|url| url.host_str() == Some(name))
}

/// Asks before a host name is removed.
pub async fn ask_removal(Path((path, name)): Path<(String, String)>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let organisation = organisation::named(&mut tx, &path).await?;
    let names = store::list(&mut tx, organisation.id).await?;
    let name = names.into_iter().find(|known| *known == name).found("host name")?;
    let question = format!("Remove {name} from {}?", organisation.name);
    let consequence = format!(
        "Whoever reads the hub under {name} no longer sees the numbers and names of {} there. It can be added again.",
        organisation.name
    );
    Asking::new(
        organisation::show::below(&read, &organisation, &question),
        consequence,
        "Remove this host name",
    )
    .keep("Keep it", format!("/hub/organisations/{}#hosts", organisation.id))
    .answer()
}

/// Removes a host name. It can be added again.
pub async fn remove(Path((path, name)): Path<(String, String)>, form: Form) -> Result<Response> {
    let mut change = form.change().await?;
    let organisation = organisation::named(&mut change.tx, &path).await?;
    if !store::remove(&mut change.tx, organisation.id, &name, change.read.now).await? {
        return Err(Error::NotFound("host name"));
    }
    kept(change, &organisation, "host_name.removed", &name, "host-removed").await
}

async fn kept(
    mut change: Change,
    organisation: &Organisation,
    action: &'static str,
    name: &str,
    done: &str,
) -> Result<Response> {
    let act = Act::by(&change.read, action)
        .in_organisation(Some(organisation.id))
        .on("organisation", organisation.id)
        .with("host", name);
    audit::record(&mut change.tx, &act, change.read.now).await?;
    change.commit().await?;
    Ok(see_other(&format!(
        "/hub/organisations/{}?done={done}#hosts",
        organisation.id
    )))
}
