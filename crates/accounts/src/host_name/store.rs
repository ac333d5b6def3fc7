//! What the table remembers of host names.

use db::{Result, Time, Tx, execute, fetch_all, fetch_one};
use web::OrganisationId;

use crate::directory;

/// The host names of an organisation, in order.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<String>> {
    let hosts: Vec<(String,)> = fetch_all!(
        tx,
        "select host from host_name where organisation_id = $1 order by host",
        organisation,
    )?;
    Ok(hosts.into_iter().map(|(host,)| host).collect())
}

/// Whether this is the host name of an organisation.
///
/// # Errors
/// When the database fails.
pub async fn is_known(tx: &mut Tx, host: &str) -> Result<bool> {
    let (count,): (i64,) = fetch_one!(tx, "select count(*) from host_name where host = $1", host)?;
    Ok(count > 0)
}

/// Gives an organisation a host name. Says whether it was free.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, organisation: OrganisationId, host: &str, now: Time) -> Result<bool> {
    let added = execute!(
        tx,
        "insert into host_name (host, organisation_id, added_at) values ($1, $2, $3) on conflict (host) do nothing",
        host,
        organisation,
        now,
    )?;
    directory::note_change(tx, organisation, now).await?;
    Ok(added == 1)
}

/// Takes a host name from an organisation. Says whether it had it.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, organisation: OrganisationId, host: &str, now: Time) -> Result<bool> {
    let removed = execute!(
        tx,
        "delete from host_name where host = $1 and organisation_id = $2",
        host,
        organisation,
    )?;
    directory::note_change(tx, organisation, now).await?;
    Ok(removed == 1)
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;
    use crate::sample::{added, noon};

    on_both_databases!(a_host_name_belongs_to_one_organisation, |test| {
        let mut tx = test.db.write().await.unwrap();
        let (ours, theirs) = (
            added(&mut tx, "Northvale").await.id,
            added(&mut tx, "Southmere").await.id,
        );
        assert!(add(&mut tx, ours, "hub.northvale.gov.uk", noon()).await.unwrap());
        assert!(!add(&mut tx, theirs, "hub.northvale.gov.uk", noon()).await.unwrap());
        assert!(!remove(&mut tx, theirs, "hub.northvale.gov.uk", noon()).await.unwrap());
        assert_eq!(list(&mut tx, ours).await.unwrap(), ["hub.northvale.gov.uk"]);
        assert!(remove(&mut tx, ours, "hub.northvale.gov.uk", noon()).await.unwrap());
        assert!(list(&mut tx, ours).await.unwrap().is_empty());
    });
}
