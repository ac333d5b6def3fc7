//! Inviting somebody by the hub's own administrators: into the hub's own roles, or as the first of an
//! organisation.

use askama::Template;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use ui::form::{Errors, Field};
use web::{Error, Form, HubRole, ROLES, Read, Result, Role};

use super::{hub_role::chosen, pages::hub_role_choices, store};
use crate::{
    audit::{self, Act},
    form::{below, email, page_with, private, refused},
    link::{self, Kind, Link},
    organisation,
};

#[derive(Template)]
#[template(path = "person/invitation.html")]
struct InvitationPage {
    shell: ui::Shell,
    errors: Errors,
    email: Field,
    hub_role: Field,
    organisation: Field,
    organisation_role: Field,
}

impl InvitationPage {
    fn blank(read: &Read) -> Self {
        Self {
            shell: below(read, "Invite somebody", &[("People of this hub", "/hub/people")]),
            errors: Errors::default(),
            email: Field::empty("email"),
            hub_role: Field::new("role", "none"),
            organisation: Field::new(
                "organisation",
                read.asked("organisation").into_iter().next().unwrap_or_default(),
            ),
            organisation_role: Field::new("organisation_role", Role::Administrator.as_str()),
        }
    }

    fn of(form: &Form) -> Self {
        Self {
            email: email("email", form.field("email")),
            hub_role: Field::new("role", form.field("role")),
            organisation: Field::new("organisation", form.field("organisation")),
            organisation_role: Field::new("organisation_role", form.field("organisation_role")),
            ..Self::blank(&form.read)
        }
    }

    fn is_fine(&self) -> bool {
        self.email.is_fine() && self.organisation.is_fine()
    }

    fn refuse(mut self) -> Result<Response> {
        self.errors = Errors::of([&self.email, &self.organisation]);
        self.shell = refused(self.shell);
        page_with(&self, StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn hub_choices(&self) -> ui::Radios {
        hub_role_choices(&self.hub_role)
    }

    fn choices(&self) -> ui::Radios {
        let radios = ui::Radios::new("Role there", &self.organisation_role);
        ROLES.iter().fold(radios, |radios, (_, word, name, about)| {
            radios.hinted(word, name, about)
        })
    }
}

pub(super) async fn show(read: Read) -> Result<Response> {
    page_with(&InvitationPage::blank(&read), StatusCode::OK)
}

pub(super) async fn send(headers: HeaderMap, form: Form) -> Result<Response> {
    let mut page = InvitationPage::of(&form);
    let hub_role = chosen(page.hub_role.value())?;
    let role: Role = page
        .organisation_role
        .value()
        .parse()
        .map_err(|_| Error::BadRequest("Choose one of the roles on the page.".into()))?;
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let organisation = match page.organisation.value() {
        "" => None,
        typed => {
            let found = organisation::store::find_by_words(&mut tx, typed).await?;
            if found.is_none() {
                page.organisation.refuse(
                    "There is no organisation of this name. Look it up in the list of organisations, or add it first",
                );
            }
            found
        }
    };
    if page.email.is_fine()
        && organisation.is_none()
        && store::find_by_email(&mut tx, page.email.value()).await?.is_some()
    {
        page.email
            .refuse("This person is here already. Find them in the list to change their role");
    }
    if !page.is_fine() {
        return page.refuse();
    }
    let organisation = organisation.map(|organisation| organisation.id);
    link::store::replace(&mut tx, page.email.value(), organisation).await?;
    let link = Link {
        email: page.email.value().to_owned(),
        organisation_id: organisation,
        role: organisation.map(|_| role.as_str().to_owned()),
        hub_role: hub_role.map(|role| role.as_str().to_owned()),
        ..Link::new(Kind::Invitation, read.now)
    };
    let shown = link::hand_over(&mut tx, &read, &headers, &link).await?;
    let act = Act::by(&read, "person.invited")
        .in_organisation(organisation)
        .on("link", link.id);
    let act = act.with("email", page.email.value());
    let act = act.with("role", link.role.as_deref().unwrap_or_default());
    audit::record(
        &mut tx,
        &act.with("hub-role", hub_role.map_or("", HubRole::as_str)),
        read.now,
    )
    .await?;
    tx.commit().await?;
    Ok(private(link::handed_over(
        &read,
        "Invited",
        &link,
        shown,
        "/hub/people",
    )?))
}
