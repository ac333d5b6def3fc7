//! What the table remembers of local facts.

use std::collections::{BTreeMap, HashMap};

use db::{Result, Time, Tx, execute, fetch_all};
use web::{OrganisationId, Tlp};

use super::model::LocalFact;
use crate::directory::{self, Fact};

/// The local facts of an organisation, those that are not known any more too.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<LocalFact>> {
    fetch_all!(
        tx,
        "select name, value, tlp, version from local_fact where organisation_id = $1 order by name",
        organisation,
    )
}

/// Keeps a local fact, unless somebody changed it since `version`; 0 is one that never was. An empty value
/// says that it is not known any more. Says whether it was kept.
///
/// # Errors
/// When the database fails.
pub async fn save(
    tx: &mut Tx,
    organisation: OrganisationId,
    name: &str,
    value: &str,
    tlp: Tlp,
    version: i64,
    now: Time,
) -> Result<bool> {
    let kept = if version == 0 {
        execute!(
            tx,
            "insert into local_fact (organisation_id, name, value, tlp, version, changed_at)
             values ($1, $2, $3, $4, 1, $5)
                 on conflict (organisation_id, name) do nothing",
            organisation,
            name,
            value,
            tlp.as_str(),
            now,
        )?
    } else {
        execute!(
            tx,
            "update local_fact set value = $1, tlp = $2, version = version + 1, changed_at = $3
              where organisation_id = $4 and name = $5 and version = $6",
            value,
            tlp.as_str(),
            now,
            organisation,
            name,
            version,
        )?
    };
    if kept == 0 {
        return Ok(false);
    }
    directory::note_change(tx, organisation, now).await?;
    Ok(true)
}

/// Every fact that is known, by organisation and name. One whose label is none of ours is left out, since
/// nobody knows who may see it; RED is never in memory.
pub(crate) async fn all(tx: &mut Tx) -> Result<HashMap<OrganisationId, BTreeMap<String, Fact>>> {
    let rows: Vec<(OrganisationId, String, String, String)> = fetch_all!(
        tx,
        "select organisation_id, name, value, tlp from local_fact where value <> '' and tlp <> 'RED'"
    )?;
    let mut facts: HashMap<OrganisationId, BTreeMap<String, Fact>> = HashMap::new();
    for (organisation, name, value, tlp) in rows {
        if let Ok(tlp) = tlp.parse() {
            facts.entry(organisation).or_default().insert(name, Fact { value, tlp });
        }
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;
    use crate::sample::{added, noon};

    on_both_databases!(a_fact_is_kept_and_a_stale_change_is_refused, |test| {
        let mut tx = test.db.write().await.unwrap();
        let ours = added(&mut tx, "Northvale").await.id;
        assert!(save(&mut tx, ours, "siro", "Sam", Tlp::Green, 0, noon()).await.unwrap());
        assert!(!save(&mut tx, ours, "siro", "Pat", Tlp::Green, 0, noon()).await.unwrap());
        assert!(
            save(&mut tx, ours, "siro", "Alex", Tlp::Amber, 1, noon())
                .await
                .unwrap()
        );
        assert!(!save(&mut tx, ours, "siro", "Pat", Tlp::Green, 1, noon()).await.unwrap());
        let facts = list(&mut tx, ours).await.unwrap();
        let expected = LocalFact {
            name: "siro".into(),
            value: "Alex".into(),
            tlp: "AMBER".into(),
            version: 2,
        };
        assert_eq!(facts, [expected]);
    });

    on_both_databases!(
        a_fact_that_is_not_known_any_more_is_in_no_page_and_red_never_is,
        |test| {
            let mut tx = test.db.write().await.unwrap();
            let ours = added(&mut tx, "Northvale").await.id;
            save(&mut tx, ours, "siro", "Sam", Tlp::Clear, 0, noon()).await.unwrap();
            save(&mut tx, ours, "siro", "", Tlp::Clear, 1, noon()).await.unwrap();
            save(&mut tx, ours, "press-office", "Pat", Tlp::Red, 0, noon())
                .await
                .unwrap();
            assert!(all(&mut tx).await.unwrap().is_empty());
        }
    );
}
