//! Finding the right provider, by the domain of an address or by the name of an organisation.

use askama::Template;
use db::Tx;
use ui::form::{Errors, Field};
use web::{Form, Page, Read, Result};

use super::store::{self, Offering};
use crate::{
    form::judged,
    joining::{domain_of, joins},
    sign_in::{Next, with_next},
    words,
};

const TITLE: &str = "Sign in with your work account";

#[derive(Template)]
#[template(path = "single_sign_on/find.html")]
struct FindPage {
    shell: ui::Shell,
    errors: Errors,
    who: Field,
    next: String,
    found: Vec<(String, String)>,
}

/// Asks who somebody works for.
pub(super) async fn ask(read: Read) -> Result<Page> {
    let next = Next::asked(&read);
    page(&read, Field::empty("who"), next.as_ref(), Vec::new())
}

/// Says where to go on. It is a page with a link, as forms lead to pages of the hub only.
pub(super) async fn find(form: Form) -> Result<Page> {
    let next = Next::of(form.field("next"));
    let mut who = Field::new("who", form.field("who"));
    let read = form.read;
    let mut found = Vec::new();
    if who.trimmed().is_empty() {
        who.refuse("Enter your work e-mail address, or the name of your organisation");
    } else {
        let mut tx = read.tx().await?;
        found = offering(&mut tx, who.trimmed()).await?;
        if found.is_empty() {
            who.refuse(
                "No organisation here has single sign-on by that name or address. Check it, or sign in another way",
            );
        }
    }
    page(&read, who, next.as_ref(), found)
}

/// It looks at domains and names of organisations, and never at whether a person is known.
async fn offering(tx: &mut Tx, who: &str) -> Result<Vec<Offering>> {
    if !who.contains('@') {
        return Ok(store::offering_named(tx, who).await?);
    }
    let organisation = match domain_of(who) {
        Some(domain) => joins(tx, &domain).await?,
        None => None,
    };
    match organisation {
        Some(organisation) => Ok(store::offering(tx, organisation).await?.into_iter().collect()),
        None => Ok(Vec::new()),
    }
}

fn page(read: &Read, who: Field, next: Option<&Next>, found: Vec<Offering>) -> Result<Page> {
    let errors = Errors::of([&who]);
    let (shell, status) = judged(words::shell_of_sign_in(read, TITLE), &errors);
    let link = |offering: Offering| {
        let address = with_next(&format!("/sign-in/single/{}", offering.slug), next);
        (offering.name, address)
    };
    let page = Page::of(&FindPage {
        shell,
        errors,
        who,
        next: next.map(|next| next.as_str().to_owned()).unwrap_or_default(),
        found: found.into_iter().map(link).collect(),
    })?;
    Ok(page.with_status(status))
}
