//! What is too old goes, and the chain stays whole.

use accounts::audit::{Act, Fault, record};
use db::{Db, execute, fetch_one, on_both_databases};
use jiff::SignedDuration;
use testkit::{TestHub, noon};
use web::{HubRole, Role};

use super::hub::{hub, member, organisation, person, verify};

async fn act(db: &Db, hub: &TestHub, count: usize) {
    let mut tx = db.write().await.unwrap();
    let act = Act::of_the_hub("person.added").with("name", "Sam Reader");
    for _ in 0..count {
        record(&mut tx, &act, hub.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn after_days(hub: &TestHub, days: i64) {
    hub.clock.set(noon() + SignedDuration::from_hours(24 * days));
}

async fn count_people(db: &Db) -> i64 {
    let (count,): (i64,) = fetch_one!(&mut db.read().await.unwrap(), "select count(*) from person").unwrap();
    count
}

on_both_databases!(words_go_after_two_years_and_entries_after_six, |test| {
    let hub = hub(&test.db);
    act(&test.db, &hub, 3).await;
    hub.run_daily().await;
    after_days(&hub, 365);
    act(&test.db, &hub, 2).await;
    hub.run_daily().await;
    after_days(&hub, 731);
    hub.run_daily().await;
    let report = verify(&test.db).await;
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((report.entries, report.erased, report.removed), (5, 3, 0));

    after_days(&hub, 2191);
    hub.run_daily().await;
    let report = verify(&test.db).await;
    assert!(report.is_whole(), "{report:?}");
    // Three went; two are left, and the entry that says that three went.
    assert_eq!((report.entries, report.erased, report.removed), (3, 2, 3));
    hub.run_daily().await;
    let again = verify(&test.db).await;
    assert!(again.is_whole() && again.removed == 3, "{again:?}");
});

on_both_databases!(without_its_checkpoint_a_shortened_trail_is_broken, |test| {
    let hub = hub(&test.db);
    act(&test.db, &hub, 3).await;
    hub.run_daily().await;
    after_days(&hub, 2191);
    act(&test.db, &hub, 1).await;
    hub.run_daily().await;
    assert!(verify(&test.db).await.is_whole());
    let mut tx = test.db.write().await.unwrap();
    execute!(&mut tx, "delete from audit_checkpoint").unwrap();
    tx.commit().await.unwrap();
    let faults = verify(&test.db).await.faults;
    assert!(
        matches!(faults[..], [Fault::Missing { from: 1, to: 3, .. }]),
        "{faults:?}"
    );
});

on_both_databases!(
    the_oldest_entries_cut_off_by_hand_are_missed_although_they_were_signed,
    |test| {
        let hub = hub(&test.db);
        act(&test.db, &hub, 3).await;
        hub.run_daily().await;
        act(&test.db, &hub, 2).await;
        let mut tx = test.db.write().await.unwrap();
        execute!(&mut tx, "delete from audit_entry where number <= 3").unwrap();
        tx.commit().await.unwrap();
        assert!(!verify(&test.db).await.is_whole());
        let mut tx = test.db.write().await.unwrap();
        execute!(&mut tx, "update audit_checkpoint set removed = 3").unwrap();
        tx.commit().await.unwrap();
        let faults = verify(&test.db).await.faults;
        assert!(matches!(faults[..], [Fault::Unsigned { number: 3, .. }]), "{faults:?}");
    }
);

on_both_databases!(a_trail_all_of_which_is_old_goes_up_to_its_last_checkpoint, |test| {
    let hub = hub(&test.db);
    act(&test.db, &hub, 5_000).await;
    after_days(&hub, 2191);
    hub.run_daily().await;
    let report = verify(&test.db).await;
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((report.entries, report.removed), (1, 5_000));
});

on_both_databases!(
    an_unused_account_is_forgotten_and_the_only_administrator_is_not,
    |test| {
        let hub = hub(&test.db);
        let council = organisation(&test.db, "Northvale").await;
        let administrator = member(&test.db, council, "Ada Lovelace", Role::Administrator).await;
        member(&test.db, council, "Sam Reader", Role::Member).await;
        person(&test.db, "Kit Keeper", Some(HubRole::Administrator)).await;
        after_days(&hub, 729);
        hub.run_daily().await;
        assert_eq!(count_people(&test.db).await, 3);
        after_days(&hub, 731);
        hub.run_daily().await;
        assert_eq!(count_people(&test.db).await, 2);
        let mut tx = test.db.read().await.unwrap();
        assert!(
            accounts::person::store::find(&mut tx, administrator)
                .await
                .unwrap()
                .is_some()
        );
        drop(tx);
        assert!(verify(&test.db).await.is_whole());
    }
);
