//! People are shown what is held on them, and are forgotten, and the chain stays whole.

use accounts::audit::{Act, record};
use db::{Db, fetch_one, on_both_databases};
use web::{HubRole, PersonId, Role};

use super::hub::{hub, member, now, organisation, person, sign_in, verify};

const SURE: [(&str, &str); 1] = [("sure", "yes")];

/// How often an e-mail address or a name of Sam's stands anywhere in the tables.
async fn traces(db: &Db) -> i64 {
    let (count,): (i64,) = fetch_one!(
        &mut db.read().await.unwrap(),
        "select (select count(*) from person where name like '%Sam%' or email like '%sam@%')
              + (select count(*) from audit_detail where words like '%Sam%' or words like '%sam@%')
              + (select count(*) from session) + (select count(*) from membership where role = 'member')"
    )
    .unwrap();
    count
}

async fn write_down(db: &Db, act: Act) {
    let mut tx = db.write().await.unwrap();
    record(&mut tx, &act, now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Entries by Sam, about Sam, and with Sam's address among words about something else.
async fn history(db: &Db, sam: PersonId) {
    let by = Act::of_the_hub("session.began")
        .actor(sam)
        .with("actor", "Sam Reader")
        .with("address", "198.51.100.1");
    let about = Act::of_the_hub("person.added")
        .on("person", sam)
        .with("name", "Sam Reader")
        .with("address", "203.0.113.9");
    let invited = Act::of_the_hub("passkey.added")
        .on("invitation", "i-1")
        .with("email", "Sam@example.gov.uk");
    let concerns = Act::of_the_hub("passkey.removed")
        .on("passkey", "p-1")
        .about(sam)
        .with("owner", "Sam Reader");
    let other = Act::of_the_hub("passkey.added")
        .on("invitation", "i-2")
        .with("email", "notsam@example.gov.uk.invalid");
    for act in [by, about, invited, concerns, other] {
        write_down(db, act).await;
    }
}

on_both_databases!(a_person_reads_and_takes_away_what_is_held_on_them, |test| {
    let hub = hub(&test.db);
    let council = organisation(&test.db, "Northvale").await;
    let sam = member(&test.db, council, "Sam Reader", Role::Member).await;
    history(&test.db, sam).await;
    let browser = sign_in(&hub, &test.db, sam, Some(council)).await;
    let page = browser.get("/account/data").await;
    page.assert_sound();
    for words in [
        "E-mail address sam@example.gov.uk",
        "Organisation Northvale",
        "Role Member",
        "With passkey",
        "Browser Firefox on Windows",
        "Came about by an invitation",
        "From 198.51.100.7",
        "Did what signed in",
        "Did what added a person",
        "Did what removed a passkey",
    ] {
        page.assert_page_says(words);
    }
    // Moments are as people write them on the page, and as programs do in the file.
    assert!(!page.says("2026-11-"), "{}", page.words());
    // From where somebody else did something is about them.
    assert!(!page.says("203.0.113.9"));

    let file = browser.get("/account/data.json").await;
    assert!(file.header(http::header::CONTENT_DISPOSITION).contains("my-data.json"));
    let held: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    assert_eq!(held["person"], sam.to_string());
    assert_eq!(held["held"][0]["records"][0]["e_mail_address"], "sam@example.gov.uk");
    assert_eq!(held["held"].as_array().unwrap().len(), 10);
    assert!(!file.says("203.0.113.9"));
    // The file has to the letter what is kept.
    assert!(!page.says("Gecko") && file.says("Gecko/20100101 Firefox/130.0"));
    assert_eq!(hub.get("/account/data").await.status, 303);
});

on_both_databases!(who_is_forgotten_leaves_no_name_and_a_whole_chain, |test| {
    let hub = hub(&test.db);
    let council = organisation(&test.db, "Northvale").await;
    member(&test.db, council, "Ada Lovelace", Role::Administrator).await;
    let sam = member(&test.db, council, "Sam Reader", Role::Member).await;
    history(&test.db, sam).await;
    let browser = sign_in(&hub, &test.db, sam, Some(council)).await;
    browser.get("/account/data").await;
    let page = browser.get("/account/forgetting").await;
    page.assert_sound();
    page.assert_page_says("What stays, and why");

    let unsure = browser.post("/account/forgetting", &[]).await;
    assert_eq!(unsure.status, 422);
    unsure.assert_page_says("Tick the box if you want this");
    assert!(traces(&test.db).await > 0);

    let answer = browser.post("/account/forgetting", &SURE).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/account/forgotten"));
    assert!(answer.header(http::header::SET_COOKIE).contains("Max-Age=0"));
    browser
        .get("/account/forgotten")
        .await
        .assert_page_says("You have been forgotten");
    // The other address that ends like Sam's stays.
    let report = verify(&test.db).await;
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(report.entries - report.erased, 1);
    assert_eq!(traces(&test.db).await, 1);
    assert!(browser.get("/account/data").await.location().starts_with("/sign-in"));
});

on_both_databases!(the_only_administrator_stays_until_there_is_another, |test| {
    let hub = hub(&test.db);
    let council = organisation(&test.db, "Northvale").await;
    let ada = member(&test.db, council, "Ada Lovelace", Role::Administrator).await;
    let browser = sign_in(&hub, &test.db, ada, Some(council)).await;
    let page = browser.get("/account/forgetting").await;
    page.assert_sound();
    page.assert_page_says("There is no other administrator of Northvale.");
    assert!(!page.says("Forget me"));
    let before = verify(&test.db).await.entries;
    let refused = browser.post("/account/forgetting", &SURE).await;
    assert_eq!(refused.status, 409);
    refused.assert_page_says("Make somebody else an administrator first.");
    assert_eq!(verify(&test.db).await.entries, before);

    member(&test.db, council, "Ben Second", Role::Administrator).await;
    assert_eq!(browser.post("/account/forgetting", &SURE).await.status, 303);
});

on_both_databases!(
    the_hubs_administrators_forget_others_and_not_the_last_of_themselves,
    |test| {
        let hub = hub(&test.db);
        let kit = person(&test.db, "Kit Keeper", Some(HubRole::Administrator)).await;
        let sam = person(&test.db, "Sam Reader", None).await;
        let browser = sign_in(&hub, &test.db, kit, None).await;
        let address = format!("/hub/people/{sam}/forgetting");
        let page = browser.get(&address).await;
        page.assert_sound();
        page.assert_page_says("Forget Sam Reader");
        let answer = browser.post(&address, &SURE).await;
        assert_eq!(answer.location(), format!("/hub/people/{sam}/forgotten"));
        browser.get(answer.location()).await.assert_sound();
        assert_eq!(browser.get(&address).await.status, 404);
        assert_eq!(browser.post(&address, &SURE).await.status, 404);
        assert_eq!(browser.get("/hub/people/nobody/forgetting").await.status, 404);
        let trail = browser.get("/hub/audit?action=person.forgotten").await;
        trail.assert_page_says("had a person forgotten");
        assert!(!trail.says("Sam Reader"));

        let own = format!("/hub/people/{kit}/forgetting");
        assert_eq!(browser.post(&own, &SURE).await.status, 409);
        let reader = sign_in(&hub, &test.db, person(&test.db, "Eve Other", None).await, None).await;
        assert_eq!(reader.post(&own, &SURE).await.status, 403);
        assert!(verify(&test.db).await.is_whole());
    }
);

on_both_databases!(two_administrators_who_forget_each_other_leave_one, |test| {
    let hub = hub(&test.db);
    let one = person(&test.db, "Kit Keeper", Some(HubRole::Administrator)).await;
    let other = person(&test.db, "Lou Keeper", Some(HubRole::Administrator)).await;
    let (first, second) = (
        sign_in(&hub, &test.db, one, None).await,
        sign_in(&hub, &test.db, other, None).await,
    );
    let (to_other, to_one) = (
        format!("/hub/people/{other}/forgetting"),
        format!("/hub/people/{one}/forgetting"),
    );
    let answers = tokio::join!(first.post(&to_other, &SURE), second.post(&to_one, &SURE));
    // Whoever came second was refused, or was gone already and is led to where people sign in.
    let done = [&answers.0, &answers.1]
        .iter()
        .filter(|answer| answer.location().ends_with("/forgotten"))
        .count();
    assert_eq!(done, 1, "{answers:?}");
    let (left,): (i64,) = fetch_one!(&mut test.db.read().await.unwrap(), "select count(*) from person").unwrap();
    assert_eq!(left, 1);
});
