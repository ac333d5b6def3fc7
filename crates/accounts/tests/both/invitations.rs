//! Invitations, and the first administrator.

use accounts::{
    Settings, membership,
    organisation::Organisation,
    person::{self, Person},
    sign_in::{first_link, has_administrator},
    testing::App,
};
use db::on_both_databases;
use testkit::{Answer, TestHub};
use web::{HubRole, Role};

use crate::browser::{Browser, PASSWORD, hidden, hub, link_in, mailing_hub, maker, wait};

/// Goes the way from a link to a session: a name, a password, a code app.
async fn set_up(browser: &mut Browser<'_>, hub: &TestHub, link: &str, fields: &[(&str, &str)]) -> Answer {
    browser.get(link).await.assert_sound();
    let answer = browser.post(link, fields).await;
    assert_eq!(answer.location(), "/sign-in/set-up", "{}", answer.words());
    let choice = browser.get("/sign-in/set-up").await;
    choice.assert_sound();
    choice.assert_page_says("A password and an app on your phone");
    assert_eq!(browser.get("/sign-in/app").await.location(), "/sign-in/password");
    browser.get("/sign-in/password").await.assert_sound();
    let refused = browser.post("/sign-in/password", &[("password", "password1234")]).await;
    assert_eq!(refused.status, 422);
    assert!(!refused.says("password1234"));
    assert_eq!(
        browser
            .post("/sign-in/password", &[("password", PASSWORD)])
            .await
            .location(),
        "/sign-in/app"
    );
    assert!(!browser.is_signed_in().await);
    let page = browser.get("/sign-in/app").await;
    page.assert_sound();
    let key = hidden(&page, "key").to_owned();
    let wrong = browser.post("/sign-in/app", &[("key", &key), ("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(
        App::of_page(&wrong.text).code(hub.clock.now()),
        App::of_page(&page.text).code(hub.clock.now())
    );
    let key = hidden(&wrong, "key").to_owned();
    let code = App::of_page(&page.text).code(hub.clock.now());
    let done = browser.post("/sign-in/app", &[("key", &key), ("code", &code)]).await;
    done.assert_sound();
    done.assert_page_says("Keep these recovery codes");
    assert!(browser.is_signed_in().await);
    done
}

async fn role(test: &db::testing::TestDb, council: &Organisation, person: &Person) -> Option<Role> {
    let mut tx = test.db.read().await.unwrap();
    membership::store::role(&mut tx, council.id, person.id).await.unwrap()
}

async fn known(test: &db::testing::TestDb, email: &str) -> Option<Person> {
    let mut tx = test.db.read().await.unwrap();
    person::store::find_by_email(&mut tx, email).await.unwrap()
}

on_both_databases!(an_invitation_leads_from_a_mail_to_a_session, |test| {
    let hub = mailing_hub(&test.db);
    let make = maker(&test.db, &hub);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Archer", council.id, Role::Administrator).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    office.get("/organisation/people/invitation").await.assert_sound();
    let fields = [("email", "sam@example.org"), ("role", "editor")];
    let answer = office.post("/organisation/people/invitation", &fields).await;
    answer.assert_sound();
    answer.assert_page_says("A link is on its way to sam@example.org");
    assert!(!answer.says("/sign-in/invitation/"));
    office
        .get("/organisation/people")
        .await
        .assert_page_says("Invited, not here yet sam@example.org");
    hub.run_jobs().await;
    let [mail] = hub.mailer.sent().try_into().unwrap();
    assert!(mail.text.contains("Northvale has invited you"), "{}", mail.text);
    let link = link_in(&mail.text, "/sign-in/invitation/");
    let mut browser = Browser::new(&hub);
    assert_eq!(browser.post(&link, &[("name", " ")]).await.status, 422);
    set_up(&mut browser, &hub, &link, &[("name", "Sam Reader")]).await;
    let sam = known(&test, "sam@example.org").await.unwrap();
    assert_eq!(role(&test, &council, &sam).await, Some(Role::Editor));
    browser
        .get("/account")
        .await
        .assert_page_says("Northvale Editor You act for it now.");
    // Once only.
    assert_eq!(Browser::new(&hub).get(&link).await.status, 404);
    assert_eq!(Browser::new(&hub).post(&link, &[("name", "Eve")]).await.status, 404);
});

on_both_databases!(
    a_hub_that_sends_no_mail_shows_the_link_once_to_whoever_invites,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let council = make.organisation("Northvale").await;
        let ada = make.member("Ada Archer", council.id, Role::Administrator).await;
        let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
        let fields = [("email", "sam@example.org"), ("role", "member")];
        let first = office.post("/organisation/people/invitation", &fields).await;
        let second = office.post("/organisation/people/invitation", &fields).await;
        let (first, second) = (
            link_in(&first.text, "/sign-in/invitation/"),
            link_in(&second.text, "/sign-in/invitation/"),
        );
        assert!(!office.get("/organisation/people").await.says("/sign-in/invitation/"));
        // The newer one takes the place of the older one.
        assert_eq!(Browser::new(&hub).get(&first).await.status, 404);
        assert_eq!(Browser::new(&hub).get(&second).await.status, 200);
        wait(&hub, 7 * 24 * 3600);
        assert_eq!(Browser::new(&hub).get(&second).await.status, 404);
    }
);

on_both_databases!(an_invitation_that_was_withdrawn_works_no_longer, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let (council, other) = (
        make.organisation("Northvale").await,
        make.organisation("Southmere").await,
    );
    let ada = make.member("Ada Archer", council.id, Role::Administrator).await;
    let bob = make.member("Bob Baker", other.id, Role::Administrator).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let fields = [("email", "sam@example.org"), ("role", "member")];
    let answer = office.post("/organisation/people/invitation", &fields).await;
    let link = link_in(&answer.text, "/sign-in/invitation/");
    let withdrawal = link_in(
        &office.get("/organisation/people").await.text,
        "/organisation/people/invitations/",
    );
    let mut elsewhere = Browser::holding(&hub, &make.cookie(&bob).await);
    assert_eq!(elsewhere.get(&withdrawal).await.status, 404);
    assert_eq!(elsewhere.post(&withdrawal, &[]).await.status, 404);
    let asked = office.get(&withdrawal).await;
    asked.assert_sound();
    asked.assert_page_says("Withdraw the invitation of sam@example.org?");
    asked.assert_page_says("The link that they were given works no longer. You can invite them again.");
    assert_eq!(
        Browser::new(&hub).get(&link).await.status,
        200,
        "asking withdraws nothing"
    );
    assert_eq!(
        office.post(&withdrawal, &[]).await.location(),
        "/organisation/people?done=withdrawn"
    );
    assert_eq!(Browser::new(&hub).get(&link).await.status, 404);
});

on_both_databases!(
    whoever_holds_an_invitation_for_somebodys_address_does_not_get_the_account,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let (council, other) = (
            make.organisation("Northvale").await,
            make.organisation("Southmere").await,
        );
        let sam = make.member("Sam Reader", council.id, Role::Editor).await;
        let app = make.password(&sam, PASSWORD).await;
        let eve = make.member("Eve Elder", other.id, Role::Administrator).await;
        let mut office = Browser::holding(&hub, &make.cookie(&eve).await);
        let fields = [("email", "sam-reader@example.org"), ("role", "administrator")];
        let answer = office.post("/organisation/people/invitation", &fields).await;
        let link = link_in(&answer.text, "/sign-in/invitation/");
        let mut stranger = Browser::new(&hub);
        let (seen, sent) = (
            stranger.get(&link).await,
            stranger.post(&link, &[("name", "Eve")]).await,
        );
        for answer in [seen, sent] {
            let location = answer.location();
            assert!(
                location.starts_with("/sign-in?next=%2Fsign-in%2Finvitation%2F"),
                "{location}"
            );
        }
        // Whoever is signed in as somebody else would be sent to and fro.
        let (seen, sent) = (office.get(&link).await, office.post(&link, &[("name", "Eve")]).await);
        for answer in [seen, sent] {
            assert_eq!(answer.status, 403);
            answer.assert_page_says("This invitation is for another account");
        }
        for browser in [stranger, office] {
            assert!(!browser.cookies.contains_key("watchward-pending"));
        }
        assert_eq!(role(&test, &other, &sam).await, None);
        let mut own = Browser::new(&hub);
        own.sign_in("sam-reader@example.org", &app).await;
        own.get(&link).await.assert_sound();
        assert_eq!(own.post(&link, &[]).await.location(), "/account?done=joined");
        assert_eq!(role(&test, &other, &sam).await, Some(Role::Administrator));
        assert_eq!(role(&test, &council, &sam).await, Some(Role::Editor));
    }
);

on_both_databases!(the_first_start_makes_one_administrator, |test| {
    let hub = hub(&test.db);
    let settings = hub.shared.get::<Settings>().clone();
    let now = hub.clock.now();
    let make_link = async || first_link(&test.db, &settings, "http://hub.test", now).await.unwrap();
    let earlier = link_in(&make_link().await.unwrap(), "/sign-in/invitation/");
    let link = link_in(&make_link().await.unwrap(), "/sign-in/invitation/");
    assert_eq!(Browser::new(&hub).get(&earlier).await.status, 404);
    assert!(!has_administrator(&test.db).await.unwrap());
    // Whoever breaks off before they can sign in goes on with the link of the next start.
    let begun = [("name", "Ada Archer"), ("email", "ada@example.org")];
    assert_eq!(Browser::new(&hub).post(&link, &begun).await.status, 303);
    Browser::new(&hub).get(&link).await.assert_page_says("start it again");
    assert!(!has_administrator(&test.db).await.unwrap());
    let link = link_in(&make_link().await.unwrap(), "/sign-in/invitation/");
    let mut browser = Browser::new(&hub);
    assert_eq!(
        browser
            .post(&link, &[("name", "Ada Archer"), ("email", "ada")])
            .await
            .status,
        422
    );
    set_up(
        &mut browser,
        &hub,
        &link,
        &[("name", "Ada Archer"), ("email", "ada@example.org")],
    )
    .await;
    let ada = known(&test, "ada@example.org").await.unwrap();
    assert_eq!(ada.hub_role(), Some(HubRole::Administrator));
    assert_eq!(browser.get("/hub/people").await.status, 200);
    assert_eq!(Browser::new(&hub).get(&link).await.status, 404);
    assert!(make_link().await.is_none());
});

on_both_databases!(
    the_first_link_works_for_a_day_and_not_when_there_is_an_administrator,
    |test| {
        let hub = hub(&test.db);
        let settings = hub.shared.get::<Settings>().clone();
        let address = first_link(&test.db, &settings, "", hub.clock.now())
            .await
            .unwrap()
            .unwrap();
        let make = maker(&test.db, &hub);
        let ada = make.hub_person("Ada Archer", HubRole::Administrator).await;
        make.password(&ada, PASSWORD).await;
        let fields = [("name", "Eve"), ("email", "eve@example.org")];
        assert_eq!(Browser::new(&hub).post(&address, &fields).await.status, 404);
        assert!(known(&test, "eve@example.org").await.is_none());
        wait(&hub, 24 * 3600);
        assert_eq!(Browser::new(&hub).get(&address).await.status, 404);
    }
);

on_both_databases!(
    whoever_broke_off_goes_on_with_the_app_when_they_type_their_password,
    |test| {
        let hub = hub(&test.db);
        let settings = hub.shared.get::<Settings>().clone();
        let link = first_link(&test.db, &settings, "", hub.clock.now())
            .await
            .unwrap()
            .unwrap();
        let mut browser = Browser::new(&hub);
        browser
            .post(&link, &[("name", "Ada Archer"), ("email", "ada@example.org")])
            .await;
        browser.post("/sign-in/password", &[("password", PASSWORD)]).await;
        let mut later = Browser::new(&hub);
        let answer = later.type_password("ada@example.org", PASSWORD).await;
        assert_eq!(answer.location(), "/sign-in/app");
        assert!(!later.is_signed_in().await);
        let page = later.get("/sign-in/app").await;
        let (key, app) = (hidden(&page, "key").to_owned(), App::of_page(&page.text));
        let code = app.code(hub.clock.now());
        later
            .post("/sign-in/app", &[("key", &key), ("code", &code)])
            .await
            .assert_sound();
        assert!(later.is_signed_in().await);
        // The window that was left open does not set up a second app.
        assert_eq!(browser.get("/sign-in/app").await.location(), "/sign-in?after=time");
    }
);

on_both_databases!(an_invitation_goes_along_when_its_organisation_merges, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let (old, new) = (
        make.organisation("Westmoor").await,
        make.organisation("Greater Moor").await,
    );
    let ada = make.member("Ada Archer", old.id, Role::Administrator).await;
    let keeper = make.hub_person("Hub Keeper", HubRole::Administrator).await;
    let mut office = Browser::holding(&hub, &make.cookie(&ada).await);
    let fields = [("email", "sam@example.org"), ("role", "member")];
    let answer = office.post("/organisation/people/invitation", &fields).await;
    let link = link_in(&answer.text, "/sign-in/invitation/");
    let mut keepers = Browser::holding(&hub, &make.cookie(&keeper).await);
    let merge = format!("/hub/organisations/{}/merge/{}", old.id, new.id);
    assert_eq!(
        keepers
            .post(&merge, &[("from_version", "1"), ("into_version", "1")])
            .await
            .status,
        303
    );
    let mut browser = Browser::new(&hub);
    browser.get(&link).await.assert_page_says("Greater Moor invites you");
    assert_eq!(browser.post(&link, &[("name", "Sam Reader")]).await.status, 303);
    let sam = known(&test, "sam@example.org").await.unwrap();
    assert_eq!(role(&test, &new, &sam).await, Some(Role::Member));
});
