//! The people of the hub, seen by those who keep it.

use db::on_both_databases;
use web::{HubRole, Role};

use crate::browser::{Browser, PASSWORD, hidden, hub, link_in, maker};

on_both_databases!(those_who_keep_the_hub_see_everybody_and_nobody_else_does, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let north = make.organisation("Northvale").await;
    let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
    let edith = make.hub_person("Edith Editor", HubRole::Editor).await;
    let sam = make.member("Sam Reader", north.id, Role::Administrator).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let page = office.get("/hub/people").await;
    page.assert_sound();
    page.assert_page_says("People of this hub 3 people");
    let page = office.get(&format!("/hub/people/{}", sam.id)).await;
    page.assert_sound();
    page.assert_page_says("Northvale (administrator)");
    office.get("/hub/people/invitation").await.assert_sound();
    let other = office.get(&format!("/hub/people/{}/disabling", sam.id)).await;
    other.assert_sound();
    other.assert_page_says("You can let them in again");
    let own = office.get(&format!("/hub/people/{}/disabling", ada.id)).await;
    own.assert_sound();
    own.assert_page_says("another hub administrator lets you");
    office
        .get(&format!("/hub/people/{}/reset", sam.id))
        .await
        .assert_sound();
    assert_eq!(office.get("/hub/people/nonsense").await.status, 404);
    assert_eq!(
        office
            .get("/hub/people?q=sam")
            .await
            .text
            .matches("@example.org")
            .count(),
        1
    );
    // Keeping the hub gives no sight of an organisation.
    assert_eq!(office.get("/organisation/people").await.status, 403);
    for other in [edith, sam] {
        let mut browser = Browser::holding(&hub, &make.cookie(&other).await);
        assert_eq!(browser.get("/hub/people").await.status, 403);
    }
    assert_eq!(
        Browser::new(&hub).get("/hub/people").await.location(),
        "/sign-in?next=%2Fhub%2Fpeople"
    );
});

on_both_databases!(whoever_is_disabled_is_out_at_once_and_may_be_let_in_again, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
    let sam = make.person("Sam Reader").await;
    make.password(&sam, PASSWORD).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let mut sams = Browser::holding(&hub, &make.cookie(&sam).await);
    let address = format!("/hub/people/{}", sam.id);
    let answer = office.post(&format!("{address}/disabling"), &[]).await;
    assert_eq!(answer.location(), format!("{address}?done=disabled"));
    assert!(!sams.is_signed_in().await);
    assert_eq!(sams.type_password("sam-reader@example.org", PASSWORD).await.status, 422);
    office.get(&format!("{address}?done=disabled")).await.assert_sound();
    assert_eq!(office.post(&format!("{address}/reset"), &[]).await.status, 400);
    office.post(&format!("{address}/enabling"), &[]).await;
    assert_eq!(sams.type_password("sam-reader@example.org", PASSWORD).await.status, 303);
});

on_both_databases!(the_last_administrator_of_the_hub_stays, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let address = format!("/hub/people/{}", ada.id);
    let answer = office.post(&format!("{address}/disabling"), &[]).await;
    assert_eq!(answer.status, 422);
    answer.assert_page_says("This is the last administrator of the hub");
    let answer = office
        .post(&format!("{address}/role"), &[("role", "none"), ("version", "1")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(office.get("/hub/people").await.status == 200);
    make.hub_person("Bob Baker", HubRole::Administrator).await;
    let fields = [("role", "none"), ("version", "1"), ("sure", "yes")];
    let asked = office.post(&format!("{address}/role"), &fields[..2]).await;
    asked.assert_page_says("You will no longer be able to decide which organisations and people are on this hub");
    assert_eq!(office.get("/hub/people").await.status, 200);
    let answer = office.post(&format!("{address}/role"), &fields).await;
    assert_eq!(answer.location(), "/account?done=hub-role");
    office
        .get(answer.location())
        .await
        .assert_page_says("Your role in this hub is changed.");
    assert_eq!(office.get("/hub/people").await.status, 403);
});

on_both_databases!(
    a_role_in_the_hub_is_given_and_two_windows_do_not_overwrite_one_another,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
        let sam = make.person("Sam Reader").await;
        let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
        let mut sams = Browser::holding(&hub, &make.cookie(&sam).await);
        let address = format!("/hub/people/{}", sam.id);
        let version = hidden(&office.get(&address).await, "version").to_owned();
        let token = sams.cookies["watchward"].clone();
        let fields = [("role", "hub-administrator"), ("version", version.as_str())];
        assert_eq!(office.post(&format!("{address}/role"), &fields).await.status, 303);
        assert_eq!(sams.get("/hub/people").await.status, 200);
        assert_ne!(sams.cookies["watchward"], token);
        let fields = [("role", "hub-editor"), ("version", version.as_str())];
        assert_eq!(office.post(&format!("{address}/role"), &fields).await.status, 422);
        assert_eq!(
            office
                .post(&format!("{address}/role"), &[("role", "king")])
                .await
                .status,
            400
        );
    }
);

on_both_databases!(somebody_who_has_lost_everything_begins_anew_by_a_link, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
    let sam = make.person("Sam Reader").await;
    make.password(&sam, PASSWORD).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let mut sams = Browser::holding(&hub, &make.cookie(&sam).await);
    let answer = office.post(&format!("/hub/people/{}/reset", sam.id), &[]).await;
    answer.assert_sound();
    let link = link_in(&answer.text, "/sign-in/invitation/");
    assert!(!sams.is_signed_in().await);
    assert_eq!(sams.type_password("sam-reader@example.org", PASSWORD).await.status, 422);
    sams.get(&link).await.assert_sound();
    assert_eq!(sams.post(&link, &[]).await.location(), "/sign-in/set-up");
    assert_eq!(
        sams.post("/sign-in/password", &[("password", PASSWORD)])
            .await
            .location(),
        "/sign-in/app"
    );
});

on_both_databases!(
    the_first_administrator_of_an_organisation_is_invited_by_the_hub,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        make.organisation("Northvale").await;
        let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
        let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
        let fields = |organisation| {
            [
                ("email", "sam@example.org"),
                ("role", "none"),
                ("organisation", organisation),
                ("organisation_role", "administrator"),
            ]
        };
        let answer = office.post("/hub/people/invitation", &fields("nowhere")).await;
        assert_eq!(answer.status, 422);
        answer.assert_page_says("There is no organisation of this name");
        let led = office.get("/hub/people/invitation?organisation=northvale").await;
        assert!(led.text.contains("value=\"northvale\""), "{}", led.text);
        let by_name = office.post("/hub/people/invitation", &fields("NORTHVALE")).await;
        by_name.assert_page_says("Invited");
        let answer = office.post("/hub/people/invitation", &fields("northvale")).await;
        let link = link_in(&answer.text, "/sign-in/invitation/");
        Browser::new(&hub)
            .get(&link)
            .await
            .assert_page_says("Northvale invites you to Watchward as administrator.");
    }
);

on_both_databases!(
    an_invitation_is_seen_by_those_who_keep_the_hub_and_can_be_withdrawn,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let north = make.organisation("Northvale").await;
        let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
        let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
        let fields = |email, role, organisation| {
            [
                ("email", email),
                ("role", role),
                ("organisation", organisation),
                ("organisation_role", "administrator"),
            ]
        };
        let slip = fields("sma@example.org", "hub-administrator", "");
        let answer = office.post("/hub/people/invitation", &slip).await;
        let link = link_in(&answer.text, "/sign-in/invitation/");
        let page = office.get("/hub/people").await;
        page.assert_sound();
        page.assert_page_says("1 person, and 1 invited and not here yet");
        page.assert_page_says("sma@example.org Hub administrator. The link works until");
        let withdrawal = link_in(&page.text, "/hub/people/invitations/");
        let asked = office.get(&withdrawal).await;
        asked.assert_sound();
        asked.assert_page_says("Withdraw the invitation of sma@example.org?");
        let answer = office.post(&withdrawal, &[]).await;
        assert_eq!(answer.location(), "/hub/people?done=withdrawn");
        office
            .get("/hub/people?done=withdrawn")
            .await
            .assert_page_says("The invitation is withdrawn.");
        assert_eq!(Browser::new(&hub).get(&link).await.status, 404);
        assert_eq!(office.post(&withdrawal, &[]).await.status, 404);
        office
            .get("/hub/audit")
            .await
            .assert_page_says("Ada Archer withdrew an invitation");
        // The page of an organisation says who was invited to it.
        let address = format!("/hub/organisations/{}", north.id);
        office
            .get(&address)
            .await
            .assert_page_says("Invite its first administrator");
        office
            .post(
                "/hub/people/invitation",
                &fields("sam@example.org", "none", "northvale"),
            )
            .await;
        let page = office.get(&address).await;
        page.assert_sound();
        page.assert_page_says("sam@example.org Administrator of Northvale. The link works until");
        assert!(!page.says("Invite its first administrator"));
        let editor = make.hub_person("Edith Editor", HubRole::Editor).await;
        let mut ediths = Browser::holding(&hub, &make.cookie(&editor).await);
        let theirs = link_in(&page.text, "/hub/people/invitations/");
        assert_eq!(ediths.get(&theirs).await.status, 403);
    }
);

on_both_databases!(whoever_is_disabled_twice_is_disabled_once, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
    let sam = make.person("Sam Reader").await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let address = format!("/hub/people/{}", sam.id);
    for (deed, done) in [
        ("enabling", "enabled-already"),
        ("disabling", "disabled"),
        ("disabling", "disabled-already"),
        ("enabling", "enabled"),
    ] {
        let answer = office.post(&format!("{address}/{deed}"), &[]).await;
        assert_eq!(answer.location(), format!("{address}?done={done}"));
        let page = office.get(answer.location()).await;
        assert_eq!(page.says("Nothing was changed."), done.ends_with("already"));
    }
    let mut tx = test.db.read().await.unwrap();
    let written: Vec<(String,)> = db::fetch_all!(
        &mut tx,
        "select action from audit_entry where action like 'person.%abled' order by number"
    )
    .unwrap();
    assert_eq!(
        written,
        [("person.disabled".to_owned(),), ("person.enabled".to_owned(),)]
    );
});

on_both_databases!(only_whoever_was_forgotten_has_been, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
    let sam = make.person("Sam Reader").await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let done = format!("/hub/people/{}/forgotten", sam.id);
    let made_up = format!("/hub/people/{}/forgotten", web::PersonId::new());
    for address in [done.as_str(), made_up.as_str(), "/hub/people/x/forgotten"] {
        assert_eq!(office.get(address).await.status, 404, "{address}");
    }
    let answer = office
        .post(&format!("/hub/people/{}/forgetting", sam.id), &[("sure", "yes")])
        .await;
    assert_eq!(answer.location(), done);
    office.get(&done).await.assert_page_says("They have been forgotten");
});

on_both_databases!(a_link_that_is_not_mailed_says_why, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let fields = [
        ("email", "sam@example.org"),
        ("role", "none"),
        ("organisation", ""),
        ("organisation_role", "member"),
    ];
    office.post("/hub/people/invitation", &fields).await.assert_page_says(
        "This hub mails no links: it does not know its own address (public_url) yet. So pass this one on",
    );
});
