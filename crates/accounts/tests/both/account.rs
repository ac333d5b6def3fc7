//! One's own account.

use accounts::testing::App;
use db::on_both_databases;
use web::Role;

use crate::browser::{Browser, PASSWORD, hidden, hub, link_in, maker, wait};

on_both_databases!(a_name_is_changed_and_two_windows_do_not_overwrite_one_another, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    let mut browser = Browser::holding(&hub, &make.cookie(&sam).await);
    let page = browser.get("/account/name").await;
    page.assert_sound();
    let version = hidden(&page, "version").to_owned();
    let fields = [("name", "Sam R. Reader"), ("version", version.as_str())];
    assert_eq!(
        browser.post("/account/name", &fields).await.location(),
        "/account?done=name"
    );
    browser
        .get("/account?done=name")
        .await
        .assert_page_says("Your name is changed. Your account");
    let late = browser
        .post("/account/name", &[("name", "Sammy"), ("version", &version)])
        .await;
    assert_eq!(late.status, 422);
    late.assert_page_says("Somebody changed this while you were editing");
    assert!(late.says("value=\"Sammy\""));
    assert_eq!(
        browser
            .post("/account/name", &[("name", ""), ("version", &version)])
            .await
            .status,
        422
    );
});

on_both_databases!(sessions_are_listed_and_ended_by_their_owner_alone, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let (sam, eve) = (make.person("Sam Reader").await, make.person("Eve Elder").await);
    let mut here = Browser::holding(&hub, &make.cookie(&sam).await);
    let mut there = Browser::holding(&hub, &make.cookie(&sam).await);
    let mut third = Browser::holding(&hub, &make.cookie(&sam).await);
    let mut eves = Browser::holding(&hub, &make.cookie(&eve).await);
    let page = here.get("/account").await;
    page.assert_sound();
    page.assert_page_says("A browser (this one)");
    assert_eq!(page.text.matches("Sign out there").count(), 2);
    let address = link_in(&there.get("/account").await.text, "/account/sessions/");
    assert_eq!(eves.post(&address, &[]).await.status, 404);
    assert_eq!(here.post("/account/sessions/nonsense/end", &[]).await.status, 404);
    assert_eq!(there.post(&address, &[]).await.location(), "/account?done=session");
    assert_eq!([&mut here, &mut third].len(), 2);
    let open = [
        here.is_signed_in().await,
        there.is_signed_in().await,
        third.is_signed_in().await,
    ];
    assert_eq!(open.iter().filter(|is_open| **is_open).count(), 2);
    assert_eq!(
        there.post("/account/sessions/others/end", &[]).await.location(),
        "/account?done=sessions"
    );
    assert!(there.is_signed_in().await && !here.is_signed_in().await && !third.is_signed_in().await);
    assert!(eves.is_signed_in().await);
});

on_both_databases!(
    a_session_ends_after_an_hour_without_use_and_after_twelve_in_any_case,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let sam = make.person("Sam Reader").await;
        let mut idle = Browser::holding(&hub, &make.cookie(&sam).await);
        let mut busy = Browser::holding(&hub, &make.cookie(&sam).await);
        for _ in 0..13 {
            wait(&hub, 55 * 60);
            assert!(busy.is_signed_in().await);
        }
        assert!(!idle.is_signed_in().await);
        wait(&hub, 5 * 60);
        assert!(!busy.is_signed_in().await);
        let mut tx = test.db.write().await.unwrap();
        let settings = accounts::testing::settings();
        assert_eq!(
            accounts::forget_old(&mut tx, &settings, hub.clock.now()).await.unwrap(),
            2
        );
    }
);

on_both_databases!(a_short_limit_does_not_sign_out_whoever_is_at_work, |test| {
    let mut settings = accounts::testing::settings();
    settings.lifetimes.idle = 60;
    let share = |shared| accounts::testing::share_with(shared, settings);
    let hub = testkit::TestHub::new(&test.db, vec![accounts::feature()], share).from_elsewhere();
    let make = maker(&test.db, &hub);
    let mut browser = Browser::holding(&hub, &make.cookie(&make.person("Sam Reader").await).await);
    // Whatever they last did, they have nearly the whole minute from then.
    for pause in [5, 54, 6, 54, 7, 54, 40, 54] {
        wait(&hub, pause);
        assert!(browser.is_signed_in().await, "after {pause} seconds");
    }
    wait(&hub, 60);
    assert!(!browser.is_signed_in().await);
});

on_both_databases!(a_new_password_signs_out_everywhere_but_here, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    make.password(&sam, PASSWORD).await;
    let mut here = Browser::holding(&hub, &make.cookie(&sam).await);
    let mut there = Browser::holding(&hub, &make.cookie(&sam).await);
    here.get("/account/password").await.assert_sound();
    assert_eq!(
        here.post("/account/password", &[("password", "Sam Reader 2026")])
            .await
            .status,
        422
    );
    wait(&hub, 1);
    let answer = here
        .post("/account/password", &[("password", "seventeen green kettles sing")])
        .await;
    assert_eq!(answer.location(), "/account?done=password");
    assert!(here.is_signed_in().await && !there.is_signed_in().await);
    assert_eq!(
        there.type_password("sam-reader@example.org", PASSWORD).await.status,
        422
    );
});

on_both_databases!(a_password_needs_a_code_app_first, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    let mut browser = Browser::holding(&hub, &make.cookie(&sam).await);
    browser
        .get("/account")
        .await
        .assert_page_says("None. Set up the code app first");
    assert_eq!(browser.get("/account/password").await.status, 400);
    assert_eq!(
        browser
            .post("/account/password", &[("password", PASSWORD)])
            .await
            .status,
        400
    );
    assert_eq!(browser.post("/account/recovery-codes", &[]).await.status, 400);
    let page = browser.get("/account/code-app").await;
    page.assert_sound();
    let (key, app) = (hidden(&page, "key").to_owned(), App::of_page(&page.text));
    let code = app.code(hub.clock.now());
    browser
        .post("/account/code-app", &[("key", &key), ("code", &code)])
        .await
        .assert_page_says("Keep these recovery codes");
    assert_eq!(
        browser
            .post("/account/password", &[("password", PASSWORD)])
            .await
            .status,
        303
    );
    wait(&hub, 30);
    assert_eq!(
        Browser::new(&hub).sign_in("sam-reader@example.org", &app).await.status,
        303
    );
});

on_both_databases!(
    another_app_takes_the_place_of_the_first_and_its_key_is_its_owners,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let (sam, eve) = (make.person("Sam Reader").await, make.person("Eve Elder").await);
        let old = make.password(&sam, PASSWORD).await;
        let mut browser = Browser::holding(&hub, &make.cookie(&sam).await);
        let page = Browser::holding(&hub, &make.cookie(&eve).await)
            .get("/account/code-app")
            .await;
        let (key, app) = (hidden(&page, "key").to_owned(), App::of_page(&page.text));
        let code = app.code(hub.clock.now());
        // A key that was shown to somebody else is not taken.
        let answer = browser
            .post("/account/code-app", &[("key", &key), ("code", &code)])
            .await;
        assert_eq!(answer.status, 422);
        let page = browser.get("/account/code-app").await;
        let (key, app) = (hidden(&page, "key").to_owned(), App::of_page(&page.text));
        let code = app.code(hub.clock.now());
        assert_eq!(
            browser
                .post("/account/code-app", &[("key", &key), ("code", &code)])
                .await
                .status,
            200
        );
        wait(&hub, 30);
        assert_eq!(
            Browser::new(&hub).sign_in("sam-reader@example.org", &old).await.status,
            422
        );
        assert_eq!(
            Browser::new(&hub).sign_in("sam-reader@example.org", &app).await.status,
            303
        );
    }
);

on_both_databases!(new_recovery_codes_are_asked_for_first_and_shown_once, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    make.password(&sam, PASSWORD).await;
    let mut browser = Browser::holding(&hub, &make.cookie(&sam).await);
    browser.get("/account/recovery-codes").await.assert_sound();
    browser.get("/account").await.assert_page_says("8 left");
    let page = browser.post("/account/recovery-codes", &[]).await;
    page.assert_sound();
    assert_eq!(page.text.matches("<li><code").count(), 8);
    assert_eq!(page.header(http::header::CACHE_CONTROL), "no-store");
});

on_both_databases!(
    somebody_acts_for_the_organisations_that_they_belong_to_and_no_other,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let (north, south) = (
            make.organisation("Northvale").await,
            make.organisation("Southmere").await,
        );
        let other = make.organisation("Eastwick").await;
        let sam = make.member("Sam Reader", north.id, Role::Member).await;
        make.membership(south.id, &sam, Role::Administrator).await;
        let mut browser = Browser::holding(&hub, &make.cookie_for(&sam, Some(north.id)).await);
        assert_eq!(browser.get("/organisation/people").await.status, 403);
        let before = browser.cookies["watchward"].clone();
        let answer = browser
            .post("/account/organisation", &[("organisation", &other.id.to_string())])
            .await;
        assert_eq!(answer.status, 404);
        let answer = browser
            .post("/account/organisation", &[("organisation", &south.id.to_string())])
            .await;
        assert_eq!(answer.location(), "/account?done=organisation");
        let page = browser.get("/organisation/people").await;
        page.assert_page_says("People of Southmere");
        page.assert_page_says("Sam Reader Southmere");
        assert_ne!(browser.cookies["watchward"], before);
    }
);

on_both_databases!(the_bar_shows_who_is_signed_in_and_strangers_all_see_the_same, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let council = make.organisation("Northvale").await;
    let sam = make.member("Sam <Reader>", council.id, Role::Member).await;
    let page = hub.get_as(&make.cookie(&sam).await, "/nowhere").await;
    assert!(page.says("Sam &#60;Reader&#62;") && page.says("action=\"/sign-out\"") && page.says("Northvale"));
    assert!(!page.says(">Sign in<"));
    let stranger = hub.get("/nowhere").await;
    assert!(stranger.says("<a href=\"/sign-in\">Sign in</a>") && !stranger.says("/sign-out"));
    assert_eq!(hub.get_as("watchward=nonsense", "/nowhere").await.text, stranger.text);
});
