//! Codes on paper.

use db::{execute, on_both_databases};
use http::StatusCode;
use testkit::{Answer, TestHub};
use web::{HubRole, Role};

use super::{actions, hub, maker, session_of};
use crate::browser::hidden;

/// The codes on the page on which they stand once.
fn codes_on(page: &Answer) -> Vec<String> {
    let parts = page.text.split("<code>").skip(1);
    parts
        .filter_map(|part| part.split_once("</code>").map(|(code, _)| code.to_owned()))
        .collect()
}

async fn sign_in(hub: &TestHub, email: &str, code: &str) -> Answer {
    hub.post("/sign-in/paper", &[("email", email), ("code", code)]).await
}

on_both_databases!(
    an_administrator_comes_in_by_a_code_once_and_the_others_hear_of_it,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&hub, &test.db);
        let council = make.organisation("Northvale").await;
        let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
        make.member("Bob Other", council.id, Role::Administrator).await;
        make.member("Cat Member", council.id, Role::Member).await;
        let other = make.organisation("Southvale").await;
        make.member("Dan Elsewhere", other.id, Role::Administrator).await;
        let session = make.cookie(&ada).await;
        hub.get_as(&session, "/account/paper-codes").await.assert_sound();
        let page = hub.post_as(&session, "/account/paper-codes", &[]).await;
        page.assert_sound();
        assert_eq!(page.header(http::header::CACHE_CONTROL), "no-store");
        let codes = codes_on(&page);
        assert_eq!(codes.len(), 10);
        let again = hub.get_as(&session, "/account/paper-codes").await;
        again.assert_page_says("You have 10 unused codes");
        assert!(codes.iter().all(|code| !again.says(code)));

        hub.get("/sign-in/paper").await.assert_sound();
        let typed = codes[3].to_lowercase().replace('-', " ");
        let answer = sign_in(&hub, "ADA-KEYS@example.org", &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
        let new = session_of(&answer).unwrap();
        hub.get_as(&new, "/account/paper-codes")
            .await
            .assert_page_says("You have 9 unused codes");
        let twice = sign_in(&hub, &ada.email, &codes[3]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            actions(&test.db).await,
            ["paper-codes.made", "paper-code.used", "session.began"]
        );
        assert_eq!(hub.run_jobs().await, 1);
        let sent = hub.mailer.sent();
        assert_eq!(sent.len(), 1);
        assert!(sent[0].text.contains("Ada Keys") && sent[0].text.contains("24 November 2026 at 12:00"));
        assert_eq!(sent[0].to.email(), "bob-other@example.org");
    }
);

on_both_databases!(what_is_said_tells_nobody_whether_there_is_an_account, |test| {
    let hub = hub(&test.db);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let session = make.cookie(&ada).await;
    let codes = codes_on(&hub.post_as(&session, "/account/paper-codes", &[]).await);
    let wrong = "03-AAAA-AAAA-AAAA-AAAA";
    let compared = || hub.shared.get::<accounts::Settings>().passwords.compared();
    let before = compared();
    let known = sign_in(&hub, "ada-keys@example.org", wrong).await;
    let unknown = sign_in(&hub, "eva-nobody@example.org", wrong).await;
    let other = sign_in(&hub, "eva-nobody@example.org", &codes[0]).await;
    let nonsense = sign_in(&hub, "ada-keys@example.org", "nonsense").await;
    assert_eq!(compared() - before, 4);
    for answer in [&known, &unknown, &other, &nonsense] {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = answer.words();
        assert!(words.contains("do not belong together"), "{words}");
    }
    assert_eq!(
        known.text.replace("ada-keys", ""),
        unknown.text.replace("eva-nobody", "")
    );
    assert!(!other.says(&codes[0]));
});

on_both_databases!(new_codes_take_the_place_of_the_old_and_a_lost_role_takes_all, |test| {
    let hub = hub(&test.db);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let session = make.cookie(&ada).await;
    let old = codes_on(&hub.post_as(&session, "/account/paper-codes", &[]).await);
    // Loaded again, the page that made them makes none: what was printed stands.
    let again = hub.post_as(&session, "/account/paper-codes", &[]).await;
    again.assert_page_says("Nothing was made just now");
    assert!(codes_on(&again).is_empty());
    assert!(session_of(&sign_in(&hub, &ada.email, &old[1]).await).is_some());
    let sheet = [("in_place_of", hidden(&again, "in_place_of"))];
    let new = codes_on(&hub.post_as(&session, "/account/paper-codes", &sheet).await);
    assert!(session_of(&sign_in(&hub, &ada.email, &old[0]).await).is_none());
    assert!(session_of(&sign_in(&hub, &ada.email, &new[0]).await).is_some());
    make.membership(council.id, &ada, Role::Editor).await;
    assert!(session_of(&sign_in(&hub, &ada.email, &new[1]).await).is_none());
    make.membership(council.id, &ada, Role::Administrator).await;
    let mut tx = test.db.write().await.unwrap();
    execute!(
        &mut tx,
        "update person set is_disabled = $1 where id = $2",
        true,
        ada.id
    )
    .unwrap();
    tx.commit().await.unwrap();
    assert!(session_of(&sign_in(&hub, &ada.email, &new[1]).await).is_none());
});

on_both_databases!(a_page_from_before_the_last_code_was_used_makes_new_ones, |test| {
    let hub = hub(&test.db);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let session = make.cookie(&ada).await;
    hub.post_as(&session, "/account/paper-codes", &[]).await;
    let page = hub.get_as(&session, "/account/paper-codes").await;
    let mut tx = test.db.write().await.unwrap();
    execute!(&mut tx, "update paper_code set used_at = made_at").unwrap();
    tx.commit().await.unwrap();
    let sheet = [("in_place_of", hidden(&page, "in_place_of"))];
    let made = hub.post_as(&session, "/account/paper-codes", &sheet).await;
    assert_eq!(codes_on(&made).len(), 10);
});

on_both_databases!(codes_are_for_administrators_of_an_organisation_or_of_the_hub, |test| {
    let hub = hub(&test.db);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let editor = make.member("Ed Itor", council.id, Role::Editor).await;
    let page = hub.get_as(&make.cookie(&editor).await, "/account/paper-codes").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let keeper = make.hub_person("Hub Keeper", HubRole::Administrator).await;
    let page = hub
        .post_as(&make.cookie(&keeper).await, "/account/paper-codes", &[])
        .await;
    let codes = codes_on(&page);
    assert!(session_of(&sign_in(&hub, &keeper.email, &codes[9]).await).is_some());
});
