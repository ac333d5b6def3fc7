//! The chain is whole, or it is said where it is broken.

use accounts::{
    audit::{Act, Fault, record},
    sealed::Sealer,
};
use db::{Db, Tx, execute, on_both_databases};
use web::PersonId;

use super::hub::{hub, key, now, person, verify};

/// A trail of five entries, signed at the third.
async fn trail(db: &Db) {
    for number in 0..5_i64 {
        let mut tx = db.write().await.unwrap();
        let act = Act::of_the_hub("person.added")
            .on("person", PersonId::new())
            .with("name", "Sam Reader");
        record(&mut tx, &act, now().plus_seconds(number)).await.unwrap();
        tx.commit().await.unwrap();
        if number == 2 {
            hub(db).run_daily().await;
        }
    }
}

/// What is found after somebody has written to the database.
macro_rules! found_after {
    ($db:expr, $sql:literal $(, $argument:expr)*) => {{
        let mut tx = $db.write().await.unwrap();
        assert!(execute!(&mut tx, $sql $(, $argument)*).unwrap() > 0, "nothing was changed");
        tx.commit().await.unwrap();
        let report = verify($db).await;
        let said: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
        (report, said.join("; "))
    }};
}

on_both_databases!(a_trail_is_whole_from_its_first_moment, |test| {
    assert!(verify(&test.db).await.is_whole());
    trail(&test.db).await;
    let report = verify(&test.db).await;
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((report.entries, report.erased, report.removed), (5, 0, 0));
    assert_eq!(report.signed.unwrap().0, 3);
});

on_both_databases!(tries_at_an_account_that_is_not_there_break_nothing, |test| {
    trail(&test.db).await;
    let hub = crate::browser::hub(&test.db);
    let fields = [("email", "nobody@example.org"), ("password", "wrong wrong wrong")];
    for _ in 0..6 {
        crate::browser::Browser::new(&hub).post("/sign-in", &fields).await;
    }
    let report = verify(&test.db).await;
    assert_eq!(report.entries, 6, "that somebody waits is an entry");
    assert!(report.is_whole(), "{report:?}");
});

on_both_databases!(words_that_were_erased_are_counted_and_break_nothing, |test| {
    trail(&test.db).await;
    let (report, _) = found_after!(&test.db, "delete from audit_detail where number in (2, 4)");
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(report.erased, 2);
});

on_both_databases!(words_that_were_changed_are_found, |test| {
    trail(&test.db).await;
    let (_, said) = found_after!(
        &test.db,
        "update audit_detail set words = '{\"name\":\"Ada\"}' where number = 2"
    );
    assert_eq!(said, "the words beside entry 2, of 2026-11-24T12:00:01Z, were changed");
});

on_both_databases!(a_change_in_any_column_is_found, |test| {
    trail(&test.db).await;
    type Change = for<'a> fn(&'a mut Tx) -> web::Later<'a, u64>;
    macro_rules! changes {
        ($($sql:literal $(, $argument:expr)*;)*) => {
            [$({
                fn change<'a>(tx: &'a mut Tx) -> web::Later<'a, u64> {
                    Box::pin(async move { Ok(execute!(tx, $sql $(, $argument)*)?) })
                }
                change as Change
            }),*]
        };
    }
    let changes = changes! {
        "update audit_entry set at = at + 1 where number = 4";
        "update audit_entry set action = 'person.read' where number = 4";
        "update audit_entry set actor_id = $1 where number = 4", PersonId::new();
        "update audit_entry set organisation_id = $1 where number = 4", PersonId::new();
        "update audit_entry set subject_kind = 'session' where number = 4";
        "update audit_entry set subject_id = 'x' where number = 4";
        "update audit_entry set id = $1 where number = 4", PersonId::new();
        "update audit_entry set detail_digest = $1 where number = 4", [1_u8; 32].as_slice();
        "update audit_entry set previous_hash = $1 where number = 4", [1_u8; 32].as_slice();
    };
    for change in changes {
        let mut tx = test.db.write().await.unwrap();
        assert_eq!(change(&mut tx).await.unwrap(), 1);
        let report = accounts::audit::verify(&mut tx, &key()).await.unwrap();
        let is_found = |fault: &Fault| matches!(fault, Fault::Changed { number: 4, .. });
        assert!(report.faults.iter().any(is_found), "{:?}", report.faults);
    }
});

on_both_databases!(an_entry_that_is_gone_is_missed, |test| {
    trail(&test.db).await;
    let (_, said) = found_after!(&test.db, "delete from audit_entry where number = 2");
    assert_eq!(said, "entry 2 is missing, before the entry of 2026-11-24T12:00:02Z");
    let (_, said) = found_after!(&test.db, "delete from audit_entry where number = 1");
    assert_eq!(
        said,
        "entries 1 to 2 are missing, before the entry of 2026-11-24T12:00:02Z"
    );
});

on_both_databases!(an_entry_made_anew_with_its_hash_is_found_by_the_next_one, |test| {
    trail(&test.db).await;
    forge(&test.db, 4).await;
    let faults = verify(&test.db).await.faults;
    assert!(matches!(faults[..], [Fault::Unlinked { number: 5, .. }]), "{faults:?}");
});

/// Makes an entry another with a hash that is right for it.
async fn forge(db: &Db, number: i64) -> Vec<u8> {
    let mut tx = db.write().await.unwrap();
    let mut entry: accounts::audit::Entry = db::fetch_one!(
        &mut tx,
        "select number, id, at, action, actor_id, organisation_id, subject_kind, subject_id, detail_digest,
                previous_hash, hash
           from audit_entry where number = $1",
        number,
    )
    .unwrap();
    entry.action = "person.read".to_owned();
    entry.hash = entry.rightful_hash();
    execute!(
        &mut tx,
        "update audit_entry set action = $1, hash = $2 where number = $3",
        entry.action.as_str(),
        entry.hash.as_slice(),
        number,
    )
    .unwrap();
    tx.commit().await.unwrap();
    entry.hash
}

on_both_databases!(the_last_entry_made_anew_is_not_the_head, |test| {
    trail(&test.db).await;
    let hash = forge(&test.db, 5).await;
    let faults = verify(&test.db).await.faults;
    assert_eq!(faults, [Fault::Head { last: 5 }]);
    // Whoever changes the head too is found once the trail is signed, and not before.
    let (report, _) = found_after!(&test.db, "update audit_head set hash = $1", hash.as_slice());
    assert!(report.is_whole(), "{report:?}");
});

on_both_databases!(a_signed_entry_made_anew_is_not_as_it_was_signed, |test| {
    trail(&test.db).await;
    forge(&test.db, 3).await;
    let faults = verify(&test.db).await.faults;
    assert!(
        faults
            .iter()
            .any(|fault| matches!(fault, Fault::NotAsSigned { number: 3, .. })),
        "{faults:?}"
    );
});

on_both_databases!(
    an_end_that_was_cut_off_is_missed_by_the_head_and_by_what_was_signed,
    |test| {
        trail(&test.db).await;
        let (_, said) = found_after!(&test.db, "delete from audit_entry where number > 3");
        assert!(
            said.contains("ends with entry 3, and the head knows of entry 5"),
            "{said}"
        );
        let (_, said) = found_after!(&test.db, "delete from audit_entry where number > 2");
        assert!(
            said.contains("ends with entry 2, and a checkpoint knows of entry 3"),
            "{said}"
        );
        let (report, _) = found_after!(&test.db, "delete from audit_head");
        assert!(!report.is_whole());
    }
);

on_both_databases!(a_trail_that_was_wiped_is_missed_by_the_people_who_are_here, |test| {
    trail(&test.db).await;
    let mut tx = test.db.write().await.unwrap();
    execute!(&mut tx, "delete from audit_entry").unwrap();
    execute!(&mut tx, "delete from audit_head").unwrap();
    execute!(&mut tx, "delete from audit_checkpoint").unwrap();
    tx.commit().await.unwrap();
    assert!(verify(&test.db).await.is_whole(), "an empty hub has no entries");
    person(&test.db, "Ada Reader", None).await;
    assert_eq!(verify(&test.db).await.faults, [Fault::Emptied]);
});

on_both_databases!(an_entry_that_is_not_found_under_its_person_is_told, |test| {
    trail(&test.db).await;
    let (_, said) = found_after!(&test.db, "delete from audit_person where number = 2");
    assert!(
        said.contains("entry 2") && said.contains("no longer found under"),
        "{said}"
    );
});

on_both_databases!(a_trail_without_checkpoints_for_days_is_told, |test| {
    trail(&test.db).await;
    let (report, _) = found_after!(&test.db, "delete from audit_checkpoint");
    assert!(report.is_whole() && report.unsigned.is_none(), "{report:?}");
    let mut tx = test.db.write().await.unwrap();
    let act = Act::of_the_hub("person.added").on("person", PersonId::new());
    record(&mut tx, &act, now().plus_seconds(3 * 86_400)).await.unwrap();
    tx.commit().await.unwrap();
    let (first, last) = verify(&test.db).await.unsigned.unwrap();
    assert_eq!(first, now());
    assert_eq!(last, now().plus_seconds(3 * 86_400));
});

on_both_databases!(an_entry_before_the_first_is_no_part_of_the_chain, |test| {
    trail(&test.db).await;
    let (_, said) = found_after!(
        &test.db,
        "insert into audit_entry (number, id, at, action, subject_kind, subject_id, detail_digest, previous_hash, hash)
         select 0, $1, at, action, subject_kind, subject_id, detail_digest, previous_hash, hash
           from audit_entry where number = 1",
        PersonId::new()
    );
    assert!(
        said.contains("entry 0") && said.contains("added by other means"),
        "{said}"
    );
});

on_both_databases!(a_checkpoint_that_was_changed_or_signed_by_another_is_found, |test| {
    trail(&test.db).await;
    let other = accounts::audit::Signer::of(&Sealer::new([8; 32])).public_key();
    let report = accounts::audit::verify(&mut test.db.read().await.unwrap(), &other)
        .await
        .unwrap();
    assert!(
        matches!(report.faults[..], [Fault::Unsigned { number: 3, .. }]),
        "{report:?}"
    );
    let (_, said) = found_after!(&test.db, "update audit_checkpoint set at = at + 1");
    assert!(said.contains("not signed by this hub's key"), "{said}");
});

on_both_databases!(what_is_broken_is_not_signed, |test| {
    trail(&test.db).await;
    forge(&test.db, 4).await;
    let daily = accounts::feature().daily;
    let hub = hub(&test.db);
    let signing = daily.last().unwrap();
    assert!((signing.run)(&hub.shared, now()).await.is_err());
    assert_eq!(verify(&test.db).await.signed.unwrap().0, 3);
});

on_both_databases!(a_long_list_of_faults_is_cut, |test| {
    for _ in 0..30 {
        let mut tx = test.db.write().await.unwrap();
        record(&mut tx, &Act::of_the_hub("person.added"), now()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let (report, _) = found_after!(&test.db, "update audit_entry set action = 'x'");
    assert_eq!((report.faults.len(), report.more_faults), (20, 10));
});
