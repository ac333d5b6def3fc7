//! The people of one's own organisation.

use accounts::membership;
use db::{on_both_databases, testing::counted};
use web::Role;

use crate::browser::{Browser, hub, maker};

on_both_databases!(
    an_administrator_sees_the_people_of_their_own_organisation_alone,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let (north, south) = (
            make.organisation("Northvale").await,
            make.organisation("Southmere").await,
        );
        let ada = make.member("Ada Archer", north.id, Role::Administrator).await;
        let sam = make.member("Sam Reader", north.id, Role::Member).await;
        let bob = make.member("Bob Baker", south.id, Role::Member).await;
        let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
        let page = office.get("/organisation/people").await;
        page.assert_sound();
        page.assert_page_says("People of Northvale 2 people");
        assert!(page.says("Sam Reader") && page.says("sam-reader@example.org") && !page.says("Bob"));
        office
            .get(&format!("/organisation/people/{}", sam.id))
            .await
            .assert_sound();
        office
            .get(&format!("/organisation/people/{}/removal", sam.id))
            .await
            .assert_sound();
        for address in [
            format!("/organisation/people/{}", bob.id),
            format!("/organisation/people/{}/removal", bob.id),
            "/organisation/people/nonsense".to_owned(),
        ] {
            assert_eq!(office.get(&address).await.status, 404, "{address}");
        }
        let fields = [("was", "member"), ("role", "editor")];
        assert_eq!(
            office
                .post(&format!("/organisation/people/{}/role", bob.id), &fields)
                .await
                .status,
            404
        );
        assert_eq!(
            office
                .post(&format!("/organisation/people/{}/removal", bob.id), &[])
                .await
                .status,
            404
        );
        let mut sams = Browser::holding(&hub, &make.cookie(&sam).await);
        assert_eq!(sams.get("/organisation/people").await.status, 403);
        // Reading is noted.
        let mut tx = test.db.read().await.unwrap();
        let noted: Vec<(String,)> = db::fetch_all!(
            &mut tx,
            "select action from audit_entry where actor_id = $1 order by number",
            ada.id
        )
        .unwrap();
        assert!(noted.iter().any(|(action,)| action == "person.list"), "{noted:?}");
        assert!(noted.iter().any(|(action,)| action == "person.read"), "{noted:?}");
    }
);

on_both_databases!(losing_a_role_acts_at_once_and_gaining_one_gives_a_new_token, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let north = make.organisation("Northvale").await;
    let ada = make.member("Ada Archer", north.id, Role::Administrator).await;
    let sam = make.member("Sam Reader", north.id, Role::Member).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let mut sams = Browser::holding(&hub, &make.cookie(&sam).await);
    let address = format!("/organisation/people/{}/role", sam.id);
    let token = sams.cookies["watchward"].clone();
    let up = office
        .post(&address, &[("was", "member"), ("role", "administrator")])
        .await;
    assert_eq!(up.location(), "/organisation/people?done=role");
    assert_eq!(sams.get("/organisation/people").await.status, 200);
    assert_ne!(sams.cookies["watchward"], token);
    // Somebody else's page shows what was before.
    let late = office.post(&address, &[("was", "member"), ("role", "editor")]).await;
    assert_eq!(late.status, 422);
    late.assert_page_says("Somebody changed this while you were editing");
    office
        .post(&address, &[("was", "administrator"), ("role", "member")])
        .await;
    assert_eq!(sams.get("/organisation/people").await.status, 403);
    assert_eq!(
        office
            .post(&address, &[("was", "member"), ("role", "king")])
            .await
            .status,
        400
    );
});

on_both_databases!(the_last_administrator_stays, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let north = make.organisation("Northvale").await;
    let ada = make.member("Ada Archer", north.id, Role::Administrator).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let (role, removal) = (
        format!("/organisation/people/{}/role", ada.id),
        format!("/organisation/people/{}/removal", ada.id),
    );
    let answer = office
        .post(&role, &[("was", "administrator"), ("role", "member")])
        .await;
    assert_eq!(answer.status, 422);
    answer.assert_page_says("This is the last administrator");
    let answer = office.post(&removal, &[]).await;
    assert_eq!(answer.status, 422);
    answer.assert_page_says("This is the last administrator");
    // One who cannot sign in does not count.
    let dee = make.member("Dee Dent", north.id, Role::Administrator).await;
    let mut tx = test.db.write().await.unwrap();
    db::execute!(
        &mut tx,
        "update person set is_disabled = $1 where id = $2",
        true,
        dee.id
    )
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.post(&removal, &[]).await.status, 422);
    make.member("Sam Reader", north.id, Role::Administrator).await;
    assert_eq!(office.post(&removal, &[]).await.location(), "/account?done=left");
    assert_eq!(office.get("/organisation/people").await.status, 403);
});

on_both_databases!(whoever_is_removed_keeps_nothing_of_the_organisation, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let north = make.organisation("Westmoor").await;
    let ada = make.member("Ada Archer", north.id, Role::Administrator).await;
    let sam = make.member("Sam Reader", north.id, Role::Editor).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let mut sams = Browser::holding(&hub, &make.cookie(&sam).await);
    assert!(sams.get("/account").await.says("Westmoor"));
    let answer = office
        .post(&format!("/organisation/people/{}/removal", sam.id), &[])
        .await;
    assert_eq!(answer.location(), "/organisation/people?done=removed");
    let page = sams.get("/account").await;
    page.assert_page_says("You belong to no organisation here.");
    assert!(!page.says("Westmoor"));
    let mut tx = test.db.read().await.unwrap();
    assert_eq!(membership::store::role(&mut tx, north.id, sam.id).await.unwrap(), None);
});

on_both_databases!(
    two_administrators_who_remove_one_another_at_once_do_not_both_go,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let north = make.organisation("Northvale").await;
        let ada = make.member("Ada Archer", north.id, Role::Administrator).await;
        let bob = make.member("Bob Baker", north.id, Role::Administrator).await;
        let mut adas = Browser::holding(&hub, &make.cookie(&ada).await);
        let mut bobs = Browser::holding(&hub, &make.cookie(&bob).await);
        let (one, other) = (
            format!("/organisation/people/{}/removal", bob.id),
            format!("/organisation/people/{}/removal", ada.id),
        );
        let answers = tokio::join!(adas.post(&one, &[]), bobs.post(&other, &[]));
        let mut tx = test.db.read().await.unwrap();
        let (count,): (i64,) = db::fetch_one!(&mut tx, "select count(*) from membership").unwrap();
        assert_eq!(count, 1, "{} {}", answers.0.status, answers.1.status);
    }
);

on_both_databases!(
    a_list_of_ten_thousand_is_searched_and_paged_at_a_constant_cost,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let north = make.organisation("Northvale").await;
        let ada = make.member("Ada Archer", north.id, Role::Administrator).await;
        let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
        let (_, of_one) = counted(office.get("/organisation/people")).await;
        let mut tx = test.db.write().await.unwrap();
        for number in 0..10_000 {
            let person = accounts::person::Person::new(format!("Person {number:05}"), format!("p{number}@example.org"));
            accounts::person::store::add(&mut tx, &person, hub.clock.now())
                .await
                .unwrap();
            membership::store::save(
                &mut tx,
                north.id,
                person.id,
                Role::Member,
                "invitation",
                hub.clock.now(),
            )
            .await
            .unwrap();
        }
        // What a server does by itself in the night.
        db::execute!(&mut tx, "analyze").unwrap();
        tx.commit().await.unwrap();
        let (page, of_many) = counted(office.get("/organisation/people")).await;
        assert_eq!(of_many, of_one);
        page.assert_sound();
        page.assert_page_says("10,001 people");
        assert_eq!(page.text.matches("@example.org").count(), 50);
        let next = page
            .own_links()
            .into_iter()
            .find(|link| link.contains("after="))
            .unwrap();
        let second = office.get(&next).await;
        second.assert_sound();
        assert!(second.says("Person 00049") && !second.says("Person 00048") && !second.says("ada-archer@"));
        let found = office.get("/organisation/people?q=P99%40").await;
        assert!(found.says("Person 00099") && found.text.matches("@example.org").count() == 1);
        let nobody = office.get("/organisation/people?q=%25").await;
        nobody.assert_page_says("Nobody here is called that.");
        let mut times = Vec::new();
        for _ in 0..20 {
            let began = std::time::Instant::now();
            office.get("/organisation/people?q=person").await;
            times.push(began.elapsed().as_millis());
        }
        times.sort_unstable();
        println!(
            "{}: p95 of the list of 10,001 people, searched: {} ms",
            test.db.name(),
            times[18]
        );
    }
);

on_both_databases!(whoever_gives_up_their_own_role_is_asked_and_told, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let north = make.organisation("Northvale").await;
    let ada = make.member("Ada Archer", north.id, Role::Administrator).await;
    make.member("Bob Baker", north.id, Role::Administrator).await;
    let mut adas = Browser::holding(&hub, &make.cookie(&ada).await);
    let role = format!("/organisation/people/{}/role", ada.id);
    let fields = [("was", "administrator"), ("role", "editor"), ("sure", "yes")];
    let asked = adas.post(&role, &fields[..2]).await;
    asked.assert_sound();
    asked.assert_page_says("You will no longer be able to see the people of your organisation");
    let mut tx = test.db.read().await.unwrap();
    let before = membership::store::role(&mut tx, north.id, ada.id).await.unwrap();
    assert_eq!(before, Some(Role::Administrator), "asking changes nothing");
    drop(tx);
    for (name, value) in fields {
        assert!(asked.says(&format!("name=\"{name}\" value=\"{value}\"")), "{name}");
    }
    let answer = adas.post(&role, &fields).await;
    let page = adas.get(answer.location()).await;
    page.assert_sound();
    page.assert_page_says("You are no longer an administrator of your organisation.");
});

on_both_databases!(whoever_leaves_their_organisation_is_asked_and_told, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let north = make.organisation("Northvale").await;
    let ada = make.member("Ada Archer", north.id, Role::Administrator).await;
    make.member("Bob Baker", north.id, Role::Administrator).await;
    let mut adas = Browser::holding(&hub, &make.cookie(&ada).await);
    let removal = format!("/organisation/people/{}/removal", ada.id);
    let asked = adas.get(&removal).await;
    asked.assert_page_says("Leave Northvale? You will no longer be able to see what it keeps to itself");
    let answer = adas.post(&removal, &[]).await;
    adas.get(answer.location())
        .await
        .assert_page_says("You have left the organisation.");
});
