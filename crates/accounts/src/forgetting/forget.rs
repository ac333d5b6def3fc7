//! Forgetting one person, whole or not at all.

use db::{Time, Tx};
use web::{DataSubject, HubRole, PersonalRooms, Result};

use super::{model::NotForgotten, store};
use crate::{
    audit::{self, Act},
    person::Person,
};

/// Why somebody would not be forgotten, if there is a reason.
pub(super) async fn reason_against(tx: &mut Tx, person: &Person) -> Result<Option<NotForgotten>> {
    let organisations = store::only_administrator_of(tx, person.id).await?;
    if !organisations.is_empty() {
        return Ok(Some(NotForgotten::LastAdministratorOf(organisations)));
    }
    let is_last_of_the_hub =
        person.hub_role() == Some(HubRole::Administrator) && store::other_hub_administrators(tx, person.id).await? == 0;
    Ok(is_last_of_the_hub.then_some(NotForgotten::LastOfTheHub))
}

/// Forgets a person, and writes down `act`. When there is a reason against it, the transaction must not be
/// kept.
///
/// The entry is written first: whoever does so waits for others who write one, so of two administrators
/// who forget each other at the same time, the second sees that they are the last.
pub(super) async fn forget(
    tx: &mut Tx,
    rooms: &PersonalRooms,
    person: &Person,
    act: &Act,
    now: Time,
) -> Result<Option<NotForgotten>> {
    audit::record(tx, act, now).await?;
    if let Some(reason) = reason_against(tx, person).await? {
        return Ok(Some(reason));
    }
    let subject = DataSubject {
        person: person.id,
        name: person.name.clone(),
        email: person.email.clone(),
    };
    for room in rooms.0.iter().rev() {
        (room.forget)(tx, &subject).await?;
    }
    Ok(None)
}
