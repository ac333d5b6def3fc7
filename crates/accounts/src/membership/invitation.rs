//! Inviting somebody into an organisation. Whether the address has an account already is told to nobody.

use askama::Template;
use axum::{extract::Path, response::Response};
use http::HeaderMap;
use ui::form::{Errors, Field};
use web::{Error, Form, Found as _, Read, Result, Role, see_other};

use super::{
    pages::{ABOVE, own, role_choices},
    store,
};
use crate::{
    asking::Asking,
    audit::{self, Act},
    form::{below, email, judged, page_with, private},
    link::{self, Kind, Link, LinkId},
    person,
};

#[derive(Template)]
#[template(path = "membership/invitation.html")]
struct InvitationPage {
    shell: ui::Shell,
    errors: Errors,
    email: Field,
    role: Field,
}

impl InvitationPage {
    fn choices(&self) -> ui::Radios {
        role_choices("Their role", &self.role)
    }
}

fn page(read: &Read, email: Field, role: Field) -> Result<Response> {
    let shell = below(read, "Invite somebody", &ABOVE);
    let errors = Errors::of([&email, &role]);
    let (shell, status) = judged(shell, &errors);
    let page = InvitationPage {
        shell,
        errors,
        email,
        role,
    };
    page_with(&page, status)
}

pub(super) async fn show(read: Read) -> Result<Response> {
    page(&read, Field::empty("email"), Field::new("role", Role::Member.as_str()))
}

pub(super) async fn send(headers: HeaderMap, form: Form) -> Result<Response> {
    let mut address = email("email", form.field("email"));
    let mut role = Field::new("role", form.field("role"));
    let Ok(chosen) = role.value().parse::<Role>() else {
        role.refuse("Choose their role");
        return page(&form.read, address, role);
    };
    if !address.is_fine() {
        return page(&form.read, address, role);
    }
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let organisation = own(&read)?;
    if let Some(owner) = person::store::find_by_email(&mut tx, address.value()).await?
        && store::role(&mut tx, organisation, owner.id).await?.is_some()
    {
        address.refuse("This person belongs to your organisation already");
        return page(&read, address, role);
    }
    link::store::replace(&mut tx, address.value(), Some(organisation)).await?;
    let link = Link {
        email: address.value().to_owned(),
        organisation_id: Some(organisation),
        role: Some(chosen.as_str().to_owned()),
        ..Link::new(Kind::Invitation, read.now)
    };
    let shown = link::hand_over(&mut tx, &read, &headers, &link).await?;
    let act = Act::by(&read, "person.invited").on("link", link.id);
    let act = act.with("email", address.value()).with("role", chosen.as_str());
    audit::record(&mut tx, &act, read.now).await?;
    tx.commit().await?;
    Ok(private(link::handed_over(
        &read,
        "Invited",
        &link,
        shown,
        "/organisation/people",
    )?))
}

pub(super) async fn ask_withdrawal(Path(link): Path<String>, read: Read) -> Result<Response> {
    let link: LinkId = link.parse().map_err(|_| Error::NotFound("invitation"))?;
    let email = link::store::email(&mut read.tx().await?, own(&read)?, link)
        .await?
        .found("invitation")?;
    let shell = below(&read, &format!("Withdraw the invitation of {email}?"), &ABOVE);
    let consequence = "The link that they were given works no longer. You can invite them again.";
    Asking::new(shell, consequence, "Withdraw the invitation")
        .keep("Let it stand", "/organisation/people#invitations")
        .answer()
}

pub(super) async fn withdraw(Path(link): Path<String>, form: Form) -> Result<Response> {
    let link: LinkId = link.parse().map_err(|_| Error::NotFound("invitation"))?;
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let email = link::store::withdraw(&mut tx, own(&read)?, link)
        .await?
        .found("invitation")?;
    let act = Act::by(&read, "invitation.withdrawn")
        .on("link", link)
        .with("email", email);
    audit::record(&mut tx, &act, read.now).await?;
    tx.commit().await?;
    Ok(see_other("/organisation/people?done=withdrawn"))
}
