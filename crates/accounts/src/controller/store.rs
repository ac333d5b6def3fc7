//! What the tables remember of controllers.

use std::collections::HashMap;

use db::{Result, Time, Tx, execute, fetch_all, fetch_optional};
use web::OrganisationId;

use super::model::{Controller, ControllerFact, ControllerId, FACTS, fact_words};
use crate::directory::{self, Fact, Office};

/// The most controllers that one organisation can have.
pub(super) const MOST: usize = 50;

/// The controllers beside an organisation, by title.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Controller>> {
    fetch_all!(
        tx,
        "select id, kind, title, version from controller where organisation_id = $1 order by title, id limit 50",
        organisation,
    )
}

/// One controller of an organisation.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: ControllerId) -> Result<Option<Controller>> {
    fetch_optional!(
        tx,
        "select id, kind, title, version from controller where organisation_id = $1 and id = $2",
        organisation,
        id,
    )
}

/// The contact facts of all controllers of an organisation.
///
/// # Errors
/// When the database fails.
pub async fn facts(tx: &mut Tx, organisation: OrganisationId) -> Result<HashMap<ControllerId, Vec<ControllerFact>>> {
    let rows: Vec<(ControllerId, String, String, String)> = fetch_all!(
        tx,
        "select f.controller_id, f.name, f.value, f.tlp
           from controller_fact f join controller c on c.id = f.controller_id
          where c.organisation_id = $1",
        organisation,
    )?;
    let mut facts: HashMap<ControllerId, Vec<ControllerFact>> = HashMap::new();
    for (id, name, value, tlp) in rows {
        facts.entry(id).or_default().push(ControllerFact { name, value, tlp });
    }
    for facts in facts.values_mut() {
        facts.sort_by_key(|fact| place(&fact.name));
    }
    Ok(facts)
}

fn place(name: &str) -> Option<usize> {
    FACTS.iter().position(|(known, _)| *known == name)
}

/// Adds a controller with its facts.
///
/// # Errors
/// When the database fails.
pub async fn add(
    tx: &mut Tx,
    organisation: OrganisationId,
    controller: &Controller,
    facts: &[ControllerFact],
    now: Time,
) -> Result<()> {
    execute!(
        tx,
        "insert into controller (id, organisation_id, kind, title, added_at, version) values ($1, $2, $3, $4, $5, 1)",
        controller.id,
        organisation,
        controller.kind.as_str(),
        controller.title.as_str(),
        now,
    )?;
    write_facts(tx, controller.id, facts).await?;
    directory::note_change(tx, organisation, now).await
}

/// Keeps a controller with its facts, unless somebody changed it since its `version`. Says whether it was
/// kept.
///
/// # Errors
/// When the database fails.
pub async fn save(
    tx: &mut Tx,
    organisation: OrganisationId,
    controller: &Controller,
    facts: &[ControllerFact],
    now: Time,
) -> Result<bool> {
    let changed = execute!(
        tx,
        "update controller set kind = $1, title = $2, version = version + 1
          where id = $3 and organisation_id = $4 and version = $5",
        controller.kind.as_str(),
        controller.title.as_str(),
        controller.id,
        organisation,
        controller.version,
    )?;
    if changed == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        "delete from controller_fact where controller_id = $1",
        controller.id
    )?;
    write_facts(tx, controller.id, facts).await?;
    directory::note_change(tx, organisation, now).await?;
    Ok(true)
}

/// Six at most, so a statement for each is no long loop.
async fn write_facts(tx: &mut Tx, controller: ControllerId, facts: &[ControllerFact]) -> Result<()> {
    for fact in facts {
        execute!(
            tx,
            "insert into controller_fact (controller_id, name, value, tlp) values ($1, $2, $3, $4)",
            controller,
            fact.name.as_str(),
            fact.value.as_str(),
            fact.tlp.as_str(),
        )?;
    }
    Ok(())
}

/// Removes a controller with its facts. Says whether the organisation had it.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, organisation: OrganisationId, id: ControllerId, now: Time) -> Result<bool> {
    execute!(
        tx,
        "delete from controller_fact
          where controller_id in (select id from controller where id = $1 and organisation_id = $2)",
        id,
        organisation,
    )?;
    let removed = execute!(
        tx,
        "delete from controller where id = $1 and organisation_id = $2",
        id,
        organisation,
    )?;
    directory::note_change(tx, organisation, now).await?;
    Ok(removed == 1)
}

/// Every controller by organisation, in order, with the facts whose label is known and not RED.
pub(crate) async fn all(tx: &mut Tx) -> Result<HashMap<OrganisationId, Vec<Office>>> {
    let rows: Vec<(OrganisationId, ControllerId, String, String, String, String)> = fetch_all!(
        tx,
        "select c.organisation_id, c.id, c.title, f.name, f.value, f.tlp
           from controller c join controller_fact f on f.controller_id = c.id
          where f.tlp <> 'RED'
       order by c.title, c.id"
    )?;
    let mut offices: HashMap<OrganisationId, Vec<(ControllerId, Office)>> = HashMap::new();
    for (organisation, id, title, name, value, tlp) in rows {
        let (Some(words), Ok(tlp)) = (fact_words(&name), tlp.parse()) else {
            continue;
        };
        let of_one = offices.entry(organisation).or_default();
        if of_one.last().is_none_or(|(last, _)| *last != id) {
            of_one.push((
                id,
                Office {
                    title,
                    facts: Vec::new(),
                },
            ));
        }
        if let Some((_, office)) = of_one.last_mut() {
            office.facts.push((words, Fact { value, tlp }));
        }
    }
    let in_order = |(_, mut office): (ControllerId, Office)| {
        office
            .facts
            .sort_by_key(|(words, _)| FACTS.iter().position(|(_, known)| known == words));
        office
    };
    let offices = offices.into_iter();
    Ok(offices
        .map(|(organisation, of_one)| (organisation, of_one.into_iter().map(in_order).collect()))
        .collect())
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;
    use crate::sample::{added, noon};

    fn fact(name: &str, value: &str, tlp: &str) -> ControllerFact {
        ControllerFact {
            name: name.into(),
            value: value.into(),
            tlp: tlp.into(),
        }
    }

    fn returning_officer() -> Controller {
        Controller {
            id: ControllerId::new(),
            kind: "returning-officer".into(),
            title: "Returning officer".into(),
            version: 1,
        }
    }

    on_both_databases!(
        a_controller_is_kept_with_its_facts_and_a_stale_change_is_refused,
        |test| {
            let mut tx = test.db.write().await.unwrap();
            let ours = added(&mut tx, "Northvale").await.id;
            let officer = returning_officer();
            let written = [fact("phone", "01632 960100", "CLEAR"), fact("holder", "Sam", "AMBER")];
            add(&mut tx, ours, &officer, &written, noon()).await.unwrap();
            let known = facts(&mut tx, ours).await.unwrap();
            assert_eq!(known[&officer.id], [written[1].clone(), written[0].clone()]);
            assert!(
                save(&mut tx, ours, &officer, &[fact("phone", "1", "GREEN")], noon())
                    .await
                    .unwrap()
            );
            assert!(!save(&mut tx, ours, &officer, &[], noon()).await.unwrap());
            assert_eq!(list(&mut tx, ours).await.unwrap()[0].version, 2);
            let in_memory = all(&mut tx).await.unwrap();
            assert_eq!(in_memory[&ours][0].facts[0].0, "Phone");
        }
    );

    on_both_databases!(another_organisation_cannot_touch_it, |test| {
        let mut tx = test.db.write().await.unwrap();
        let (ours, theirs) = (
            added(&mut tx, "Northvale").await.id,
            added(&mut tx, "Southmere").await.id,
        );
        let officer = returning_officer();
        let written = [fact("phone", "01632 960100", "CLEAR")];
        add(&mut tx, ours, &officer, &written, noon()).await.unwrap();
        assert!(find(&mut tx, theirs, officer.id).await.unwrap().is_none());
        assert!(!save(&mut tx, theirs, &officer, &[], noon()).await.unwrap());
        assert!(!remove(&mut tx, theirs, officer.id, noon()).await.unwrap());
        assert_eq!(facts(&mut tx, ours).await.unwrap()[&officer.id], written);
        assert!(remove(&mut tx, ours, officer.id, noon()).await.unwrap());
        assert!(list(&mut tx, ours).await.unwrap().is_empty() && facts(&mut tx, ours).await.unwrap().is_empty());
    });
}
