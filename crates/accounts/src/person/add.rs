//! Adding a person by the hub's own hand. Whoever is here already gets more, and loses nothing unless that is
//! said in so many words.

use db::{Time, Tx};
use web::{HubRole, OrganisationId, PersonId, Result, Role};

use super::{
    NotChanged, Person,
    change::{Delivery, change_hub_role, deliver, set_up_link},
    store,
};
use crate::{
    Settings,
    audit::{self, Act},
    membership, organisation, session,
};

/// Somebody new, or somebody who is here and gets more.
#[derive(Clone)]
pub struct New {
    /// What they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their role in the hub.
    pub hub_role: Option<HubRole>,
    /// An organisation that they belong to, and what they are there: what they are already, or a member,
    /// when nothing is said.
    pub organisation: Option<(OrganisationId, Option<Role>)>,
    /// Whether a role that they have may be lowered.
    pub may_lower: bool,
}

impl std::fmt::Debug for New {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("New(…)")
    }
}

/// What somebody was, and is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Became<R> {
    /// Before.
    pub before: Option<R>,
    /// Now.
    pub after: R,
}

/// What came of adding somebody.
#[derive(Debug, PartialEq, Eq)]
pub enum Added {
    /// They are new. The address of their link, when it is to be shown.
    New(Option<String>),
    /// They were here: what they are in the hub and in the organisation, where that was asked for.
    Known {
        /// In the hub.
        hub_role: Option<Became<HubRole>>,
        /// In the organisation.
        role: Option<Became<Role>>,
    },
}

/// Adds a person, with a link by which they set up how they sign in. Whoever has the address already gets the
/// roles and needs no link. Undo all when it is refused.
///
/// # Errors
/// When the database fails.
pub async fn add_by_command(
    tx: &mut Tx,
    settings: &Settings,
    new: &New,
    delivery: Delivery<'_>,
    now: Time,
) -> Result<std::result::Result<Added, NotChanged>> {
    let organisation = match new.organisation {
        Some((organisation, role)) => Some((organisation::store::hold(tx, organisation).await?, role)),
        None => None,
    };
    let known = store::find_by_email(tx, &new.email).await?;
    let Some(person) = known else {
        let person = add(tx, new, now).await?;
        if let Some((organisation, role)) = organisation {
            join(tx, organisation, person.id, role.unwrap_or(Role::Member), now).await?;
        }
        let link = deliver(tx, settings, &set_up_link(&person, now), delivery, now).await?;
        return Ok(Ok(Added::New(link)));
    };
    let hub_role = match new.hub_role {
        Some(role) => match give_hub_role(tx, &person, role, new.may_lower, now).await? {
            Ok(became) => Some(became),
            Err(refusal) => return Ok(Err(refusal)),
        },
        None => None,
    };
    let role = match organisation {
        Some(given) => match give_role(tx, &person, given, new.may_lower, now).await? {
            Ok(became) => Some(became),
            Err(refusal) => return Ok(Err(refusal)),
        },
        None => None,
    };
    Ok(Ok(Added::Known { hub_role, role }))
}

async fn add(tx: &mut Tx, new: &New, now: Time) -> Result<Person> {
    let person = Person {
        hub_role: new.hub_role.map(|role| role.as_str().to_owned()),
        ..Person::new(new.name.as_str(), new.email.as_str())
    };
    store::add(tx, &person, now).await?;
    let act = Act::of_the_hub("person.added").on("person", person.id);
    let act = act.with("name", &new.name).with("email", &new.email);
    audit::record(tx, &act.with("hub-role", new.hub_role.map_or("", HubRole::as_str)), now).await?;
    Ok(person)
}

async fn join(tx: &mut Tx, organisation: OrganisationId, person: PersonId, role: Role, now: Time) -> Result<()> {
    membership::store::save(tx, organisation, person, role, "command", now).await?;
    session::store::rotate_all(tx, person).await?;
    let act = Act::of_the_hub("membership.began").in_organisation(Some(organisation));
    audit::record(tx, &act.on("person", person).with("role", role.as_str()), now).await
}

async fn give_hub_role(
    tx: &mut Tx,
    person: &Person,
    after: HubRole,
    may_lower: bool,
    now: Time,
) -> Result<std::result::Result<Became<HubRole>, NotChanged>> {
    let before = person.hub_role();
    if let Some(before) = before.filter(|before| *before > after && !may_lower) {
        return Ok(Err(would_lower(before.name(), "already", after.name())));
    }
    if before != Some(after) {
        let act = Act::of_the_hub("person.hub-role-changed");
        if let Err(refusal) = change_hub_role(tx, person, Some(after), person.version, act, now).await? {
            return Ok(Err(refusal));
        }
    }
    Ok(Ok(Became { before, after }))
}

async fn give_role(
    tx: &mut Tx,
    person: &Person,
    (organisation, role): (OrganisationId, Option<Role>),
    may_lower: bool,
    now: Time,
) -> Result<std::result::Result<Became<Role>, NotChanged>> {
    let before = membership::store::role(tx, organisation, person.id).await?;
    let after = role.or(before).unwrap_or(Role::Member);
    match before {
        None => join(tx, organisation, person.id, after, now).await?,
        Some(before) if before == after => (),
        Some(before) if before > after && !may_lower => {
            return Ok(Err(would_lower(before.name(), "there", after.name())));
        }
        Some(before) => {
            // The entry comes first: whoever changes roles at the same time waits here.
            let act = Act::of_the_hub("membership.changed").in_organisation(Some(organisation));
            let act = act.on("person", person.id);
            let act = act.with("before", before.as_str()).with("after", after.as_str());
            audit::record(tx, &act, now).await?;
            if !membership::store::change_role(tx, organisation, person.id, before, after).await? {
                return Ok(Err(NotChanged::SinceThen));
            }
            if before == Role::Administrator && membership::store::count_administrators(tx, organisation).await? == 0 {
                return Ok(Err(NotChanged::LastOfOrganisation));
            }
            session::store::rotate_all(tx, person.id).await?;
        }
    }
    Ok(Ok(Became { before, after }))
}

fn would_lower(before: &str, whose: &'static str, after: &str) -> NotChanged {
    NotChanged::WouldLower {
        before: text::words::lower_first(before),
        whose,
        after: text::words::lower_first(after),
    }
}
