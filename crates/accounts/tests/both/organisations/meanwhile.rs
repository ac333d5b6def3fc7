//! Whoever becomes a member while two organisations merge is a member of the one that goes on.

use std::time::{Duration, Instant};

use accounts::{
    membership,
    organisation::{self, Organisation},
    person::{self, Delivery, New, Person},
};
use db::{Db, Tx, execute, fetch_all, on_both_databases};
use testkit::noon;
use web::{OrganisationId, PersonId, Role};

use super::hub::Hub;

const PATIENCE: Duration = Duration::from_secs(20);

async fn somebody(tx: &mut Tx) -> PersonId {
    let person = Person::new("Late Comer", "late@northvale.gov.uk");
    person::store::add(tx, &person, noon().into()).await.unwrap();
    person.id
}

async fn join(tx: &mut Tx, organisation: OrganisationId, person: PersonId) {
    membership::store::save(tx, organisation, person, Role::Member, "test", noon().into())
        .await
        .unwrap();
}

/// Where everybody is a member.
async fn homes(db: &Db) -> Vec<OrganisationId> {
    let mut tx = db.read().await.unwrap();
    let homes: Vec<(OrganisationId,)> = fetch_all!(&mut tx, "select organisation_id from membership").unwrap();
    homes.into_iter().map(|(home,)| home).collect()
}

/// Until something waits for what another transaction holds. In SQLite whoever writes waits by itself.
async fn something_waits(db: &Db) {
    let Db::Postgres(pool) = db else {
        tokio::task::yield_now().await;
        return;
    };
    let began = Instant::now();
    loop {
        assert!(began.elapsed() < PATIENCE, "nothing waits");
        let waiting: (i64,) = sqlx::query_as(
            "select count(*) from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'",
        )
        .fetch_one(pool)
        .await
        .unwrap();
        if waiting.0 > 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
}

async fn merge(hub: &Hub, old: &Organisation, new: &Organisation) {
    let admin = hub.hub_administrator().await;
    let address = format!("/hub/organisations/{}/merge/{}", old.id, new.id);
    let fields = [("from_version", "1"), ("into_version", "1")];
    assert_eq!(hub.post(&admin, &address, &fields).await.status, 303);
}

on_both_databases!(whoever_is_a_member_just_before_a_merge_goes_along, |test| {
    let hub = Hub::new(test);
    let (old, new) = (hub.organisation("Southmere").await, hub.organisation("Northvale").await);
    let admin = hub.hub_administrator().await;
    let mut tx = hub.db.write().await.unwrap();
    let late = somebody(&mut tx).await;
    let held = organisation::store::hold(&mut tx, old.id).await.unwrap();
    assert_eq!(held, old.id);
    let address = format!("/hub/organisations/{}/merge/{}", old.id, new.id);
    let fields = [("from_version", "1"), ("into_version", "1")];
    let (merged, ()) = tokio::join!(hub.post(&admin, &address, &fields), async {
        something_waits(&hub.db).await;
        join(&mut tx, held, late).await;
        tx.commit().await.unwrap();
    });
    assert_eq!(merged.status, 303);
    assert_eq!(homes(&hub.db).await, [new.id]);
});

on_both_databases!(whoever_waits_for_a_merge_joins_the_one_that_goes_on, |test| {
    let hub = Hub::new(test);
    let (old, new) = (hub.organisation("Southmere").await, hub.organisation("Northvale").await);
    let mut merging = hub.db.write().await.unwrap();
    execute!(
        &mut merging,
        "update organisation set merged_into_id = $1 where id = $2",
        new.id,
        old.id,
    )
    .unwrap();
    let joining = async {
        let mut tx = hub.db.write().await.unwrap();
        let late = somebody(&mut tx).await;
        let held = organisation::store::hold(&mut tx, old.id).await.unwrap();
        join(&mut tx, held, late).await;
        tx.commit().await.unwrap();
    };
    tokio::join!(joining, async {
        something_waits(&hub.db).await;
        merging.commit().await.unwrap();
    });
    assert_eq!(homes(&hub.db).await, [new.id]);
});

on_both_databases!(whoever_is_added_to_one_that_has_merged_joins_the_last, |test| {
    let hub = Hub::new(test);
    let (first, second) = (hub.organisation("Ashby").await, hub.organisation("Southmere").await);
    let third = hub.organisation("Northvale").await;
    merge(&hub, &second, &third).await;
    let mut tx = hub.db.write().await.unwrap();
    // An earlier merge that nothing has led on yet.
    execute!(
        &mut tx,
        "update organisation set merged_into_id = $1 where id = $2",
        second.id,
        first.id,
    )
    .unwrap();
    let new = New {
        name: "Late Comer".into(),
        email: "late@northvale.gov.uk".into(),
        hub_role: None,
        organisation: Some((first.id, Some(Role::Member))),
        may_lower: false,
    };
    let settings = accounts::testing::settings();
    let shown = Delivery::Shown("https://hub.test");
    person::add_by_command(&mut tx, &settings, &new, shown, noon().into())
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(homes(&hub.db).await, [third.id]);
});
