//! Who an identity is here, and what it makes them.

use db::Tx;
use web::{PersonId, Read, Result, Role};

use super::{
    model::{Refusal, Said},
    store,
};
use crate::{
    audit::{self, Act},
    identity_provider::{self, IdentityProvider, role_of},
    joining::{domain_of, joins},
    person::{self, Person},
    session,
};

/// How a role came about that a provider gave, and takes away again.
const BY_PROVIDER: &str = "single-sign-on";
/// How a role came about that an address of a verified domain gave.
const BY_DOMAIN: &str = "domain";

/// The person that a provider speaks of, with the roles that it gives them. What it takes away is taken
/// away even when they do not come in.
pub(super) async fn enter(
    tx: &mut Tx,
    read: &Read,
    provider: &IdentityProvider,
    said: &Said,
) -> Result<Result<PersonId, Refusal>> {
    let is_of_domain = is_of_domain(tx, provider, said).await?;
    let values = identity_provider::store::values(tx, provider.id).await?;
    let given = Given {
        by_provider: role_of(&values, &said.values),
        by_domain: (provider.joins_by_domain && is_of_domain).then_some(Role::Member),
    };
    let person = match person(tx, read, provider, said, is_of_domain, given).await? {
        Ok(person) => person,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if person.is_disabled {
        return Ok(Err(Refusal::Disabled));
    }
    apply(tx, read, provider, person.id, given).await?;
    if store::membership(tx, provider.organisation_id, person.id)
        .await?
        .is_none()
    {
        return Ok(Err(Refusal::NoPlace));
    }
    let requiring = store::requiring(tx, person.id).await?;
    let is_its_own = requiring.iter().any(|(id, _)| *id == provider.organisation_id);
    match requiring.into_iter().next() {
        Some((_, name)) if !is_its_own => Ok(Err(Refusal::OtherOrganisation(name))),
        _ => Ok(Ok(person.id)),
    }
}

/// What somebody is given: by the provider's values, and by the domain of their address.
#[derive(Debug, Clone, Copy)]
struct Given {
    by_provider: Option<Role>,
    by_domain: Option<Role>,
}

/// Whether the provider's organisation has verified the domain of their address, and the provider says that
/// the address is theirs.
async fn is_of_domain(tx: &mut Tx, provider: &IdentityProvider, said: &Said) -> Result<bool> {
    let Some(domain) = said.email.as_deref().and_then(domain_of) else {
        return Ok(false);
    };
    let organisation = joins(tx, &domain).await?;
    Ok(said.is_email_verified && organisation == Some(provider.organisation_id))
}

/// Whoever the identity is bound to; or else whoever has the address, or somebody new, when the address
/// proves it.
async fn person(
    tx: &mut Tx,
    read: &Read,
    provider: &IdentityProvider,
    said: &Said,
    is_of_domain: bool,
    given: Given,
) -> Result<Result<Person, Refusal>> {
    if let Some(person) = store::find_person(tx, &said.issuer, &said.subject).await? {
        store::note_use(tx, &said.issuer, &said.subject, read.now).await?;
        return Ok(Ok(person));
    }
    let Some(email) = said.email.as_deref() else {
        return Ok(Err(Refusal::NoPlace));
    };
    if let Some(person) = person::store::find_by_email(tx, email).await? {
        // A provider learns nothing of addresses that are not its organisation's.
        if !is_of_domain {
            return Ok(Err(Refusal::NoPlace));
        }
        // Whoever keeps the hub, or belongs to another organisation too, is not handed to whoever runs a provider:
        // they link it themselves.
        if person.hub_role.is_some() || store::is_elsewhere_too(tx, person.id, provider.organisation_id).await? {
            return Ok(Err(Refusal::AddressTaken));
        }
        if !person.is_disabled {
            // Whoever is somebody there comes as themselves: another one with their address has been given their
            // mailbox, and not their account.
            if store::is_bound(tx, &said.issuer, person.id).await? {
                return Ok(Err(Refusal::AddressBound));
            }
            bind(tx, read, provider, said, person.id).await?;
        }
        return Ok(Ok(person));
    }
    let is_wanted = given.by_provider.is_some() || given.by_domain.is_some();
    if !is_of_domain || !is_wanted || email.len() > 254 {
        return Ok(Err(Refusal::NoPlace));
    }
    let name = said.name.as_deref().unwrap_or(email);
    let person = Person::new(name, email);
    person::store::add(tx, &person, read.now).await?;
    let act = Act::of_the_hub("person.added")
        .actor(person.id)
        .in_organisation(Some(provider.organisation_id))
        .on("person", person.id)
        .with("name", name)
        .with("email", email)
        .with("origin", BY_PROVIDER);
    audit::record(tx, &act, read.now).await?;
    bind(tx, read, provider, said, person.id).await?;
    Ok(Ok(person))
}

/// Binds an identity to a person, and writes it down.
pub(super) async fn bind(
    tx: &mut Tx,
    read: &Read,
    provider: &IdentityProvider,
    said: &Said,
    person: PersonId,
) -> Result<()> {
    store::link(tx, &said.issuer, &said.subject, person, read.now).await?;
    let act = Act::by(read, "identity.linked")
        .actor(person)
        .in_organisation(Some(provider.organisation_id))
        .on("person", person)
        .with("issuer", said.issuer.as_str())
        .with("subject", said.subject.as_str());
    audit::record(tx, &act, read.now).await
}

/// Gives what the provider gives, and takes what it no longer does. A role given by hand is left alone.
async fn apply(tx: &mut Tx, read: &Read, provider: &IdentityProvider, person: PersonId, given: Given) -> Result<()> {
    let organisation = provider.organisation_id;
    let before = store::membership(tx, organisation, person).await?;
    let is_by_hand = before
        .as_ref()
        .is_some_and(|(_, origin)| origin != BY_PROVIDER && origin != BY_DOMAIN);
    if is_by_hand {
        return Ok(());
    }
    let by_provider = given.by_provider.map(|role| (role, BY_PROVIDER));
    let after = by_provider.or(given.by_domain.map(|role| (role, BY_DOMAIN)));
    let role_before = before.as_ref().and_then(|(role, _)| *role);
    let action = match (&before, after) {
        (None, Some(_)) => "membership.given",
        // Whoever joined by the domain stays, also when the organisation no longer lets others join so.
        (Some((_, origin)), None) if origin == BY_DOMAIN => return Ok(()),
        (Some(_), None) => "membership.taken",
        (Some((Some(role), origin)), Some(after)) if (*role, origin.as_str()) == after => return Ok(()),
        (Some(_), Some(_)) => "membership.altered",
        (None, None) => return Ok(()),
    };
    match after {
        Some(after) => store::give(tx, organisation, person, after, read.now).await?,
        None => store::take(tx, organisation, person).await?,
    }
    if after.map(|(role, _)| role) > role_before {
        session::store::rotate_all(tx, person).await?;
    }
    let act = Act::of_the_hub(action)
        .actor(person)
        .in_organisation(Some(organisation))
        .on("person", person)
        .with("role", after.map(|(role, _)| role.as_str()).unwrap_or_default())
        .with("before", role_before.map(Role::as_str).unwrap_or_default())
        .with("origin", after.map_or(BY_PROVIDER, |(_, origin)| origin));
    audit::record(tx, &act, read.now).await
}
