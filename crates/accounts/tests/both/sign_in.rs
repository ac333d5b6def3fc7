//! Signing in by password and code, proving it again, signing out.

use accounts::testing::settings;
use db::{fetch_one, on_both_databases, testing::counted};

use crate::browser::{Browser, PASSWORD, hub, maker, wait};

on_both_databases!(a_password_and_a_code_sign_in_and_a_password_alone_does_not, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let app = make.password(&make.person("Sam Reader").await, PASSWORD).await;
    let mut browser = Browser::new(&hub);
    let page = browser.get("/sign-in").await;
    page.assert_sound();
    assert!(page.headers.get(http::header::SET_COOKIE).is_none());
    let answer = browser.type_password("Sam-Reader@Example.org", PASSWORD).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/sign-in/code"));
    assert!(!browser.is_signed_in().await);
    browser.get("/sign-in/code").await.assert_sound();
    let wrong = browser.post("/sign-in/code", &[("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    wrong.assert_page_says("That code is not right");
    let code = app.code(hub.clock.now());
    let answer = browser.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/"));
    assert!(browser.is_signed_in().await);
    // What was half way has ended.
    assert!(!browser.cookies.contains_key("watchward-pending"));
    let account = browser.get("/account").await;
    account.assert_sound();
    account.assert_page_says("Sam Reader");
});

on_both_databases!(a_code_is_taken_once, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let app = make.password(&make.person("Sam Reader").await, PASSWORD).await;
    assert_eq!(
        Browser::new(&hub).sign_in("sam-reader@example.org", &app).await.status,
        303
    );
    let second = Browser::new(&hub).sign_in("sam-reader@example.org", &app).await;
    assert_eq!(second.status, 422);
    wait(&hub, 30);
    assert_eq!(
        Browser::new(&hub).sign_in("sam-reader@example.org", &app).await.status,
        303
    );
});

on_both_databases!(a_recovery_code_signs_in_once_in_place_of_the_app, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let app = make.password(&make.person("Sam Reader").await, PASSWORD).await;
    let code = app.recovery_codes[0].to_uppercase();
    for (turn, status) in [(1, 303), (2, 422)] {
        let mut browser = Browser::new(&hub);
        browser.type_password("sam-reader@example.org", PASSWORD).await;
        let answer = browser.post("/sign-in/code", &[("code", &code)]).await;
        assert_eq!(answer.status.as_u16(), status, "{turn}");
    }
});

on_both_databases!(
    whether_there_is_an_account_cannot_be_told_from_the_answer_or_its_cost,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let disabled = make.person("Dee Archer").await;
        make.password(&disabled, PASSWORD).await;
        make.password(&make.person("Sam Reader").await, PASSWORD).await;
        make.person("No Password").await;
        let mut tx = test.db.write().await.unwrap();
        db::execute!(
            &mut tx,
            "update person set is_disabled = $1 where id = $2",
            true,
            disabled.id
        )
        .unwrap();
        tx.commit().await.unwrap();
        let passwords = &hub.shared.get::<accounts::Settings>().passwords;
        let mut seen = Vec::new();
        for (email, password) in [
            ("sam-reader@example.org", "not the password at all"),
            ("no-password@example.org", "not the password at all"),
            ("dee-archer@example.org", PASSWORD),
            ("no-body-here@example.org", "not the password at all"),
        ] {
            let compared = passwords.compared();
            let mut browser = Browser::new(&hub);
            let (answer, ran) = counted(browser.type_password(email, password)).await;
            seen.push((
                answer.status.as_u16(),
                answer.text.replace(email, "EMAIL"),
                ran,
                passwords.compared() - compared,
            ));
        }
        assert_eq!(seen[0].0, 422);
        assert_eq!(seen[0].3, 1);
        assert!(seen[0].2.statements.len() > 5, "{:?}", seen[0].2);
        assert!(
            seen.iter().all(|one| *one == seen[0]),
            "{:?}",
            seen.iter().map(|one| (one.0, &one.2, one.3)).collect::<Vec<_>>()
        );
        // The same until they wait, and while they do.
        let mut costs = Vec::new();
        for email in ["sam-reader@example.org", "no-body-here@example.org"] {
            let mut ran = Vec::new();
            for _ in 0..6 {
                let mut browser = Browser::new(&hub);
                let (answer, cost) = counted(browser.type_password(email, "not the password at all")).await;
                ran.push((answer.status.as_u16(), cost));
            }
            costs.push(ran);
        }
        assert_eq!(costs[0], costs[1]);
        assert_eq!(costs[0].last().map(|(status, _)| *status), Some(429));
    }
);

on_both_databases!(whoever_is_disabled_half_way_does_not_get_in, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    let app = make.password(&sam, PASSWORD).await;
    let mut browser = Browser::new(&hub);
    browser.type_password("sam-reader@example.org", PASSWORD).await;
    let mut tx = test.db.write().await.unwrap();
    db::execute!(
        &mut tx,
        "update person set is_disabled = $1 where id = $2",
        true,
        sam.id
    )
    .unwrap();
    tx.commit().await.unwrap();
    let code = app.code(hub.clock.now());
    let answer = browser.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!(answer.location(), "/sign-in?after=time");
});

on_both_databases!(half_way_ends_after_a_quarter_of_an_hour, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let app = make.password(&make.person("Sam Reader").await, PASSWORD).await;
    let mut browser = Browser::new(&hub);
    browser.type_password("sam-reader@example.org", PASSWORD).await;
    let later = wait(&hub, 15 * 60);
    let answer = browser.post("/sign-in/code", &[("code", &app.code(later))]).await;
    assert_eq!(answer.location(), "/sign-in?after=time");
    assert_eq!(browser.get("/sign-in/code").await.location(), "/sign-in?after=time");
});

on_both_databases!(whoever_is_sent_to_sign_in_comes_back_to_where_they_were, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let app = make.password(&make.person("Sam Reader").await, PASSWORD).await;
    let mut browser = Browser::new(&hub);
    assert_eq!(
        browser.get("/account/name").await.location(),
        "/sign-in?next=%2Faccount%2Fname"
    );
    browser.get("/sign-in?next=%2Faccount%2Fname").await.assert_sound();
    let fields = [
        ("email", "sam-reader@example.org"),
        ("password", PASSWORD),
        ("next", "/account/name"),
    ];
    let answer = browser.post("/sign-in", &fields).await;
    assert_eq!(answer.location(), "/sign-in/code?next=%2Faccount%2Fname");
    let code = app.code(hub.clock.now());
    let answer = browser
        .post("/sign-in/code", &[("code", &code), ("next", "/account/name")])
        .await;
    assert_eq!(answer.location(), "/account/name");
    assert_eq!(
        browser.get("/sign-in?next=%2Faccount%2Fname").await.location(),
        "/account/name"
    );
    for elsewhere in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/%5c/evil.example/..//x",
    ] {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("next", elsewhere)
            .finish();
        let location = browser.get(&format!("/sign-in?{query}")).await.location().to_owned();
        assert!(
            location == "/account" || location.starts_with("/%5c"),
            "{elsewhere} {location}"
        );
    }
});

on_both_databases!(
    what_is_sensitive_asks_for_a_new_proof_and_gives_the_session_a_new_token,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let sam = make.person("Sam Reader").await;
        let app = make.password(&sam, PASSWORD).await;
        let mut browser = Browser::holding(&hub, &make.cookie(&sam).await);
        assert_eq!(browser.get("/account/password").await.status, 200);
        let later = wait(&hub, 15 * 60);
        let asked = browser.get("/account/password").await;
        assert_eq!(asked.location(), "/sign-in/again?next=%2Faccount%2Fpassword");
        browser.get(asked.location()).await.assert_sound();
        let before = browser.cookies["watchward"].clone();
        let code = app.code(later);
        let wrong = [("password", "not it at all"), ("code", code.as_str())];
        assert_eq!(browser.post("/sign-in/again", &wrong).await.status, 422);
        let wrong = [("password", PASSWORD), ("code", "000000")];
        assert_eq!(browser.post("/sign-in/again", &wrong).await.status, 422);
        let right = [
            ("password", PASSWORD),
            ("code", code.as_str()),
            ("next", "/account/password"),
        ];
        assert_eq!(
            browser.post("/sign-in/again", &right).await.location(),
            "/account/password"
        );
        assert_ne!(browser.cookies["watchward"], before);
        assert_eq!(browser.get("/account/password").await.status, 200);
        let mut old = Browser::holding(&hub, &format!("watchward={before}"));
        assert!(!old.is_signed_in().await);
    }
);

on_both_databases!(signing_out_ends_the_session, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    let cookie = make.cookie(&sam).await;
    let mut browser = Browser::holding(&hub, &cookie);
    assert_eq!(browser.post("/sign-out", &[]).await.location(), "/");
    assert!(browser.cookies.is_empty());
    assert!(!Browser::holding(&hub, &cookie).is_signed_in().await);
    assert_eq!(browser.post("/sign-out", &[]).await.status, 303);
});

on_both_databases!(an_old_hash_is_made_anew_when_somebody_signs_in, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    make.password(&sam, PASSWORD).await;
    // Made at a lower cost: m=1024, t=1.
    let old = "$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$";
    let salt = b"somesaltsomesalt";
    let params = argon2::Params::new(1024, 1, 1, None).unwrap();
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut out = [0_u8; 32];
    argon2.hash_password_into(PASSWORD.as_bytes(), salt, &mut out).unwrap();
    let old = format!("{old}{}", data_encoding::BASE64_NOPAD.encode(&out));
    let mut tx = test.db.write().await.unwrap();
    db::execute!(
        &mut tx,
        "update password set hash = $1 where person_id = $2",
        old.as_str(),
        sam.id
    )
    .unwrap();
    tx.commit().await.unwrap();
    let answer = Browser::new(&hub)
        .type_password("sam-reader@example.org", PASSWORD)
        .await;
    assert_eq!(answer.location(), "/sign-in/code");
    let mut tx = test.db.read().await.unwrap();
    let (hash,): (String,) = fetch_one!(&mut tx, "select hash from password where person_id = $1", sam.id).unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    drop(tx);
    let answer = Browser::new(&hub)
        .type_password("sam-reader@example.org", PASSWORD)
        .await;
    assert_eq!(answer.location(), "/sign-in/code");
});

on_both_databases!(nothing_that_was_typed_is_in_debug_text, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let sam = make.person("Sam Reader").await;
    let app = make.password(&sam, PASSWORD).await;
    let shown = format!("{sam:?} {app:?} {:?}", settings());
    assert!(!shown.contains("Sam") && !shown.contains("sam-reader"), "{shown}");
});

on_both_databases!(the_database_understands_every_statement, |test| {
    let (count, broken) = db::check_statements(&test.db).await.unwrap();
    assert!(count > 60 && broken.is_empty(), "{broken:?}");
});
