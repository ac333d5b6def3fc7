//! The pages of the trail, and the table of it, as administrators and others meet them.

use accounts::audit::{Act, record};
use db::{Db, on_both_databases};
use testkit::TestHub;
use web::{HubRole, OrganisationId, PersonId, Role};

use super::hub::{Browser, hub, member, now, organisation, person, sign_in, verify};

/// A council with people, another one, and a hub administrator; each did something.
struct World {
    northvale: OrganisationId,
    southmere: OrganisationId,
    ada: PersonId,
    sam: PersonId,
    kit: PersonId,
}

async fn world(db: &Db) -> World {
    let northvale = organisation(db, "Northvale").await;
    let southmere = organisation(db, "Southmere").await;
    let world = World {
        northvale,
        southmere,
        ada: member(db, northvale, "Ada Lovelace", Role::Administrator).await,
        sam: member(db, northvale, "Sam Reader", Role::Member).await,
        kit: person(db, "Kit Keeper", Some(HubRole::Administrator)).await,
    };
    let eve = member(db, southmere, "Eve Elsewhere", Role::Administrator).await;
    let of = |action, actor, organisation| Act::of_the_hub(action).actor(actor).in_organisation(organisation);
    let acts = [
        of("session.began", world.sam, Some(northvale))
            .on("session", "s-1")
            .with("address", "198.51.100.1"),
        of("person.added", world.ada, Some(northvale))
            .on("person", world.sam)
            .with("name", "=Sam Reader"),
        of("passkey.added", eve, Some(southmere))
            .on("passkey", "p-1")
            .with("name", "Zanzibar key"),
        of("organisation.added", world.kit, None)
            .on("organisation", southmere)
            .with("name", "Southmere"),
    ];
    let mut tx = db.write().await.unwrap();
    for (number, act) in acts.iter().enumerate() {
        record(&mut tx, act, now().plus_seconds(-86_400 * (4 - number as i64)))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    world
}

impl World {
    async fn ada<'h>(&self, hub: &'h TestHub, db: &Db) -> Browser<'h> {
        sign_in(hub, db, self.ada, Some(self.northvale)).await
    }
}

on_both_databases!(
    an_administrator_sees_what_was_done_in_the_organisation_and_nothing_else,
    |test| {
        let (hub, world) = (hub(&test.db), world(&test.db).await);
        let page = world.ada(&hub, &test.db).await.get("/organisation/audit").await;
        page.assert_sound();
        for words in [
            "Sam Reader signed in",
            "Ada Lovelace added a person",
            "Name =Sam Reader",
            // By the name of today, with no identifier to read.
            "Person Sam Reader",
            "From the address 198.51.100.1",
            "20 November 2026, 12:00",
            // Looking is written down before the page is shown.
            "Ada Lovelace read the audit trail",
        ] {
            page.assert_page_says(words);
        }
        for hidden in ["Zanzibar", "Eve Elsewhere", "Kit Keeper", "added an organisation<"] {
            assert!(!page.says(hidden), "{hidden}");
        }
    }
);

on_both_databases!(the_hubs_administrators_see_the_hub_and_no_organisation, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    // An administrator of the hub who acts for a council besides.
    let mut tx = test.db.write().await.unwrap();
    accounts::membership::store::save(&mut tx, world.southmere, world.kit, Role::Member, "invitation", now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let kit = sign_in(&hub, &test.db, world.kit, Some(world.southmere)).await;
    let page = kit.get("/hub/audit").await;
    page.assert_sound();
    page.assert_page_says("Kit Keeper added an organisation");
    page.assert_page_says("Kit Keeper read the audit trail");
    for hidden in ["Zanzibar", "Eve Elsewhere", "Sam Reader", "Ada Lovelace"] {
        assert!(!page.says(hidden), "{hidden}");
    }
    let found = kit.get("/hub/audit?person=sam").await;
    found.assert_page_says("Nothing like that was done.");
    assert_eq!(kit.get("/organisation/audit").await.status, 403);
});

on_both_databases!(who_was_looked_at_is_named_until_they_are_forgotten, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let ada = world.ada(&hub, &test.db).await;
    let zoe = person(&test.db, "Zoe Stranger", None).await;
    assert_eq!(
        ada.get(&format!("/organisation/people/{}", world.sam)).await.status,
        200
    );
    let page = ada.get("/organisation/audit?action=person.read").await;
    page.assert_page_says("Ada Lovelace looked at a person From the address 127.0.0.1 Person Sam Reader");
    assert!(!page.says("Page</dt>"), "{}", page.words());
    // Whoever is none of theirs is not named by an address that was made up.
    assert_eq!(ada.get(&format!("/organisation/people/{zoe}")).await.status, 404);
    let page = ada.get("/organisation/audit?action=person.read").await;
    assert!(!page.says("Zoe") && page.says("Page</dt>"), "{}", page.words());
    let kit = sign_in(&hub, &test.db, world.kit, None).await;
    assert_eq!(kit.get(&format!("/hub/people/{zoe}")).await.status, 200);
    kit.get("/hub/audit?action=person.read")
        .await
        .assert_page_says("Kit Keeper looked at a person From the address 127.0.0.1 Person Zoe Stranger");

    let sam = sign_in(&hub, &test.db, world.sam, Some(world.northvale)).await;
    assert_eq!(sam.post("/account/forgetting", &[("sure", "yes")]).await.status, 303);
    let page = ada.get("/organisation/audit?action=person.read").await;
    page.assert_page_says("Ada Lovelace looked at a person Person somebody no longer known by name");
    assert!(!page.says("Sam"), "{}", page.words());
});

on_both_databases!(the_trail_is_not_for_others, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let sam = sign_in(&hub, &test.db, world.sam, Some(world.northvale)).await;
    for address in [
        "/organisation/audit",
        "/organisation/audit.csv",
        "/hub/audit",
        "/hub/audit.csv",
    ] {
        assert_eq!(sam.get(address).await.status, 403, "{address}");
        let stranger = hub.get(address).await;
        assert!(stranger.location().starts_with("/sign-in?next="), "{address}");
    }
    let ada = world.ada(&hub, &test.db).await;
    assert_eq!(ada.get("/hub/audit").await.status, 403);
});

on_both_databases!(a_search_is_in_the_address_and_finds_by_each_field, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let ada = world.ada(&hub, &test.db).await;
    let (signed_in, added) = ("Sam Reader signed in", "Ada Lovelace added a person");
    let cases = [
        ("person=sam", true, true),
        ("person=SAM@example.gov.uk", true, true),
        ("person=lovelace", false, true),
        ("person=nobody", false, false),
        ("person=%25", false, false),
        ("action=session.began", true, false),
        ("kind=person", false, true),
        ("kind=session&id=s-1", true, false),
        ("kind=session&id=s-2", false, false),
        ("action=person.added&kind=session", false, false),
        ("from=2026-11-21", false, true),
        ("to=20/11/2026", true, false),
        ("from=2026-11-20&to=2026-11-21", true, true),
        (
            "person=sam&action=person.added&from=2026-11-21&to=2026-11-21",
            false,
            true,
        ),
    ];
    for (query, has_signed_in, has_added) in cases {
        let page = ada.get(&format!("/organisation/audit?{query}")).await;
        page.assert_sound();
        let words = page.words();
        assert_eq!(words.contains(signed_in), has_signed_in, "{query}");
        assert_eq!(words.contains(added), has_added, "{query}");
        assert!(page.says("Clear all filters"), "{query}");
    }
    let by_link = ada.get(&format!("/organisation/audit?who={}", world.sam)).await;
    by_link.assert_page_says(signed_in);
    by_link.assert_page_says(added);
    by_link.assert_page_says("Only what Sam Reader did, or what was done to them.");
});

on_both_databases!(a_day_that_is_none_is_refused_and_what_was_typed_is_kept, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let ada = world.ada(&hub, &test.db).await;
    let page = ada.get("/organisation/audit?from=yesterday&person=sam").await;
    page.assert_sound();
    page.assert_page_says("Enter a day like 24/11/2026");
    assert!(page.says("value=\"yesterday\"") && page.says("value=\"sam\""));
    let turned = ada.get("/organisation/audit?from=2026-11-24&to=2026-11-23").await;
    turned.assert_page_says("The last day must be the first day or a later one");
});

on_both_databases!(somebody_who_has_left_is_found_by_their_whole_address_alone, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let mut tx = test.db.write().await.unwrap();
    db::execute!(&mut tx, "delete from membership where person_id = $1", world.sam).unwrap();
    tx.commit().await.unwrap();
    let ada = world.ada(&hub, &test.db).await;
    let part = ada.get("/organisation/audit?person=sam").await;
    assert!(!part.words().contains("Sam Reader signed in"));
    let whole = ada.get("/organisation/audit?person=sam@example.gov.uk").await;
    whole.assert_page_says("Sam Reader signed in");
});

on_both_databases!(a_long_trail_is_read_page_by_page, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let mut tx = test.db.write().await.unwrap();
    for number in 0..120 {
        let act = Act::of_the_hub("passkey.added")
            .actor(world.sam)
            .in_organisation(Some(world.northvale))
            .on("passkey", format!("key-{number:03}"));
        record(&mut tx, &act, now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let ada = world.ada(&hub, &test.db).await;
    let (mut address, mut seen) = ("/organisation/audit?action=passkey.added".to_owned(), Vec::new());
    loop {
        let page = ada.get(&address).await;
        page.assert_sound();
        let keys = page.text.split(">key-").skip(1).map(|rest| rest[..3].to_owned());
        seen.extend(keys);
        let Some(next) = page.own_links().into_iter().find(|link| link.contains("before=")) else {
            break;
        };
        address = next;
    }
    let expected: Vec<String> = (0..120).rev().map(|number| format!("{number:03}")).collect();
    assert_eq!(seen, expected);
});

on_both_databases!(the_table_has_all_of_it_and_no_formula, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let mut tx = test.db.write().await.unwrap();
    for number in 0..700 {
        let act = Act::of_the_hub("passkey.added")
            .actor(world.sam)
            .in_organisation(Some(world.northvale))
            .on("passkey", format!("=key-{number}"));
        record(&mut tx, &act, now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let ada = world.ada(&hub, &test.db).await;
    let table = ada.get("/organisation/audit.csv").await;
    assert_eq!(table.status, 200);
    assert!(table.header(http::header::CONTENT_TYPE).starts_with("text/csv"));
    assert!(
        table
            .header(http::header::CONTENT_DISPOSITION)
            .contains("audit-trail.csv")
    );
    let text = table.text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    // 700, the two of the beginning, and that the table was taken.
    assert_eq!(rows.len(), 703);
    assert_eq!(&rows[0][5], "audit.exported");
    assert_eq!(&rows[1][7], "'=key-699");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with('=')));
    assert!(rows.iter().any(|row| row[4].contains("=Sam Reader")));
    assert!(!table.says("Zanzibar"));
    let narrowed = ada.get("/organisation/audit.csv?action=session.began").await;
    assert_eq!(narrowed.text.lines().count(), 2, "{}", narrowed.text);
    assert_eq!(ada.get("/organisation/audit.csv?from=x").await.status, 400);
});

on_both_databases!(an_entry_in_the_table_can_be_checked_outside, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let table = world.ada(&hub, &test.db).await.get("/organisation/audit.csv").await;
    let mut reader = csv::Reader::from_reader(table.text.trim_start_matches('\u{feff}').as_bytes());
    for row in reader.records().map(Result::unwrap) {
        let part = |at: usize| row[at].to_owned();
        let bytes = |at: usize| data_encoding::HEXLOWER.decode(part(at).as_bytes()).unwrap();
        let uuid = |at: usize| part(at).parse::<uuid::Uuid>().unwrap();
        let entry = accounts::audit::Entry {
            number: part(0).parse().unwrap(),
            id: uuid(10).into(),
            at: jiff::Timestamp::from_microsecond(part(11).parse().unwrap())
                .unwrap()
                .into(),
            action: part(5),
            actor_id: Some(uuid(8).into()),
            organisation_id: Some(uuid(9).into()),
            subject_kind: part(6),
            subject_id: part(7),
            detail_digest: bytes(12),
            previous_hash: bytes(13),
            hash: bytes(14),
        };
        assert_eq!(entry.hash, entry.rightful_hash(), "{row:?}");
    }
});

on_both_databases!(what_pages_write_down_leaves_the_chain_whole, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let ada = world.ada(&hub, &test.db).await;
    let before = verify(&test.db).await.entries;
    ada.get("/organisation/audit").await;
    ada.get("/organisation/audit.csv").await;
    let report = verify(&test.db).await;
    assert!(report.is_whole());
    assert_eq!(report.entries, before + 2);
});

on_both_databases!(an_export_asks_who_it_is_again_after_a_while, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let ada = world.ada(&hub, &test.db).await;
    hub.clock.set(now().plus_seconds(16 * 60).timestamp());
    let answer = ada.get("/organisation/audit.csv?kind=person").await;
    assert!(answer.location().starts_with("/sign-in/again?next="), "{answer:?}");
    assert_eq!(ada.get("/organisation/audit").await.status, 200);
});

on_both_databases!(who_merged_into_us_left_us_their_trail, |test| {
    let (hub, world) = (hub(&test.db), world(&test.db).await);
    let ada = world.ada(&hub, &test.db).await;
    let address = format!("/organisation/audit?of={}", world.southmere);
    assert_eq!(ada.get(&address).await.status, 404);
    let table = address.replacen("audit?", "audit.csv?", 1);
    assert_eq!(ada.get(&table).await.status, 404);
    let mut tx = test.db.write().await.unwrap();
    db::execute!(
        &mut tx,
        "update organisation set merged_into_id = $1 where id = $2",
        world.northvale,
        world.southmere,
    )
    .unwrap();
    tx.commit().await.unwrap();
    let own = ada.get("/organisation/audit").await;
    own.assert_page_says("Audit trail of Southmere");
    assert!(!own.says("Zanzibar"));
    let theirs = ada.get(&address).await;
    theirs.assert_sound();
    theirs.assert_page_says("Eve Elsewhere added a passkey");
    assert!(!theirs.words().contains("Sam Reader signed in"));
    assert!(ada.get(&table).await.says("Zanzibar"));
});
