//! The page of one's own account.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use web::{Error, Found as _, OrganisationId, PersonId, Read, Result, SessionId};

use crate::{
    Settings, code_app,
    form::{moment, page_with, shell},
    membership::{self, Belonging},
    password,
    person::{self, Person},
    session::{self, Session, browser_in_words, method_in_words},
    sign_in::{Door, ways},
    ways_in,
};

#[derive(Template)]
#[template(path = "account/page.html")]
struct AccountPage {
    shell: ui::Shell,
    done: Option<&'static str>,
    facts: ui::SummaryList,
    organisation: Option<OrganisationId>,
    memberships: Vec<Belonging>,
    sessions: Vec<Shown>,
    idle: String,
    absolute: String,
}

/// A session as its owner sees it.
struct Shown {
    id: SessionId,
    browser: String,
    method: &'static str,
    address: String,
    began: String,
    seen: String,
    is_this: bool,
}

impl Shown {
    fn of(session: &Session, this: Option<SessionId>) -> Self {
        Self {
            id: session.id,
            browser: browser_in_words(&session.agent),
            method: method_in_words(&session.method),
            address: session.address.clone(),
            began: moment(session.began_at),
            seen: moment(session.seen_at),
            is_this: this == Some(session.id),
        }
    }
}

/// Whoever asks: routes of this room are for those who are signed in.
pub(super) fn whoever(read: &Read) -> Result<PersonId> {
    read.viewer.person.ok_or(Error::Forbidden)
}

pub(super) async fn show(read: Read) -> Result<Response> {
    let person = whoever(&read)?;
    let lifetimes = read.shared.get::<Settings>().lifetimes;
    let mut tx = read.tx().await?;
    let owner = person::store::find(&mut tx, person).await?.found("person")?;
    let password = password::store::changed_at(&mut tx, person).await?;
    let app = code_app::store::added_at(&mut tx, person).await?;
    let codes = code_app::store::count_recovery_codes(&mut tx, person).await?;
    let ways = ways(&mut tx, Door::Account, &read).await?;
    let held = ways_in::held(&mut tx, person).await?;
    let memberships = membership::store::list_of_person(&mut tx, person).await?;
    let sessions = session::store::list(&mut tx, person, lifetimes, read.now).await?;
    let mut facts = facts(&owner);
    facts = match app {
        Some(at) => facts
            .row("Code app", format!("Set up {}", moment(at)))
            .action("Change", "/account/code-app", "code app")
            .row("Recovery codes", left(codes))
            .action("Make new ones", "/account/recovery-codes", "recovery codes"),
        None => facts
            .row("Code app", "None")
            .action("Set up", "/account/code-app", "code app"),
    };
    facts = match (password, app) {
        (Some(at), _) => {
            facts
                .row("Password", format!("Chosen {}", moment(at)))
                .action("Change", "/account/password", "password")
        }
        (None, Some(_)) => facts
            .row("Password", "None")
            .action("Choose one", "/account/password", "password"),
        (None, None) => facts.row(
            "Password",
            "None. Set up the code app first: a password works only with it.",
        ),
    };
    for way in ways {
        let (said, action) = match way.address.as_str() {
            "/account/passkeys" => counted(held.passkeys, "Add one"),
            "/account/single-sign-on" => counted(held.work_accounts, "Link one"),
            _ if held.paper_codes == 0 => ("None".to_owned(), "Make codes"),
            _ => (left(held.paper_codes), "Make new ones"),
        };
        facts = facts.row(&way.label, said).action(action, &way.address, &way.label);
    }
    let page = AccountPage {
        shell: shell(&read, "Your account"),
        done: done(&read),
        facts,
        organisation: read.viewer.organisation,
        memberships,
        sessions: sessions
            .iter()
            .map(|session| Shown::of(session, read.viewer.session))
            .collect(),
        idle: how_long(lifetimes.idle),
        absolute: how_long(lifetimes.absolute),
    };
    page_with(&page, StatusCode::OK)
}

fn facts(owner: &Person) -> ui::SummaryList {
    let facts = ui::SummaryList::new()
        .row("Name", &owner.name)
        .action("Change", "/account/name", "name")
        .row("E-mail address", &owner.email);
    match owner.hub_role() {
        Some(role) => facts.row("Role in this hub", role.name()),
        None => facts,
    }
}

/// How many there are, and what can be done about it.
fn counted(number: i64, add: &'static str) -> (String, &'static str) {
    match number {
        0 => ("None".to_owned(), add),
        number => (number.to_string(), "Change"),
    }
}

fn left(codes: i64) -> String {
    match codes {
        0 => "None left".to_owned(),
        1 => "1 left".to_owned(),
        _ => format!("{codes} left"),
    }
}

/// A length of time, in words.
fn how_long(seconds: i64) -> String {
    let counted = |number: i64, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    match (seconds / 3600, seconds % 3600 / 60) {
        (0, minutes) => counted(minutes, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, minutes) => format!("{} and {}", counted(hours, "hour"), counted(minutes, "minute")),
    }
}

/// What was just done, in words.
fn done(read: &Read) -> Option<&'static str> {
    Some(match read.asked("done").first()?.as_str() {
        "name" => "Your name is changed.",
        "password" => "Your password is changed. You are signed out everywhere but here.",
        "session" => "That browser is signed out.",
        "sessions" => "You are signed out everywhere but here.",
        "left" => "You have left the organisation. You see nothing of it any more.",
        "hub-role" => "Your role in this hub is changed.",
        "organisation" => "You now act for another organisation.",
        "joined" => "You have joined. Choose below which organisation you act for.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_said_as_people_say_it() {
        assert_eq!(how_long(1800), "30 minutes");
        assert_eq!(how_long(3600), "1 hour");
        assert_eq!(how_long(12 * 3600), "12 hours");
        assert_eq!(how_long(5400), "1 hour and 30 minutes");
    }
}
