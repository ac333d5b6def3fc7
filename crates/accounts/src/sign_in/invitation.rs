//! Opening a link that lets somebody in for the first time: an invitation, the first start of a hub, or a
//! new beginning for somebody who is here.
//!
//! Looking at the page uses nothing up: programs that check mail look at links too. An invitation for an
//! address that has an account adds what it gives to the account, and only to its owner, who signs in for
//! it: whoever holds the link does not get the account.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use db::Tx;
use http::StatusCode;
use ui::form::{Errors, Field};
use web::{Error, Form, HubRole, PersonId, Read, Result, Role, see_other};

use super::{
    next::{Next, with_next},
    pending::{self, Step},
};
use crate::{
    Settings,
    audit::{self, Act},
    form::{self, judged, page_with, shell, with_cookies},
    link::{self, Kind, Link},
    membership, organisation,
    person::{self, Person},
    secret::Token,
    session, ways_in,
};

const GONE: &str = "If you were invited, ask whoever invited you for a new link.";
/// The same, where nobody keeps the hub yet, so that a start prints a new link.
const GONE_AT_FIRST: &str = "If you were invited, ask whoever invited you for a new link. If you run this hub, start it again: it prints a new one.";

#[derive(Template)]
#[template(path = "sign_in/gone.html")]
struct GonePage {
    shell: ui::Shell,
    advice: &'static str,
}

/// The page that says that a link works no longer.
pub(super) fn gone(read: &Read, advice: &'static str) -> Result<Response> {
    let shell = shell(read, "This link works no longer");
    page_with(&GonePage { shell, advice }, StatusCode::NOT_FOUND)
}

/// The same, with advice for whoever runs a hub that has no administrator yet.
async fn gone_from(tx: &mut Tx, read: &Read) -> Result<Response> {
    let has_administrator = ways_in::has_administrator(tx).await?;
    gone(read, if has_administrator { GONE } else { GONE_AT_FIRST })
}

#[derive(Template)]
#[template(path = "sign_in/other_account.html")]
struct OtherAccountPage {
    shell: ui::Shell,
}

#[derive(Template)]
#[template(path = "sign_in/invitation.html")]
struct InvitationPage {
    shell: ui::Shell,
    title: &'static str,
    about: String,
    errors: Errors,
    asks_name: bool,
    asks_email: bool,
    name: Field,
    email: Field,
}

/// A link that works, and what it asks.
struct Opened {
    link: Link,
    kind: Kind,
    /// Who has its address already.
    owner: Option<Person>,
    organisation: Option<String>,
}

impl Opened {
    async fn of(tx: &mut Tx, token: &str, read: &Read) -> Result<Option<Self>> {
        let Some(token) = Token::shown(token) else {
            return Ok(None);
        };
        let Some(link) = link::store::find(tx, &token, read.now).await? else {
            return Ok(None);
        };
        let Some(kind) = link.kind().filter(|kind| *kind != Kind::Recovery) else {
            return Ok(None);
        };
        let owner = match link.person_id {
            Some(person) => person::store::find(tx, person).await?,
            None => person::store::find_by_email(tx, &link.email).await?,
        };
        let organisation = match link.organisation_id {
            Some(organisation) => organisation::store::find(tx, organisation).await?,
            None => None,
        };
        let organisation = organisation.map(|organisation| organisation.name);
        Ok(Some(Self {
            link,
            kind,
            owner,
            organisation,
        }))
    }

    /// Whether it adds to an account that its owner signs in to in some way already.
    fn is_for_an_account(&self) -> bool {
        self.kind == Kind::Invitation && self.link.person_id.is_none() && self.owner.is_some()
    }

    fn about(&self, hub: &str) -> (&'static str, String) {
        match (self.kind, &self.organisation) {
            (Kind::First, _) => (
                "Become the first administrator",
                format!("You run {hub}. You decide which organisations and people are here."),
            ),
            (Kind::SetUp, _) => (
                "Set up how you sign in",
                format!("Choose how you sign in to {hub} from now on. It takes a few minutes, once."),
            ),
            (_, None) => ("You are invited", format!("You are invited to {hub}.")),
            (_, Some(organisation)) => (
                "You are invited",
                match self.link.role() {
                    None | Some(Role::Member) => format!("{organisation} invites you to {hub}."),
                    Some(role) => format!("{organisation} invites you to {hub} as {}.", role.name().to_lowercase()),
                },
            ),
        }
    }

    fn page(&self, read: &Read, name: Field, email: Field) -> Result<Response> {
        let (title, about) = self.about(&read.shared.get::<Settings>().hub_name);
        let errors = Errors::of([&name, &email]);
        let (shell, status) = judged(shell(read, title), &errors);
        let page = InvitationPage {
            shell,
            title,
            about,
            errors,
            asks_name: self.owner.is_none(),
            asks_email: self.kind == Kind::First,
            name,
            email,
        };
        page_with(&page, status)
    }

    /// What somebody gets who must sign in, or sign in as somebody else, before this link gives them anything.
    fn elsewhere(&self, read: &Read) -> Result<Option<Response>> {
        let is_theirs = self
            .owner
            .as_ref()
            .is_some_and(|owner| read.viewer.person == Some(owner.id));
        if !self.is_for_an_account() || is_theirs {
            return Ok(None);
        }
        if read.viewer.is_stranger() {
            let next = Next::to_link(&read.path);
            return Ok(Some(see_other(&with_next("/sign-in", next.as_ref()))));
        }
        let shell = shell(read, "This invitation is for another account");
        page_with(&OtherAccountPage { shell }, StatusCode::FORBIDDEN).map(Some)
    }
}

pub(super) async fn show(Path(token): Path<String>, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    let Some(opened) = Opened::of(&mut tx, &token, &read).await? else {
        return gone_from(&mut tx, &read).await;
    };
    if let Some(elsewhere) = opened.elsewhere(&read)? {
        return Ok(elsewhere);
    }
    let name = Field::new("name", opened.link.name.as_str());
    let email = Field::new("email", opened.link.email.as_str());
    opened.page(&read, name, email)
}

pub(super) async fn send(Path(token): Path<String>, form: Form) -> Result<Response> {
    let (typed_name, typed_email) = (form.field("name").to_owned(), form.field("email").to_owned());
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let Some(mut opened) = Opened::of(&mut tx, &token, &read).await? else {
        return gone_from(&mut tx, &read).await;
    };
    if let Some(elsewhere) = opened.elsewhere(&read)? {
        return Ok(elsewhere);
    }
    if let Some(organisation) = opened.link.organisation_id {
        opened.link.organisation_id = Some(organisation::store::hold(&mut tx, organisation).await?);
    }
    let name = match &opened.owner {
        Some(owner) => Field::new("name", owner.name.as_str()),
        None => form::required("name", &typed_name, "Enter your name"),
    };
    let mut email = match opened.kind {
        Kind::First => form::email("email", &typed_email),
        _ => Field::new("email", opened.link.email.as_str()),
    };
    if opened.kind == Kind::First && email.is_fine() {
        match person::store::find_by_email(&mut tx, email.value()).await? {
            // Somebody began and did not come to the end.
            Some(person) if may_go_on(&mut tx, &person).await? => opened.owner = Some(person),
            Some(_) => email.refuse(
                "Somebody here has this address. Use another, or make them administrator with `watchward person add`",
            ),
            None => {}
        }
    }
    if !name.is_fine() || !email.is_fine() {
        return opened.page(&read, name, email);
    }
    if !link::store::take(&mut tx, opened.link.id).await? {
        return gone_from(&mut tx, &read).await;
    }
    if opened.kind == Kind::First && ways_in::has_administrator(&mut tx).await? {
        return gone_from(&mut tx, &read).await;
    }
    let person = match &opened.owner {
        Some(owner) if owner.is_disabled => return gone_from(&mut tx, &read).await,
        Some(owner) => owner.id,
        None => add(&mut tx, &read, &opened, name.value(), email.value()).await?,
    };
    give(&mut tx, &read, &opened, person).await?;
    if opened.is_for_an_account() {
        tx.commit().await?;
        return Ok(see_other("/account?done=joined"));
    }
    // Whoever is signed in here as somebody else is no longer.
    if let (Some(viewer), Some(session)) = (read.viewer.person, read.viewer.session) {
        session::store::end(&mut tx, viewer, session).await?;
    }
    let settings = read.shared.get::<Settings>();
    let cookie = pending::begin(&mut tx, settings, person, Step::SetUp, read.now).await?;
    tx.commit().await?;
    Ok(with_cookies(see_other("/sign-in/set-up").into_response(), [cookie]))
}

/// Whether somebody is an administrator of the hub who has no way to sign in yet.
async fn may_go_on(tx: &mut Tx, person: &Person) -> Result<bool> {
    let is_administrator = person.hub_role() == Some(HubRole::Administrator);
    Ok(is_administrator && ways_in::count(tx, person.id).await? == 0)
}

async fn add(tx: &mut Tx, read: &Read, opened: &Opened, name: &str, email: &str) -> Result<PersonId> {
    let hub_role = match opened.kind {
        Kind::First => Some(HubRole::Administrator),
        _ => opened.link.hub_role(),
    };
    let person = Person {
        hub_role: hub_role.map(|role| role.as_str().to_owned()),
        ..Person::new(name, email)
    };
    person::store::add(tx, &person, read.now).await?;
    let act = Act::by(read, "person.added").actor(person.id).on("person", person.id);
    let act = act.with("name", name).with("email", email);
    let act = act.with("hub-role", hub_role.map_or("", HubRole::as_str));
    audit::record(tx, &act, read.now).await?;
    Ok(person.id)
}

/// Gives a person what an invitation promises beside an account.
async fn give(tx: &mut Tx, read: &Read, opened: &Opened, person: PersonId) -> Result<()> {
    let Some(organisation) = opened.link.organisation_id else {
        return Ok(());
    };
    let role = opened
        .link
        .role()
        .ok_or_else(|| Error::failed("an invitation without a role"))?;
    // Whoever belongs to it already keeps the role that they have.
    if membership::store::role(tx, organisation, person).await?.is_some() {
        return Ok(());
    }
    membership::store::save(tx, organisation, person, role, "invitation", read.now).await?;
    session::store::rotate_all(tx, person).await?;
    let act = Act::by(read, "membership.began").actor(person);
    let act = act
        .in_organisation(Some(organisation))
        .on("person", person)
        .with("role", role.as_str());
    audit::record(tx, &act, read.now).await
}
