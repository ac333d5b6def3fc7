//! Passkeys.

use accounts::person::Person;
use db::{execute, on_both_databases};
use http::StatusCode;
use testkit::TestHub;
use web::Role;

use super::{actions, authenticator::Authenticator, cookie_of, hub, maker, session_of};

/// Adds a passkey of this name to the account of whoever shows `session`.
pub async fn add(hub: &TestHub, session: &str, device: &mut Authenticator, name: &str) -> testkit::Answer {
    let challenge = hub.post_as(session, "/account/passkeys/challenge", &[]).await;
    assert_eq!(challenge.status, StatusCode::OK);
    let ceremony = cookie_of(&challenge, "watchward-add-passkey").unwrap();
    let made = device.create(&challenge.text);
    let cookies = format!("{session}; {ceremony}");
    hub.post_as(&cookies, "/account/passkeys", &[("name", name), ("credential", &made)])
        .await
}

pub async fn sign_in(hub: &TestHub, device: &mut Authenticator) -> testkit::Answer {
    let challenge = hub.post("/sign-in/passkey/challenge", &[]).await;
    let ceremony = cookie_of(&challenge, "watchward-passkey").unwrap();
    let signed = device.sign(&challenge.text);
    let fields = [("credential", signed.as_str()), ("next", "/account/passkeys")];
    hub.post_as(&ceremony, "/sign-in/passkey", &fields).await
}

async fn somebody(hub: &TestHub, db: &db::Db) -> (Person, String) {
    let make = maker(hub, db);
    let council = make.organisation("Northvale").await;
    let sam = make.member("Sam Reader", council.id, Role::Member).await;
    let session = make.cookie(&sam).await;
    (sam, session)
}

on_both_databases!(whoever_added_a_passkey_signs_in_with_it_alone, |test| {
    let hub = hub(&test.db);
    let (_, session) = somebody(&hub, &test.db).await;
    let page = hub.get_as(&session, "/account/passkeys").await;
    page.assert_sound();
    page.assert_page_says("You have no passkeys yet");
    let mut phone = Authenticator::new();
    let added = add(&hub, &session, &mut phone, "Work phone").await;
    assert_eq!(added.location(), "/account/passkeys?done=added");

    hub.get("/sign-in/passkey").await.assert_sound();
    let answer = sign_in(&hub, &mut phone).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/account/passkeys");
    let new = session_of(&answer).unwrap();
    let page = hub.get_as(&new, "/account/passkeys").await;
    page.assert_sound();
    page.assert_page_says("Work phone");
    page.assert_page_says("last used 24 November 2026");
    assert_eq!(actions(&test.db).await, ["passkey.added", "session.began"]);
});

on_both_databases!(a_challenge_is_answered_once, |test| {
    let hub = hub(&test.db);
    let (_, session) = somebody(&hub, &test.db).await;
    let mut phone = Authenticator::new();
    add(&hub, &session, &mut phone, "Work phone").await;
    let challenge = hub.post("/sign-in/passkey/challenge", &[]).await;
    let ceremony = cookie_of(&challenge, "watchward-passkey").unwrap();
    let signed = phone.sign(&challenge.text);
    let fields = [("credential", signed.as_str())];
    let first = hub.post_as(&ceremony, "/sign-in/passkey", &fields).await;
    assert!(session_of(&first).is_some());
    let second = hub.post_as(&ceremony, "/sign-in/passkey", &fields).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(session_of(&second).is_none());
    let without = hub.post("/sign-in/passkey", &fields).await;
    assert!(session_of(&without).is_none());
});

on_both_databases!(a_device_that_does_not_verify_its_owner_opens_nothing, |test| {
    let hub = hub(&test.db);
    let (_, session) = somebody(&hub, &test.db).await;
    let mut phone = Authenticator::new();
    add(&hub, &session, &mut phone, "Work phone").await;
    phone.verifies = false;
    assert!(session_of(&sign_in(&hub, &mut phone).await).is_none());
    let mut careless = Authenticator::new();
    careless.verifies = false;
    let refused = add(&hub, &session, &mut careless, "Careless").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
});

on_both_databases!(a_false_page_cannot_use_a_passkey, |test| {
    let hub = hub(&test.db);
    let (_, session) = somebody(&hub, &test.db).await;
    let mut phone = Authenticator::new();
    add(&hub, &session, &mut phone, "Work phone").await;
    phone.origin = "https://watchward.example".into();
    assert!(session_of(&sign_in(&hub, &mut phone).await).is_none());
    phone.origin = "http://localhost:8080".into();
    phone.rp_id = "watchward.example".into();
    assert!(session_of(&sign_in(&hub, &mut phone).await).is_none());
});

on_both_databases!(a_passkey_that_looks_copied_opens_nothing, |test| {
    let hub = hub(&test.db);
    let (_, session) = somebody(&hub, &test.db).await;
    let mut phone = Authenticator::new();
    add(&hub, &session, &mut phone, "Work phone").await;
    phone.counter = 10;
    assert!(session_of(&sign_in(&hub, &mut phone).await).is_some());
    phone.counter = 3;
    assert!(session_of(&sign_in(&hub, &mut phone).await).is_none());
});

on_both_databases!(strangers_and_those_kept_out_get_one_and_the_same_answer, |test| {
    let hub = hub(&test.db);
    let (sam, session) = somebody(&hub, &test.db).await;
    let mut phone = Authenticator::new();
    add(&hub, &session, &mut phone, "Work phone").await;
    let mut unknown = Authenticator::new();
    unknown.user = db::new_uuid().as_bytes().to_vec();
    let stranger = sign_in(&hub, &mut unknown).await;
    let mut tx = test.db.write().await.unwrap();
    execute!(
        &mut tx,
        "update person set is_disabled = $1 where id = $2",
        true,
        sam.id
    )
    .unwrap();
    tx.commit().await.unwrap();
    let disabled = sign_in(&hub, &mut phone).await;
    assert_eq!(disabled.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((stranger.status, stranger.text), (disabled.status, disabled.text));
});

on_both_databases!(a_passkey_of_somebody_else_is_not_there_and_the_last_one_stays, |test| {
    let hub = hub(&test.db);
    let (_, session) = somebody(&hub, &test.db).await;
    let make = maker(&hub, &test.db);
    let kim = make.person("Kim Other").await;
    let others = make.cookie(&kim).await;
    add(&hub, &session, &mut Authenticator::new(), "Old tablet").await;
    let list = hub.get_as(&session, "/account/passkeys").await;
    let removal = list
        .own_links()
        .into_iter()
        .find(|link| link.ends_with("/removal"))
        .unwrap();
    assert_eq!(hub.get_as(&others, &removal).await.status, StatusCode::NOT_FOUND);
    assert_eq!(hub.post_as(&others, &removal, &[]).await.status, StatusCode::NOT_FOUND);

    let page = hub.get_as(&session, &removal).await;
    page.assert_sound();
    page.assert_page_says("This is your last way to sign in");
    hub.post_as(&session, &removal, &[])
        .await
        .assert_page_says("last way to sign in");

    add(&hub, &session, &mut Authenticator::new(), "Security key").await;
    hub.get_as(&session, &removal)
        .await
        .assert_page_says("Remove the passkey “Old tablet”?");
    let removed = hub.post_as(&session, &removal, &[]).await;
    assert_eq!(removed.location(), "/account/passkeys?done=removed");
    let list = hub.get_as(&session, "/account/passkeys?done=removed").await;
    assert!(!list.says("Old tablet") && list.says("Security key"));
});

on_both_databases!(a_passkey_needs_a_name_and_is_added_once, |test| {
    let hub = hub(&test.db);
    let (_, session) = somebody(&hub, &test.db).await;
    let mut phone = Authenticator::new();
    let nameless = add(&hub, &session, &mut phone, "").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    nameless.assert_page_says("Give the passkey a name");
    add(&hub, &session, &mut phone, "Work phone").await;
    add(&hub, &session, &mut phone, "Twice")
        .await
        .assert_page_says("This passkey is here already");
    let unmade = hub.post_as(&session, "/account/passkeys", &[("name", "None")]).await;
    unmade.assert_page_says("Your browser did not make a passkey");
});

on_both_databases!(where_browsers_use_no_passkeys_the_page_says_so, |test| {
    let hub = TestHub::new(&test.db, vec![accounts::feature()], accounts::testing::share);
    let page = hub.get("/sign-in/passkey").await;
    page.assert_sound();
    page.assert_page_says("Passkeys need an address that begins with https");
    let challenge = hub.post("/sign-in/passkey/challenge", &[]).await;
    assert_eq!(challenge.status, StatusCode::BAD_REQUEST);
});
