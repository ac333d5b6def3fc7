//! A forgotten password.

use db::{fetch_one, on_both_databases, testing::counted};
use testkit::TestHub;

use crate::browser::{Browser, PASSWORD, hub, link_in, mailing_hub, maker, wait};

const SAM: &str = "sam-reader@example.org";
const NEW: &str = "seventeen green kettles sing";

async fn ask(hub: &TestHub, email: &str) -> String {
    let answer = Browser::new(hub).post("/sign-in/recovery", &[("email", email)]).await;
    assert_eq!(answer.status, 303);
    answer.location().to_owned()
}

on_both_databases!(a_mailed_link_gives_a_new_password_and_ends_other_sessions, |test| {
    let hub = mailing_hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    let app = make.password(&sam, PASSWORD).await;
    let mut elsewhere = Browser::holding(&hub, &make.cookie(&sam).await);
    let sent = ask(&hub, SAM).await;
    Browser::new(&hub).get(&sent).await.assert_sound();
    hub.run_jobs().await;
    let [mail] = hub.mailer.sent().try_into().unwrap();
    assert_eq!(mail.to.email(), SAM);
    let link = link_in(&mail.text, "/sign-in/recovery/");
    let mut browser = Browser::new(&hub);
    browser.get(&link).await.assert_sound();
    browser.get(&link).await.assert_sound();
    assert!(elsewhere.is_signed_in().await);
    assert_eq!(browser.post(&link, &[("password", "short")]).await.status, 422);
    assert_eq!(
        browser
            .post(&link, &[("password", "sam-reader@example.org")])
            .await
            .status,
        422
    );
    let answer = browser.post(&link, &[("password", NEW)]).await;
    // The mailbox alone lets nobody in: the app is asked for as always.
    assert_eq!(answer.location(), "/sign-in/code");
    assert!(!browser.is_signed_in().await && !elsewhere.is_signed_in().await);
    let code = app.code(hub.clock.now());
    assert_eq!(browser.post("/sign-in/code", &[("code", &code)]).await.status, 303);
    assert!(browser.is_signed_in().await);
    // Once only, and the old password is gone.
    assert_eq!(Browser::new(&hub).get(&link).await.status, 404);
    assert_eq!(Browser::new(&hub).post(&link, &[("password", NEW)]).await.status, 404);
    assert_eq!(Browser::new(&hub).type_password(SAM, PASSWORD).await.status, 422);
    assert_eq!(Browser::new(&hub).type_password(SAM, NEW).await.status, 303);
});

on_both_databases!(whoever_asks_cannot_tell_whether_the_address_is_known, |test| {
    let hub = mailing_hub(&test.db);
    let make = maker(&test.db, &hub);
    make.password(&make.person("Sam Reader").await, PASSWORD).await;
    make.person("No Password").await;
    let mut seen = Vec::new();
    for email in [SAM, "no-password@example.org", "nobody@example.org"] {
        seen.push(counted(ask(&hub, email)).await);
    }
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    assert_eq!(hub.run_jobs().await, 3);
    assert_eq!(hub.mailer.sent().len(), 1);
    // No job named anybody, and what was for nobody is gone.
    let mut tx = test.db.read().await.unwrap();
    let (count,): (i64,) = fetch_one!(&mut tx, "select count(*) from link").unwrap();
    assert_eq!(count, 1);
});

on_both_databases!(a_job_that_mails_a_link_carries_neither_address_nor_token, |test| {
    let hub = mailing_hub(&test.db);
    let make = maker(&test.db, &hub);
    make.password(&make.person("Sam Reader").await, PASSWORD).await;
    ask(&hub, SAM).await;
    let mut tx = test.db.read().await.unwrap();
    let (payload,): (String,) = fetch_one!(&mut tx, "select payload from job").unwrap();
    drop(tx);
    hub.run_jobs().await;
    let token = link_in(&hub.mailer.sent()[0].text, "/sign-in/recovery/");
    let token = token.rsplit('/').next().unwrap();
    assert!(!payload.contains("sam") && !payload.contains(token), "{payload}");
});

on_both_databases!(a_link_works_for_half_an_hour, |test| {
    let hub = mailing_hub(&test.db);
    let make = maker(&test.db, &hub);
    make.password(&make.person("Sam Reader").await, PASSWORD).await;
    ask(&hub, SAM).await;
    hub.run_jobs().await;
    let link = link_in(&hub.mailer.sent()[0].text, "/sign-in/recovery/");
    wait(&hub, 30 * 60 - 1);
    assert_eq!(Browser::new(&hub).get(&link).await.status, 200);
    wait(&hub, 1);
    assert_eq!(Browser::new(&hub).get(&link).await.status, 404);
    assert_eq!(Browser::new(&hub).post(&link, &[("password", NEW)]).await.status, 404);
});

on_both_databases!(a_mailbox_is_not_filled_with_links, |test| {
    let hub = mailing_hub(&test.db);
    for _ in 0..3 {
        ask(&hub, SAM).await;
    }
    let answer = Browser::new(&hub).post("/sign-in/recovery", &[("email", SAM)]).await;
    assert_eq!(answer.status, 429);
    answer.assert_page_says("A link was asked for too often. Wait 60 minutes and try again");
});

on_both_databases!(a_hub_that_sends_no_mail_says_so, |test| {
    let hub = hub(&test.db);
    let page = Browser::new(&hub).get("/sign-in/recovery").await;
    page.assert_sound();
    page.assert_page_says("This hub sends no mail");
    Browser::new(&hub)
        .post("/sign-in/recovery", &[("email", SAM)])
        .await
        .assert_sound();
});
