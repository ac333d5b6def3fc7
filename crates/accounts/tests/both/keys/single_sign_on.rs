//! Single sign-on: coming in, and everything that must not let anybody in.

use accounts::{organisation::Organisation, person::Person};
use db::{Db, Tx, execute, fetch_all, fetch_one, on_both_databases};
use http::StatusCode;
use serde_json::{Value, json};
use testkit::{Answer, TestHub};
use web::{HubRole, Role};

use super::{
    actions, cookie_of, hub, hub_that, maker,
    provider::{Fault, Provider},
    providers::{add_provider, offered_provider},
    session_of, verify_domain,
};

/// A council with the domain northvale.gov.uk, and a provider that is in use.
async fn council(hub: &TestHub, db: &Db, provider: &Provider) -> Organisation {
    let make = maker(hub, db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    provider.set().claims = json!({ "sub": "ada" });
    offered_provider(hub, &make.cookie(&ada).await, provider).await;
    let mut tx = db.write().await.unwrap();
    verify_domain(&mut tx, council.id, "northvale.gov.uk", hub.clock.now()).await;
    tx.commit().await.unwrap();
    council
}

/// What the provider says of Sam, whose address is verified and of the council's domain.
fn sam(more: Value) -> Value {
    let mut claims = json!({
        "sub": "sam", "name": "Sam Reader", "email": "sam@northvale.gov.uk", "email_verified": true,
    });
    for (name, value) in more.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

/// Leaves and comes back. What the provider says was set before.
async fn come(hub: &TestHub, provider: &Provider) -> Answer {
    let left = hub.get("/sign-in/single/northvale?next=/account/passkeys").await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.words());
    let ceremony = cookie_of(&left, "watchward-single-sign-on").unwrap();
    hub.get_as(&ceremony, &provider.come_back(left.location())).await
}

async fn role_of(db: &Db, email: &str) -> Option<(String, String)> {
    let mut tx = db.read().await.unwrap();
    db::fetch_optional!(
        &mut tx,
        "select m.role, m.origin from membership m join person p on p.id = m.person_id where p.email_key = $1",
        email,
    )
    .unwrap()
}

async fn people(db: &Db) -> i64 {
    let mut tx = db.read().await.unwrap();
    let (count,): (i64,) = fetch_one!(&mut tx, "select count(*) from person").unwrap();
    count
}

on_both_databases!(somebody_of_a_verified_domain_joins_and_comes_in, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    council(&hub, &test.db, &provider).await;
    provider.set().claims = sam(json!({}));
    let answer = come(&hub, &provider).await;
    assert_eq!(answer.location(), "/account/passkeys", "{}", answer.words());
    assert!(session_of(&answer).is_some());
    assert_eq!(
        role_of(&test.db, "sam@northvale.gov.uk").await,
        Some(("member".into(), "domain".into()))
    );
    let actions = actions(&test.db).await;
    assert!(actions.ends_with(&[
        "person.added".into(),
        "identity.linked".into(),
        "membership.given".into(),
        "session.began".into()
    ]));
    // The next time they are known by who they are there, whatever their address has become.
    provider.set().claims = sam(json!({ "email": "samantha@northvale.gov.uk" }));
    assert!(session_of(&come(&hub, &provider).await).is_some());
    assert_eq!(people(&test.db).await, 2);
});

on_both_databases!(entra_says_in_its_own_way_that_an_address_is_verified, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    council(&hub, &test.db, &provider).await;
    provider.set().claims = json!({ "sub": "sam", "email": "sam@northvale.gov.uk", "xms_edov": "1" });
    assert!(session_of(&come(&hub, &provider).await).is_some());
});

on_both_databases!(a_token_signed_with_rsa_is_as_good, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    council(&hub, &test.db, &provider).await;
    provider.set().claims = sam(json!({}));
    provider.set().uses_rsa = true;
    assert!(session_of(&come(&hub, &provider).await).is_some());
});

on_both_databases!(a_token_that_is_not_sound_lets_nobody_in, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    council(&hub, &test.db, &provider).await;
    let now = testkit::noon().as_second();
    for wrong in [
        json!({ "nonce": "another" }),
        json!({ "nonce": null }),
        json!({ "aud": "another" }),
        json!({ "aud": ["watchward", "another"] }),
        json!({ "iss": "https://another.example" }),
        json!({ "exp": now - 1 }),
    ] {
        provider.set().claims = sam(wrong.clone());
        let answer = come(&hub, &provider).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{wrong}");
        assert!(session_of(&answer).is_none(), "{wrong}");
    }
    provider.set().claims = sam(json!({}));
    for fault in [Fault::Unsigned, Fault::SignedWithSecret, Fault::SignedByOther] {
        provider.set().fault = fault;
        let answer = come(&hub, &provider).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{fault:?}");
        assert!(session_of(&answer).is_none(), "{fault:?}");
    }
    assert_eq!(people(&test.db).await, 1);
    provider.set().fault = Fault::None;
    assert!(session_of(&come(&hub, &provider).await).is_some());
});

on_both_databases!(
    what_comes_back_must_be_what_this_browser_left_for_and_counts_once,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        council(&hub, &test.db, &provider).await;
        provider.set().claims = sam(json!({}));
        let leave = async || {
            let left = hub.get("/sign-in/single/northvale").await;
            let cookie = cookie_of(&left, "watchward-single-sign-on").unwrap();
            (cookie, provider.come_back(left.location()))
        };
        // Swapped: the answer to one browser is brought by another.
        let ((one, _), (_, back)) = (leave().await, leave().await);
        let swapped = hub.get_as(&one, &back).await;
        assert_eq!(swapped.status, StatusCode::BAD_REQUEST);
        assert!(session_of(&swapped).is_none());
        // Without the cookie it is nobody's.
        let (_, back) = leave().await;
        assert!(session_of(&hub.get(&back).await).is_none());
        // Replayed: the same answer a second time, and a used code in a new ceremony.
        let (cookie, back) = leave().await;
        assert!(session_of(&hub.get_as(&cookie, &back).await).is_some());
        assert!(session_of(&hub.get_as(&cookie, &back).await).is_none());
        let (cookie, fresh) = leave().await;
        let used = back.split("code=").nth(1).unwrap().split('&').next().unwrap();
        let state = fresh.split("state=").nth(1).unwrap();
        let replayed = hub
            .get_as(&cookie, &format!("/sign-in/single/callback?code={used}&state={state}"))
            .await;
        assert_eq!(replayed.status, StatusCode::FORBIDDEN);
        assert!(session_of(&replayed).is_none());
        // Too late.
        let (cookie, back) = leave().await;
        let late = testkit::noon() + jiff::SignedDuration::from_secs(601);
        hub.clock.set(late);
        assert_eq!(hub.get_as(&cookie, &back).await.status, StatusCode::BAD_REQUEST);
    }
);

on_both_databases!(
    an_answer_names_its_provider_where_the_provider_says_that_it_does,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        provider.set().names_itself = true;
        council(&hub, &test.db, &provider).await;
        provider.set().claims = sam(json!({}));
        assert!(session_of(&come(&hub, &provider).await).is_some());
        for iss in ["", "&iss=https%3A%2F%2Fanother.example"] {
            let left = hub.get("/sign-in/single/northvale").await;
            let cookie = cookie_of(&left, "watchward-single-sign-on").unwrap();
            let back = provider.come_back(left.location());
            let back = format!("{}{iss}", back.split("&iss=").next().unwrap());
            let answer = hub.get_as(&cookie, &back).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{iss}");
        }
    }
);

on_both_databases!(a_new_key_is_asked_for_and_not_for_every_token, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    council(&hub, &test.db, &provider).await;
    provider.set().claims = sam(json!({}));
    let asked = provider.set().asked_for_keys;
    assert!(session_of(&come(&hub, &provider).await).is_some());
    assert_eq!(provider.set().asked_for_keys, asked);
    provider.change_key();
    assert!(session_of(&come(&hub, &provider).await).is_none());
    assert_eq!(provider.set().asked_for_keys, asked);
    hub.clock.set(testkit::noon() + jiff::SignedDuration::from_secs(61));
    assert!(session_of(&come(&hub, &provider).await).is_some());
    assert_eq!(provider.set().asked_for_keys, asked + 1);
});

on_both_databases!(a_provider_that_hangs_or_floods_is_given_up, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    council(&hub, &test.db, &provider).await;
    provider.set().claims = sam(json!({}));
    for fault in [Fault::Floods, Fault::Hangs] {
        provider.set().fault = fault;
        let began = std::time::Instant::now();
        let answer = come(&hub, &provider).await;
        assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "{fault:?}");
        assert!(began.elapsed().as_secs() < 10, "{fault:?}");
        answer.assert_page_says("Administrators can use a code on paper");
    }
});

on_both_databases!(an_address_alone_gives_nobody_an_account, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let council = council(&hub, &test.db, &provider).await;
    let make = maker(&hub, &test.db);
    let somebody = make.member("Sam Reader", council.id, Role::Editor).await;
    give_address(&test.db, &somebody, "sam@northvale.gov.uk").await;
    let elsewhere = make.person("Eve Else").await;
    give_address(&test.db, &elsewhere, "eve@elsewhere.gov.uk").await;
    let keeper = make.hub_person("Hub Keeper", HubRole::Administrator).await;
    give_address(&test.db, &keeper, "keeper@northvale.gov.uk").await;
    for refused in [
        sam(json!({ "email_verified": false })),
        sam(json!({ "email_verified": null })),
        sam(json!({ "sub": "eve", "email": "eve@elsewhere.gov.uk" })),
        sam(json!({ "sub": "keeper", "email": "keeper@northvale.gov.uk" })),
        sam(json!({ "sub": "new", "email": "new@elsewhere.gov.uk" })),
        sam(json!({ "sub": "new", "email": "new@northvale.gov.uk", "email_verified": false })),
        sam(json!({ "sub": "none", "email": null })),
    ] {
        provider.set().claims = refused.clone();
        let answer = come(&hub, &provider).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{refused}");
        assert!(session_of(&answer).is_none(), "{refused}");
    }
    assert_eq!(people(&test.db).await, 4);
    // Whether an address that is not of the domain has an account is not told.
    let mut said = Vec::new();
    for address in ["eve@elsewhere.gov.uk", "new@elsewhere.gov.uk"] {
        provider.set().claims = sam(json!({ "sub": "asks", "email": address }));
        said.push(come(&hub, &provider).await.words());
    }
    assert_eq!(said[0], said[1]);
    // An account that opens another organisation too is not opened by this one's provider alone.
    let both = make.member("Bo Both", council.id, Role::Member).await;
    give_address(&test.db, &both, "bo@northvale.gov.uk").await;
    let southmere = make.organisation("Southmere").await;
    make.membership(southmere.id, &both, Role::Member).await;
    provider.set().claims = sam(json!({ "sub": "bo", "email": "bo@northvale.gov.uk" }));
    let answer = come(&hub, &provider).await;
    assert!(session_of(&answer).is_none());
    answer.assert_page_says("Sign in to it another way, and link your work account there");
    // Verified, and of the domain: it is theirs, and the role given by hand stays.
    provider.set().claims = sam(json!({}));
    assert!(session_of(&come(&hub, &provider).await).is_some());
    let role = role_of(&test.db, "sam@northvale.gov.uk").await;
    assert_eq!(role, Some(("editor".into(), "invitation".into())));
});

on_both_databases!(
    whoever_was_given_a_mailbox_is_not_given_the_account_that_another_work_account_opens,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        council(&hub, &test.db, &provider).await;
        provider.set().claims = sam(json!({}));
        assert!(session_of(&come(&hub, &provider).await).is_some());
        provider.set().claims = sam(json!({ "sub": "new-starter" }));
        let answer = come(&hub, &provider).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(session_of(&answer).is_none());
        answer.assert_page_says("That address belongs to an account that another work account opens. Ask your");
        let mut tx = test.db.write().await.unwrap();
        let (identities,): (i64,) = fetch_one!(&mut tx, "select count(*) from identity").unwrap();
        assert_eq!(identities, 2, "Ada and Sam");
        let (details,): (String,) = fetch_one!(
            &mut tx,
            "select cast(words as text) from audit_detail order by number desc limit 1"
        )
        .unwrap();
        assert!(
            details.contains("address-bound") && details.contains("sam@northvale.gov.uk"),
            "{details}"
        );
        // Whoever was somebody there goes on coming in, and once that link is taken away the address counts again.
        provider.set().claims = sam(json!({}));
        tx.commit().await.unwrap();
        assert!(session_of(&come(&hub, &provider).await).is_some());
        let mut tx = test.db.write().await.unwrap();
        execute!(&mut tx, "delete from identity where subject = 'sam'").unwrap();
        tx.commit().await.unwrap();
        provider.set().claims = sam(json!({ "sub": "moved" }));
        assert!(session_of(&come(&hub, &provider).await).is_some());
    }
);

on_both_databases!(another_organisations_provider_cannot_use_this_ones_domain, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let council = council(&hub, &test.db, &provider).await;
    let make = maker(&hub, &test.db);
    let somebody = make.member("Sam Reader", council.id, Role::Administrator).await;
    give_address(&test.db, &somebody, "sam@northvale.gov.uk").await;
    let southvale = make.organisation("Southvale").await;
    let mallory = make.member("Mallory", southvale.id, Role::Administrator).await;
    let hostile = Provider::start().await;
    hostile.set().claims = json!({ "sub": "mallory" });
    offered_provider(&hub, &make.cookie(&mallory).await, &hostile).await;
    hostile.set().claims = sam(json!({ "groups": ["all-administrators"] }));
    let left = hub.get("/sign-in/single/southvale").await;
    let cookie = cookie_of(&left, "watchward-single-sign-on").unwrap();
    let answer = hub.get_as(&cookie, &hostile.come_back(left.location())).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(session_of(&answer).is_none());
});

on_both_databases!(
    roles_come_and_go_with_the_providers_groups_and_open_sessions_feel_it,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        council(&hub, &test.db, &provider).await;
        let with = |groups: Value| provider.set().claims = sam(json!({ "groups": groups }));
        with(json!(["all-administrators", "all-members"]));
        let first = session_of(&come(&hub, &provider).await).unwrap();
        let role = role_of(&test.db, "sam@northvale.gov.uk").await;
        assert_eq!(role, Some(("administrator".into(), "single-sign-on".into())));
        assert_eq!(hub.get_as(&first, "/organisation/sign-in").await.status, StatusCode::OK);

        with(json!(["all-editors"]));
        let second = session_of(&come(&hub, &provider).await).unwrap();
        for session in [&first, &second] {
            let page = hub.get_as(session, "/organisation/sign-in").await;
            assert_eq!(page.status, StatusCode::FORBIDDEN);
        }
        // Without any group they are still of the domain, which makes them a member.
        with(json!([]));
        assert!(session_of(&come(&hub, &provider).await).is_some());
        let role = role_of(&test.db, "sam@northvale.gov.uk").await;
        assert_eq!(role, Some(("member".into(), "domain".into())));
    }
);

on_both_databases!(
    whoever_loses_the_last_role_does_not_come_in_and_is_nobody_in_what_is_open,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        let council = council(&hub, &test.db, &provider).await;
        provider.set().claims = sam(json!({ "groups": ["all-administrators"] }));
        let open = session_of(&come(&hub, &provider).await).unwrap();
        let mut tx = test.db.write().await.unwrap();
        execute!(
            &mut tx,
            "update identity_provider set joins_by_domain = $1 where organisation_id = $2",
            false,
            council.id,
        )
        .unwrap();
        tx.commit().await.unwrap();
        provider.set().claims = sam(json!({ "_claim_names": { "groups": "src1" } }));
        let answer = come(&hub, &provider).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(role_of(&test.db, "sam@northvale.gov.uk").await, None);
        assert_eq!(
            hub.get_as(&open, "/organisation/sign-in").await.status,
            StatusCode::FORBIDDEN
        );
        assert!(actions(&test.db).await.contains(&"membership.taken".into()));
    }
);

on_both_databases!(a_role_given_by_hand_is_left_alone, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let council = council(&hub, &test.db, &provider).await;
    let make = maker(&hub, &test.db);
    let somebody = make.member("Sam Reader", council.id, Role::Member).await;
    give_address(&test.db, &somebody, "sam@northvale.gov.uk").await;
    for groups in [json!(["all-administrators"]), json!([])] {
        provider.set().claims = sam(json!({ "groups": groups }));
        assert!(session_of(&come(&hub, &provider).await).is_some());
        let role = role_of(&test.db, "sam@northvale.gov.uk").await;
        assert_eq!(role, Some(("member".into(), "invitation".into())));
    }
});

on_both_databases!(whoever_is_kept_out_does_not_come_in_this_way_either, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    council(&hub, &test.db, &provider).await;
    provider.set().claims = sam(json!({}));
    come(&hub, &provider).await;
    let mut tx = test.db.write().await.unwrap();
    execute!(
        &mut tx,
        "update person set is_disabled = $1 where email_key = 'sam@northvale.gov.uk'",
        true
    )
    .unwrap();
    tx.commit().await.unwrap();
    let answer = come(&hub, &provider).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    answer.assert_page_says("Your account here is closed");
    let mut tx = test.db.read().await.unwrap();
    let refused: Vec<(String,)> = fetch_all!(
        &mut tx,
        "select d.words from audit_entry e join audit_detail d on d.number = e.number
          where e.action = 'single-sign-on.refused'"
    )
    .unwrap();
    assert!(refused[0].0.contains("disabled"));
});

on_both_databases!(
    the_right_provider_is_found_by_domain_and_by_name_and_never_by_person,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        council(&hub, &test.db, &provider).await;
        hub.get("/sign-in/single").await.assert_sound();
        let ask = async |who: &str| hub.post("/sign-in/single", &[("who", who), ("next", "/account")]).await;
        for who in ["sam@northvale.gov.uk", "nobody@NORTHVALE.gov.uk", "northvale", "North"] {
            let page = ask(who).await;
            page.assert_sound();
            assert!(page.says("/sign-in/single/northvale?next=%2Faccount"), "{who}");
        }
        for who in ["", "sam@elsewhere.gov.uk", "Southvale", "%", "_"] {
            let page = ask(who).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{who}");
            assert!(!page.says("northvale?"), "{who}");
        }
        assert_eq!(hub.get("/sign-in/single/southvale").await.status, StatusCode::NOT_FOUND);
    }
);

on_both_databases!(nobody_reaches_into_the_hubs_own_network_through_an_issuer, |test| {
    let provider = Provider::start().await;
    let open = hub(&test.db);
    council(&open, &test.db, &provider).await;
    // The same database, by a hub that does not allow private issuers: nothing is asked.
    let guarded = hub_that(&test.db, false);
    let mut tx: Tx = test.db.write().await.unwrap();
    execute!(&mut tx, "delete from identity_provider_metadata").unwrap();
    tx.commit().await.unwrap();
    let asked = provider.set().asked_for_keys;
    let answer = guarded.get("/sign-in/single/northvale").await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert_eq!(provider.set().asked_for_keys, asked);
});

on_both_databases!(a_provider_that_describes_itself_falsely_is_not_used, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    let session = make.cookie(&ada).await;
    let address = add_provider(&hub, &session, &provider).await;
    for fault in [Fault::OtherIssuer, Fault::PointsOn, Fault::NamesScript] {
        provider.set().fault = fault;
        let answer = hub.get_as(&session, &format!("{address}/trial")).await;
        assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "{fault:?}");
        answer.assert_page_says("Back to how your people sign in");
    }
    assert_eq!(hub.get("/sign-in/single/northvale").await.status, StatusCode::NOT_FOUND);
});

async fn give_address(db: &Db, person: &Person, email: &str) {
    let mut tx = db.write().await.unwrap();
    execute!(
        &mut tx,
        "update person set email = $1, email_key = $2 where id = $3",
        email,
        email,
        person.id
    )
    .unwrap();
    tx.commit().await.unwrap();
}
