//! What is done to a person, from a page or by a command: each change with its line of the audit trail.
//!
//! The entry comes first, since whoever writes the next one waits for it: of two administrators who disable
//! one another at the same time, the second is refused.

use db::{Time, Tx};
use web::{HubRole, Result};

use super::{Person, store};
use crate::{
    Settings,
    audit::{self, Act},
    code_app,
    link::{self, Kind, Link},
    password, session,
    sign_in::pending,
    ways_in,
};

/// Why a person stays as they are, in words for whoever wanted to change them.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotChanged {
    /// Nobody would be left who keeps the hub.
    #[error("This is the last administrator of the hub. Make somebody else hub administrator first")]
    LastAdministrator,
    /// An organisation would have nobody left who decides who belongs to it.
    #[error("This is the last administrator of the organisation. Make somebody else administrator first")]
    LastOfOrganisation,
    /// They have a role that may do more.
    #[error("They are {before} {whose}, which may do more than {after}. Give --lower as well if you mean to lower it")]
    WouldLower {
        /// What they are.
        before: String,
        /// Where they are it.
        whose: &'static str,
        /// What they would be.
        after: String,
    },
    /// It is like that already.
    #[error("It is like that already. Nothing was changed")]
    Same,
    /// Somebody else was faster.
    #[error("Somebody changed this while you were editing. Check it and save again")]
    SinceThen,
}

/// The outcome of a change that may be refused.
pub type Changed = std::result::Result<(), NotChanged>;

/// Keeps a person out: what is open in their name ends at once. Undo all when it is refused; who is kept out
/// already is [`Same`](NotChanged::Same).
///
/// # Errors
/// When the database fails.
pub async fn disable(tx: &mut Tx, person: &Person, act: Act, now: Time) -> Result<Changed> {
    if person.is_disabled {
        return Ok(Err(NotChanged::Same));
    }
    audit::record(tx, &act.on("person", person.id).with("name", &person.name), now).await?;
    if !store::set_disabled(tx, person.id, true).await? {
        return Ok(Err(NotChanged::Same));
    }
    end_everything(tx, person).await?;
    still_has_an_administrator(tx).await
}

/// Lets a person in again. Undo all when it is refused; who may sign in already is
/// [`Same`](NotChanged::Same).
///
/// # Errors
/// When the database fails.
pub async fn enable(tx: &mut Tx, person: &Person, act: Act, now: Time) -> Result<Changed> {
    if !person.is_disabled {
        return Ok(Err(NotChanged::Same));
    }
    audit::record(tx, &act.on("person", person.id).with("name", &person.name), now).await?;
    Ok(if store::set_disabled(tx, person.id, false).await? {
        Ok(())
    } else {
        Err(NotChanged::Same)
    })
}

/// Gives a person another role in the hub, or none. Undo all when it is refused.
///
/// # Errors
/// When the database fails.
pub async fn change_hub_role(
    tx: &mut Tx,
    person: &Person,
    role: Option<HubRole>,
    version: i64,
    act: Act,
    now: Time,
) -> Result<Changed> {
    let words = |role: Option<HubRole>| role.map_or("none", HubRole::as_str);
    let act = act.on("person", person.id);
    let act = act.with("before", words(person.hub_role())).with("after", words(role));
    audit::record(tx, &act, now).await?;
    if !store::change_hub_role(tx, person.id, role, version).await? {
        return Ok(Err(NotChanged::SinceThen));
    }
    if role > person.hub_role() {
        session::store::rotate_all(tx, person.id).await?;
    }
    match person.hub_role() {
        Some(HubRole::Administrator) => still_has_an_administrator(tx).await,
        _ => Ok(Ok(())),
    }
}

/// Has a person begin anew: forgets their password and code app, ends what is open in their name, and makes
/// a link by which they set up how they sign in. The caller hands the link over.
///
/// # Errors
/// When the database fails.
pub(crate) async fn reset(tx: &mut Tx, person: &Person, act: Act, now: Time) -> Result<Link> {
    audit::record(tx, &act.on("person", person.id).with("name", &person.name), now).await?;
    end_everything(tx, person).await?;
    password::store::remove(tx, person.id).await?;
    code_app::store::remove(tx, person.id).await?;
    ways_in::forget(tx, person.id).await?;
    Ok(set_up_link(person, now))
}

pub(super) fn set_up_link(person: &Person, now: Time) -> Link {
    Link {
        person_id: Some(person.id),
        name: person.name.clone(),
        email: person.email.clone(),
        ..Link::new(Kind::SetUp, now)
    }
}

async fn end_everything(tx: &mut Tx, person: &Person) -> Result<()> {
    session::store::end_all(tx, person.id).await?;
    pending::remove_of_person(tx, person.id).await?;
    link::store::remove_of_person(tx, person.id).await?;
    Ok(())
}

async fn still_has_an_administrator(tx: &mut Tx) -> Result<Changed> {
    let count = store::count_administrators(tx).await?;
    Ok(if count == 0 {
        Err(NotChanged::LastAdministrator)
    } else {
        Ok(())
    })
}

/// How a link made by a command reaches whom it is for.
#[derive(Debug, Clone, Copy)]
pub enum Delivery<'a> {
    /// By mail, which a hub that serves sends.
    Mail,
    /// By whoever gave the command; the hub is reached at this address.
    Shown(&'a str),
}

/// Has a person begin anew; answers with the address of their link.
///
/// # Errors
/// When the database fails.
pub async fn reset_by_command(
    tx: &mut Tx,
    settings: &Settings,
    person: &Person,
    delivery: Delivery<'_>,
    now: Time,
) -> Result<Option<String>> {
    let link = reset(tx, person, Act::of_the_hub("person.reset"), now).await?;
    deliver(tx, settings, &link, delivery, now).await
}

pub(super) async fn deliver(
    tx: &mut Tx,
    settings: &Settings,
    link: &Link,
    delivery: Delivery<'_>,
    now: Time,
) -> Result<Option<String>> {
    link::store::add(tx, link, &settings.sealer).await?;
    match delivery {
        Delivery::Mail => {
            link::later(tx, link, now).await?;
            Ok(None)
        }
        Delivery::Shown(base) => Ok(Some(link.address(base, &settings.sealer))),
    }
}
