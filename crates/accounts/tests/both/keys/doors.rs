//! Keys beside passwords: at the first way in, at every door, and when somebody begins anew.

use accounts::person::Person;
use axum::body::Body;
use db::{fetch_one, on_both_databases, testing::counted};
use http::{Method, Request, StatusCode, header};
use serde_json::json;
use testkit::TestHub;
use web::{HubRole, Role};

use super::{
    actions, authenticator::Authenticator, hub, maker, passkeys, provider::Provider, providers::offered_provider,
    session_of,
};
use crate::browser::{Browser, PASSWORD, link_in};

/// The link of an invitation to a council, as its administrator is shown it.
async fn invited(hub: &TestHub, session: &str, email: &str) -> String {
    let fields = [("name", "Sam Reader"), ("email", email), ("role", "member")];
    let answer = hub.post_as(session, "/organisation/people/invitation", &fields).await;
    assert!(
        answer.status.is_success() || answer.status.is_redirection(),
        "{}",
        answer.words()
    );
    hub.run_jobs().await;
    let sent = hub.mailer.sent();
    link_in(&sent.last().unwrap().text, "/sign-in/invitation/")
}

on_both_databases!(an_invitation_leads_to_a_first_passkey_and_in, |test| {
    let hub = hub(&test.db);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let link = invited(&hub, &make.cookie(&ada).await, "sam@northvale.gov.uk").await;
    let mut browser = Browser::new(&hub);
    assert_eq!(
        browser.get("/sign-in/set-up/passkey").await.location(),
        "/sign-in?after=time"
    );
    let answer = browser.post(&link, &[("name", "Sam Reader")]).await;
    assert_eq!(answer.location(), "/sign-in/set-up", "{}", answer.words());
    let choice = browser.get("/sign-in/set-up").await;
    choice.assert_sound();
    assert!(choice.says("/sign-in/set-up/passkey") && choice.says("/sign-in/password"));
    browser.get("/sign-in/set-up/passkey").await.assert_sound();
    let mut phone = Authenticator::new();
    let challenge = browser.post("/sign-in/set-up/passkey/challenge", &[]).await;
    let made = phone.create(&challenge.text);
    let nameless = browser.post("/sign-in/set-up/passkey", &[("credential", &made)]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    nameless.assert_page_says("Give the passkey a name");
    let fields = [("name", "Phone"), ("credential", made.as_str())];
    let added = browser.post("/sign-in/set-up/passkey", &fields).await;
    assert_eq!(added.location(), "/", "{}", added.words());
    assert!(browser.is_signed_in().await);
    browser.get("/account").await.assert_page_says("Your passkeys");
    // The link and what was half way are used up; the passkey goes on opening.
    assert_eq!(
        browser.get("/sign-in/set-up/passkey").await.location(),
        "/sign-in?after=time"
    );
    assert!(session_of(&passkeys::sign_in(&hub, &mut phone).await).is_some());
});

on_both_databases!(
    each_door_offers_what_rooms_add_and_takes_along_where_one_wants_to_go,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        let make = maker(&hub, &test.db);
        // Where no organisation has single sign-on, nobody is led to it.
        for page in ["/sign-in", "/sign-in/passkey"] {
            assert!(!hub.get(page).await.says("/sign-in/single"), "{page}");
        }
        let council = make.organisation("Northvale").await;
        let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
        provider.set().claims = json!({ "sub": "ada" });
        offered_provider(&hub, &make.cookie(&ada).await, &provider).await;
        assert!(hub.get("/sign-in/passkey").await.says("/sign-in/single"));
        let page = hub.get("/sign-in?next=/account/name").await;
        page.assert_sound();
        for way in ["/sign-in/passkey", "/sign-in/single", "/sign-in/paper"] {
            assert!(page.says(&format!("{way}?next=%2Faccount%2Fname")), "{way}");
        }
        let keeper = make.hub_person("Hub Keeper", HubRole::Administrator).await;
        let session = make.cookie(&keeper).await;
        let account = hub.get_as(&session, "/account").await;
        account.assert_sound();
        for way in ["/account/passkeys", "/account/single-sign-on", "/account/paper-codes"] {
            assert!(account.says(way), "{way}");
        }
        let member = make.cookie(&make.person("Sam Reader").await).await;
        assert!(!hub.get_as(&member, "/account").await.says("/account/paper-codes"));
    }
);

on_both_databases!(
    signing_in_under_a_councils_host_name_goes_on_at_the_public_address,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&hub, &test.db);
        let council = make.organisation("Northvale").await;
        let mut tx = test.db.write().await.unwrap();
        for host in ["hub.northvale.gov.uk", "localhost"] {
            accounts::host_name::store::add(&mut tx, council.id, host, hub.clock.now())
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let ask = async |method: Method, host: &str, path: &str| {
            let request = Request::builder().method(method).uri(path).header(header::HOST, host);
            hub.ask(request.body(Body::empty()).unwrap()).await
        };
        for path in [
            "/sign-in",
            "/sign-in?next=%2Faccount%2Fname&after=lost",
            "/sign-in?next=//evil.example",
            "/sign-in/passkey?next=%2Faccount",
            "/sign-in/single",
            "/sign-in/single/northvale?next=%2Faccount",
            "/sign-in/paper",
            "/sign-in/recovery",
            "/sign-in/recovery/abc",
            "/sign-in/invitation/abc",
        ] {
            let answer = ask(Method::GET, "Hub.Northvale.gov.uk:443", path).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            assert_eq!(answer.location(), format!("http://localhost:8080{path}"));
        }
        // Never from the public host itself, whatever its port, nor from a name that only a proxy uses.
        for host in [
            "localhost:8080",
            "localhost",
            "127.0.0.1:8080",
            "watchward:8080",
            "evil.example",
            "%",
        ] {
            assert_eq!(
                ask(Method::GET, host, "/sign-in").await.status,
                StatusCode::OK,
                "{host}"
            );
        }
        // What is sent is never led elsewhere, nor is whoever is signed in there.
        let posted = ask(Method::POST, "hub.northvale.gov.uk", "/sign-in").await;
        assert_ne!(posted.status, StatusCode::SEE_OTHER);
        let session = make.cookie(&make.person("Sam Reader").await).await;
        let request = Request::get("/sign-in").header(header::HOST, "hub.northvale.gov.uk");
        let request = request.header(header::COOKIE, session).body(Body::empty()).unwrap();
        assert_eq!(hub.ask(request).await.location(), "/account");
    }
);

on_both_databases!(
    a_used_link_tells_of_a_new_start_only_where_nobody_keeps_the_hub,
    |test| {
        let hub = hub(&test.db);
        let gone = async || hub.get("/sign-in/invitation/used").await;
        gone().await.assert_page_says("If you run this hub, start it again");
        let make = maker(&hub, &test.db);
        let keeper = make.hub_person("Hub Keeper", HubRole::Administrator).await;
        make.password(&keeper, "a river of copper lamps").await;
        let page = gone().await;
        assert!(!page.says("start it again"), "{}", page.words());
        page.assert_page_says("ask whoever invited you for a new link");
    }
);

on_both_databases!(paper_codes_are_numbered_once, |test| {
    let hub = hub(&test.db);
    let make = maker(&hub, &test.db);
    let keeper = make.hub_person("Hub Keeper", HubRole::Administrator).await;
    let page = hub
        .post_as(&make.cookie(&keeper).await, "/account/paper-codes", &[])
        .await;
    page.assert_sound();
    let list = page.text.split("ww-paper-codes").next().unwrap();
    assert!(list.ends_with("<ul class=\"govuk-list ") && page.says("<code>10-"));
});

on_both_databases!(
    whoever_proves_again_who_they_are_is_offered_only_what_they_have,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        let make = maker(&hub, &test.db);
        let council = make.organisation("Northvale").await;
        let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
        provider.set().claims = json!({ "sub": "ada" });
        let adas = make.cookie(&ada).await;
        // The provider is offered once somebody has come in by it, who then has a work account.
        offered_provider(&hub, &adas, &provider).await;
        let sam = make.person("Sam Reader").await;
        let sams = make.cookie(&sam).await;
        let again = async |session: &str| hub.get_as(session, "/sign-in/again?next=/account/passkeys").await;
        let (passkey, work) = ("/sign-in/passkey?next=%2F", "/sign-in/single?next=%2F");

        let page = again(&sams).await;
        page.assert_sound();
        assert!(!page.says(passkey) && !page.says(work) && !page.says("name=\"password\""));
        page.assert_page_says("Sign out and sign in again, the way you did before.");
        passkeys::add(&hub, &sams, &mut Authenticator::new(), "Key").await;
        let page = again(&sams).await;
        assert!(page.says(passkey) && !page.says(work) && !page.says("name=\"password\""));

        make.password(&ada, PASSWORD).await;
        let page = again(&adas).await;
        assert!(
            !page.says(passkey) && page.says(work) && page.says("name=\"password\""),
            "{}",
            page.words()
        );
    }
);

on_both_databases!(
    where_single_sign_on_is_the_only_way_passwords_and_links_are_none,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        let make = maker(&hub, &test.db);
        let council = make.organisation("Northvale").await;
        let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
        let session = make.cookie(&ada).await;
        let app = make.password(&ada, PASSWORD).await;
        provider.set().claims = json!({ "sub": "ada" });
        offered_provider(&hub, &session, &provider).await;
        let link = invited(&hub, &session, "sam@northvale.gov.uk").await;
        let mut half_way = Browser::new(&hub);
        assert_eq!(
            half_way.type_password(&ada.email, PASSWORD).await.location(),
            "/sign-in/code"
        );
        hub.post_as(&session, "/account/paper-codes", &[]).await;
        hub.post_as(&session, "/organisation/sign-in/rule", &[("only", "yes")])
            .await;

        let refused = Browser::new(&hub).type_password(&ada.email, PASSWORD).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        refused.assert_page_says("Northvale asks its people to use single sign-on");
        let code = app.code(hub.clock.now());
        let refused = half_way.post("/sign-in/code", &[("code", &code)]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(!half_way.is_signed_in().await);
        let mut guest = Browser::new(&hub);
        guest.post(&link, &[("name", "Sam Reader")]).await;
        let refused = guest.get("/sign-in/set-up").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        // A wrong password says what it says to anybody.
        let wrong = Browser::new(&hub)
            .type_password(&ada.email, "not the password at all")
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
);

on_both_databases!(
    a_password_without_an_app_opens_nothing_where_there_is_a_passkey,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&hub, &test.db);
        let sam = make.person("Sam Reader").await;
        make.password(&sam, PASSWORD).await;
        let mut tx = test.db.write().await.unwrap();
        db::execute!(&mut tx, "delete from code_app").unwrap();
        tx.commit().await.unwrap();
        let alone = Browser::new(&hub).type_password(&sam.email, PASSWORD).await;
        assert_eq!(alone.location(), "/sign-in/app");
        passkeys::add(&hub, &make.cookie(&sam).await, &mut Authenticator::new(), "Phone").await;
        let beside = Browser::new(&hub).type_password(&sam.email, PASSWORD).await;
        assert_eq!(beside.location(), "/sign-in?after=other");
        let page = hub.get("/sign-in?after=other").await;
        page.assert_page_says("You have set up another way to sign in");
    }
);

on_both_databases!(whoever_begins_anew_has_no_key_of_before, |test| {
    let hub = hub(&test.db);
    let make = maker(&hub, &test.db);
    let keeper = make.hub_person("Hub Keeper", HubRole::Administrator).await;
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let session = make.cookie(&ada).await;
    let mut lost = Authenticator::new();
    passkeys::add(&hub, &session, &mut lost, "Lost").await;
    hub.post_as(&session, "/account/paper-codes", &[]).await;
    let keepers = make.cookie(&keeper).await;
    let reset = format!("/hub/people/{}/reset", ada.id);
    assert_eq!(hub.post_as(&keepers, &reset, &[]).await.status, StatusCode::OK);
    assert!(session_of(&passkeys::sign_in(&hub, &mut lost).await).is_none());
    assert_eq!(left(&test.db, &ada).await, 0);
});

on_both_databases!(what_is_held_of_keys_is_shown_without_secrets_and_forgotten, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    make.member("Bob Other", council.id, Role::Administrator).await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let session = make.cookie(&ada).await;
    passkeys::add(&hub, &session, &mut Authenticator::new(), "Tablet in the hall").await;
    provider.set().claims = json!({ "sub": "ada-at-work" });
    offered_provider(&hub, &session, &provider).await;
    hub.post_as(&session, "/account/paper-codes", &[]).await;
    // Begun, and never finished.
    hub.post_as(&session, "/account/passkeys/challenge", &[]).await;
    let data = hub.get_as(&session, "/account/data").await;
    data.assert_sound();
    for words in ["Tablet in the hall", "ada-at-work", "Codes left 10"] {
        data.assert_page_says(words);
    }
    let file = hub.get_as(&session, "/account/data.json").await;
    assert!(!file.says("cred_id") && !file.says("argon2id"));
    let gone = hub.post_as(&session, "/account/forgetting", &[("sure", "yes")]).await;
    assert_eq!(gone.location(), "/account/forgotten", "{}", gone.words());
    assert_eq!(left(&test.db, &ada).await, 0);
});

async fn left(db: &db::Db, person: &Person) -> i64 {
    let mut tx = db.read().await.unwrap();
    let (count,): (i64,) = fetch_one!(
        &mut tx,
        "select (select count(*) from passkey where person_id = $1)
              + (select count(*) from paper_code where person_id = $1)
              + (select count(*) from identity where person_id = $1)",
        person.id,
    )
    .unwrap();
    count
}

on_both_databases!(codes_on_paper_are_not_guessed_and_nobody_elsewhere_is_slowed, |test| {
    let elsewhere = hub(&test.db);
    let hub = hub(&test.db).from_elsewhere();
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let page = hub.post_as(&make.cookie(&ada).await, "/account/paper-codes", &[]).await;
    let code = page
        .text
        .split("<code>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let mut seen = Vec::new();
    for email in [ada.email.as_str(), "eva-nobody@example.org"] {
        let wrong = [("email", email), ("code", "03-AAAA-AAAA-AAAA-AAAA")];
        let (_, ran) = counted(hub.post("/sign-in/paper", &wrong)).await;
        seen.push(ran);
        for _ in 0..4 {
            hub.post("/sign-in/paper", &wrong).await;
        }
        let (answer, ran) = counted(hub.post("/sign-in/paper", &wrong)).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{email}");
        answer.assert_page_says("That was wrong too often");
        seen.push(ran);
    }
    assert_eq!(seen[..2], seen[2..]);
    let right = [("email", ada.email.as_str()), ("code", code.as_str())];
    assert!(session_of(&hub.post("/sign-in/paper", &right).await).is_none());
    assert!(session_of(&elsewhere.post("/sign-in/paper", &right).await).is_some());
    assert!(actions(&test.db).await.contains(&"paper-code.used".into()));
});

on_both_databases!(the_pages_ask_the_database_as_often_for_one_row_as_for_many, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let session = make.cookie(&ada).await;
    provider.set().claims = json!({ "sub": "ada" });
    let pages = ["/account/passkeys", "/account/single-sign-on", "/organisation/sign-in"];
    let mut before = Vec::new();
    for page in pages {
        before.push(counted(hub.get_as(&session, page)).await.1);
    }
    for name in ["One", "Two", "Three"] {
        passkeys::add(&hub, &session, &mut Authenticator::new(), name).await;
        offered_provider(&hub, &session, &provider).await;
    }
    for (page, before) in pages.into_iter().zip(before) {
        assert_eq!(counted(hub.get_as(&session, page)).await.1, before, "{page}");
    }
});
