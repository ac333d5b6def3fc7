//! Nobody guesses, and nobody is locked out by others.

use accounts::testing::App;
use db::on_both_databases;
use testkit::TestHub;

use crate::browser::{Browser, PASSWORD, hub, maker, wait};

const SAM: &str = "sam-reader@example.org";

async fn fail(hub: &TestHub, email: &str, times: usize) {
    for _ in 0..times {
        Browser::new(hub).type_password(email, "not the password at all").await;
    }
}

async fn is_let_try(browser: &mut Browser<'_>) -> bool {
    let answer = browser.type_password(SAM, PASSWORD).await;
    assert!(answer.status == 303 || answer.status == 429, "{}", answer.status);
    answer.status == 303
}

on_both_databases!(whoever_fails_often_waits_and_hears_for_how_long, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    make.password(&make.person("Sam Reader").await, PASSWORD).await;
    fail(&hub, SAM, 5).await;
    let answer = Browser::new(&hub).type_password(SAM, PASSWORD).await;
    assert_eq!(answer.status, 429);
    answer.assert_page_says("Wait a minute and try again");
    wait(&hub, 30);
    assert!(is_let_try(&mut Browser::new(&hub)).await);
    // An address without an account is slowed alike.
    fail(&hub, "nobody@example.org", 5).await;
    let answer = Browser::new(&hub).type_password("nobody@example.org", PASSWORD).await;
    assert_eq!(answer.status, 429);
});

on_both_databases!(
    what_strangers_do_does_not_slow_a_browser_that_has_signed_in_before,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let app = make.password(&make.person("Sam Reader").await, PASSWORD).await;
        let mut own = Browser::new(&hub);
        assert_eq!(own.sign_in(SAM, &app).await.status, 303);
        own.post("/sign-out", &[]).await;
        fail(&hub, SAM, 6).await;
        assert!(!is_let_try(&mut Browser::new(&hub)).await);
        assert!(is_let_try(&mut own).await);
        // The token of somebody else's browser does not help at this account.
        let other = make.person("Ada Archer").await;
        let others_app = make.password(&other, PASSWORD).await;
        let mut others = Browser::new(&hub);
        others.sign_in("ada-archer@example.org", &others_app).await;
        others.post("/sign-out", &[]).await;
        assert!(!is_let_try(&mut others).await);
    }
);

on_both_databases!(a_known_browser_that_guesses_is_slowed_too, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let app = make.password(&make.person("Sam Reader").await, PASSWORD).await;
    let mut own = Browser::new(&hub);
    own.sign_in(SAM, &app).await;
    own.post("/sign-out", &[]).await;
    for _ in 0..5 {
        own.type_password(SAM, "not the password at all").await;
    }
    assert!(!is_let_try(&mut own).await);
    // And then it does not slow anybody else.
    assert!(is_let_try(&mut Browser::new(&hub)).await);
});

async fn guess(hub: &TestHub, app: &App, times: usize) -> Vec<u16> {
    let right = app.code(hub.clock.now());
    let mut browser = Browser::new(hub);
    browser.type_password(SAM, PASSWORD).await;
    let mut statuses = Vec::new();
    for number in 0..times {
        let code = format!("{number:06}");
        let code = if code == right { "999999".to_owned() } else { code };
        statuses.push(browser.post("/sign-in/code", &[("code", &code)]).await.status.as_u16());
    }
    statuses
}

on_both_databases!(codes_cannot_be_guessed_either, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let app = make.password(&make.person("Sam Reader").await, PASSWORD).await;
    assert_eq!(guess(&hub, &app, 7).await, [422, 422, 422, 422, 422, 429, 429]);
    // Nor does the right password give more tries.
    assert_eq!(Browser::new(&hub).type_password(SAM, PASSWORD).await.status, 429);
});

on_both_databases!(nobody_is_named_among_the_attempts, |test| {
    let hub = hub(&test.db);
    fail(&hub, SAM, 6).await;
    let mut tx = test.db.read().await.unwrap();
    let (count,): (i64,) = db::fetch_one!(&mut tx, "select count(*) from attempt").unwrap();
    assert_eq!(count, 3);
    let entries: Vec<(String, String)> = db::fetch_all!(
        &mut tx,
        "select e.action, d.words from audit_entry e join audit_detail d on d.number = e.number"
    )
    .unwrap();
    assert_eq!(entries.len(), 1, "{entries:?}");
    assert_eq!(entries[0].0, "sign-in.slowed");
    assert!(!entries[0].1.contains("sam-reader"), "{entries:?}");
});
