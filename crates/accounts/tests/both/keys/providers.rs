//! An organisation's identity providers, its rule, and links made by hand.

use db::{fetch_one, on_both_databases};
use http::StatusCode;
use serde_json::json;
use testkit::{Answer, TestHub};
use web::{HubRole, Role};

use super::{actions, authenticator::Authenticator, cookie_of, hub, maker, passkeys, provider::Provider, session_of};

/// The fields of a provider that joins by domain and gives roles by groups.
fn fields<'a>(issuer: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "Northvale account"),
        ("issuer", issuer),
        ("client_id", "watchward"),
        ("client_secret", "hush"),
        ("claim", "groups"),
        ("administrator", "all-administrators"),
        ("editor", "all-editors\r\nmore-editors"),
        ("member", "all-members"),
        ("joins_by_domain", "yes"),
        ("version", version),
    ]
}

/// Adds a provider, and says where it is changed.
pub async fn add_provider(hub: &TestHub, session: &str, provider: &Provider) -> String {
    let fields = fields(&provider.issuer, "0");
    let answer = hub.post_as(session, "/organisation/sign-in/provider", &fields).await;
    assert_eq!(
        answer.location(),
        "/organisation/sign-in?done=saved",
        "{}",
        answer.words()
    );
    let list = hub.get_as(session, "/organisation/sign-in").await;
    list.assert_sound();
    let mut links = list.own_links().into_iter();
    links
        .find_map(|link| link.strip_suffix("/trial").map(str::to_owned))
        .unwrap()
}

async fn try_it(hub: &TestHub, session: &str, provider: &Provider, address: &str) -> Answer {
    let left = hub.get_as(session, &format!("{address}/trial")).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.words());
    let ceremony = cookie_of(&left, "watchward-single-sign-on").unwrap();
    let back = provider.come_back(left.location());
    hub.get_as(&format!("{session}; {ceremony}"), &back).await
}

/// Adds a provider and tries it, so that it is offered.
pub async fn offered_provider(hub: &TestHub, session: &str, provider: &Provider) -> String {
    let address = add_provider(hub, session, provider).await;
    let tried = try_it(hub, session, provider, &address).await;
    tried.assert_sound();
    tried.assert_page_says("It works");
    address
}

async fn administrator(hub: &TestHub, db: &db::Db, council: &str) -> String {
    let make = maker(hub, db);
    let organisation = make.organisation(council).await;
    let ada = make
        .member(&format!("Ada {council}"), organisation.id, Role::Administrator)
        .await;
    make.cookie(&ada).await
}

on_both_databases!(a_provider_is_offered_once_it_was_tried_as_it_stands, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let session = administrator(&hub, &test.db, "Northvale").await;
    hub.get_as(&session, "/organisation/sign-in").await.assert_sound();
    hub.get_as(&session, "/organisation/sign-in/provider")
        .await
        .assert_sound();
    let address = add_provider(&hub, &session, &provider).await;
    assert_eq!(hub.get("/sign-in/single/northvale").await.status, StatusCode::NOT_FOUND);
    provider.set().claims = json!({ "sub": "ada", "groups": ["more-editors"], "email": "ada@northvale.gov.uk" });
    let tried = try_it(&hub, &session, &provider, &address).await;
    tried.assert_sound();
    tried.assert_page_says("Role here Editor");
    assert_eq!(hub.get("/sign-in/single/northvale").await.status, StatusCode::SEE_OTHER);

    let page = hub.get_as(&session, &address).await;
    page.assert_sound();
    assert!(!page.says("hush") && page.says("more-editors"));
    let mut changed = fields(&provider.issuer, "1");
    changed[2] = ("client_id", "another");
    let saved = hub.post_as(&session, &address, &changed).await;
    assert_eq!(saved.location(), "/organisation/sign-in?done=saved");
    assert_eq!(hub.get("/sign-in/single/northvale").await.status, StatusCode::NOT_FOUND);
    let sealed: (Vec<u8>,) = {
        let mut tx = test.db.read().await.unwrap();
        fetch_one!(&mut tx, "select client_secret from identity_provider").unwrap()
    };
    assert!(!sealed.0.windows(4).any(|bytes| bytes == b"hush"));
});

on_both_databases!(the_kept_secret_is_not_sent_to_another_issuer, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let session = administrator(&hub, &test.db, "Northvale").await;
    let address = add_provider(&hub, &session, &provider).await;
    let hostile = Provider::start().await;
    let mut changed = fields(&hostile.issuer, "1");
    changed[0] = ("name", "Another account");
    changed[3] = ("client_secret", "");
    let answer = hub.post_as(&session, &address, &changed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.assert_page_says("s secret again: the one that is kept goes to the issuer that was there before");
    assert!(answer.says("Another account") && answer.says(&hostile.issuer));
    let list = hub.get_as(&session, "/organisation/sign-in").await;
    assert!(list.words().contains(&provider.issuer) && !list.words().contains(&hostile.issuer));

    // The same issuer in other letters keeps its secret, and another one is given its own.
    let same = format!("{}/", provider.issuer.to_uppercase());
    let mut changed = fields(&same, "1");
    changed[3] = ("client_secret", "");
    let saved = hub.post_as(&session, &address, &changed).await;
    assert_eq!(
        saved.location(),
        "/organisation/sign-in?done=saved",
        "{}",
        saved.words()
    );
    let saved = hub.post_as(&session, &address, &fields(&hostile.issuer, "2")).await;
    assert_eq!(
        saved.location(),
        "/organisation/sign-in?done=saved",
        "{}",
        saved.words()
    );
});

on_both_databases!(two_administrators_do_not_overwrite_one_another, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let session = administrator(&hub, &test.db, "Northvale").await;
    let address = add_provider(&hub, &session, &provider).await;
    let mut one = fields(&provider.issuer, "1");
    one[3] = ("client_secret", "");
    one[0] = ("name", "The first");
    let saved = hub.post_as(&session, &address, &one).await;
    assert_eq!(saved.location(), "/organisation/sign-in?done=changed");
    one[0] = ("name", "The second");
    let late = hub.post_as(&session, &address, &one).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.assert_page_says("Somebody changed this while you were editing");
    assert!(late.says("The second"));
});

on_both_databases!(
    what_is_wrong_with_a_provider_is_said_and_the_secret_is_not_shown_again,
    |test| {
        let hub = hub(&test.db);
        let session = administrator(&hub, &test.db, "Northvale").await;
        for (name, value, words) in [
            ("issuer", "http://10.0.0.1", "must begin with https"),
            (
                "issuer",
                "https://login.microsoftonline.com/common/v2.0",
                "your own tenant",
            ),
            ("client_id", "", "Enter the client"),
            ("client_secret", "", "Enter the client"),
            ("name", "", "Say what your people call it"),
            ("claim", "", "Say above which claim"),
            ("member", "all-editors", "stands here twice"),
        ] {
            let mut wrong = fields("https://login.example.gov.uk", "0");
            for field in &mut wrong {
                if field.0 == name {
                    field.1 = value;
                }
            }
            let answer = hub.post_as(&session, "/organisation/sign-in/provider", &wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            answer.assert_page_says(words);
            assert!(!answer.says("hush"), "{name}");
        }
    }
);

on_both_databases!(an_organisations_providers_are_its_administrators_alone, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let session = administrator(&hub, &test.db, "Northvale").await;
    let address = add_provider(&hub, &session, &provider).await;
    let other = administrator(&hub, &test.db, "Southvale").await;
    let make = maker(&hub, &test.db);
    let keeper = make
        .cookie(&make.hub_person("Hub Keeper", HubRole::Administrator).await)
        .await;
    for path in ["", "/removal", "/trial"] {
        let path = format!("{address}{path}");
        assert_eq!(hub.get_as(&other, &path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(hub.get_as(&keeper, &path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(hub.get(&path).await.status, StatusCode::SEE_OTHER, "{path}");
    }
    let changed = hub.post_as(&other, &address, &fields(&provider.issuer, "1")).await;
    assert_eq!(changed.status, StatusCode::NOT_FOUND);
    let removal = format!("{address}/removal");
    assert_eq!(hub.post_as(&other, &removal, &[]).await.status, StatusCode::NOT_FOUND);
    hub.get_as(&session, &removal).await.assert_sound();
    let removed = hub.post_as(&session, &removal, &[]).await;
    assert_eq!(removed.location(), "/organisation/sign-in?done=removed");
    assert_eq!(
        actions(&test.db).await,
        ["identity-provider.added", "identity-provider.removed"]
    );
});

on_both_databases!(
    single_sign_on_only_keeps_members_from_other_ways_and_leaves_paper,
    |test| {
        let (hub, provider) = (hub(&test.db), Provider::start().await);
        let make = maker(&hub, &test.db);
        let council = make.organisation("Northvale").await;
        let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
        let session = make.cookie(&ada).await;
        let mut phone = Authenticator::new();
        passkeys::add(&hub, &session, &mut phone, "Phone").await;
        let sam = make.member("Sam Reader", council.id, Role::Member).await;
        let open = make.cookie(&sam).await;
        let keeper = make.hub_person("Hub Keeper", HubRole::Administrator).await;
        make.membership(council.id, &keeper, Role::Member).await;
        let mut keepers = Authenticator::new();
        passkeys::add(&hub, &make.cookie(&keeper).await, &mut keepers, "Key").await;

        hub.get_as(&session, "/organisation/sign-in/rule").await.assert_sound();
        let rule = async || {
            hub.post_as(&session, "/organisation/sign-in/rule", &[("only", "yes")])
                .await
        };
        rule().await.assert_page_says("Try an identity provider first");
        provider.set().claims = json!({ "sub": "ada" });
        let address = offered_provider(&hub, &session, &provider).await;
        rule().await.assert_page_says("Make codes on paper first");
        let codes = hub.post_as(&session, "/account/paper-codes", &[]).await;
        let code = codes
            .text
            .split("<code>")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(rule().await.location(), "/organisation/sign-in?done=rule");
        let same = "/organisation/sign-in?done=rule-same";
        assert_eq!(rule().await.location(), same);
        hub.get_as(&session, same)
            .await
            .assert_page_says("Nothing was changed.");
        let mut tx = test.db.read().await.unwrap();
        let (written,): (i64,) = db::fetch_one!(
            &mut tx,
            "select count(*) from audit_entry where action = 'sign-in-rule.changed'"
        )
        .unwrap();
        assert_eq!(written, 1);
        drop(tx);

        let refused = passkeys::sign_in(&hub, &mut phone).await;
        assert!(session_of(&refused).is_none());
        refused.assert_page_says("Northvale asks its people to use single sign-on");
        assert_eq!(
            hub.get_as(&open, "/account/passkeys").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(hub.get_as(&session, "/account/passkeys").await.status, StatusCode::OK);
        assert!(session_of(&passkeys::sign_in(&hub, &mut keepers).await).is_some());
        let paper = [("email", ada.email.as_str()), ("code", code.as_str())];
        assert!(session_of(&hub.post("/sign-in/paper", &paper).await).is_some());
        // Where no provider is in use, the rule asks nobody: nobody is locked out.
        hub.post_as(&session, &format!("{address}/removal"), &[]).await;
        assert!(session_of(&passkeys::sign_in(&hub, &mut phone).await).is_some());
    }
);

on_both_databases!(somebody_links_their_own_work_account_and_takes_the_link_away, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let make = maker(&hub, &test.db);
    let council = make.organisation("Northvale").await;
    let ada = make.member("Ada Keys", council.id, Role::Administrator).await;
    provider.set().claims = json!({ "sub": "ada" });
    offered_provider(&hub, &make.cookie(&ada).await, &provider).await;
    let keeper = make.hub_person("Hub Keeper", HubRole::Editor).await;
    make.membership(council.id, &keeper, Role::Member).await;
    let session = make.cookie(&keeper).await;
    let link = async || {
        let page = hub.get_as(&session, "/account/single-sign-on").await;
        page.assert_sound();
        let mut links = page.own_links().into_iter();
        let begin = links.find(|link| link.starts_with("/account/single-sign-on/")).unwrap();
        let left = hub.get_as(&session, &begin).await;
        let ceremony = cookie_of(&left, "watchward-single-sign-on").unwrap();
        let back = provider.come_back(left.location());
        hub.get_as(&format!("{session}; {ceremony}"), &back).await
    };
    link().await.assert_page_says("linked to somebody else");
    provider.set().claims = json!({ "sub": "keeper" });
    assert_eq!(link().await.location(), "/account/single-sign-on?done=linked");
    let left = hub.get("/sign-in/single/northvale").await;
    let ceremony = cookie_of(&left, "watchward-single-sign-on").unwrap();
    assert!(session_of(&hub.get_as(&ceremony, &provider.come_back(left.location())).await).is_some());

    let page = hub.get_as(&session, "/account/single-sign-on").await;
    assert!(
        page.says("<h2 class=\"govuk-heading-m\">Northvale account</h2>"),
        "{}",
        page.text
    );
    page.assert_page_says(&provider.issuer);
    let mut links = page.own_links().into_iter();
    let removal = links.find(|link| link.contains("/removal?")).unwrap();
    let asked = hub.get_as(&session, &removal).await;
    asked.assert_sound();
    asked.assert_page_says("Take away the link to Northvale account?");
    asked.assert_page_says("You can no longer sign in with that work account.");
    let kept = hub.post_as(&session, &removal, &[]).await;
    kept.assert_page_says("This is your last way to sign in");
    let mut key = Authenticator::new();
    passkeys::add(&hub, &session, &mut key, "Key").await;
    let others = removal.replace("subject=keeper", "subject=ada");
    assert_eq!(hub.post_as(&session, &others, &[]).await.status, StatusCode::NOT_FOUND);
    let list = hub.get_as(&session, &others).await;
    assert_eq!(
        list.location(),
        "/account/single-sign-on",
        "nothing is asked of what is not theirs"
    );
    let gone = hub.post_as(&session, &removal, &[]).await;
    assert_eq!(gone.location(), "/account/single-sign-on?done=removed");
});

on_both_databases!(the_rule_ends_with_the_last_provider_and_that_is_said, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let session = administrator(&hub, &test.db, "Northvale").await;
    provider.set().claims = json!({ "sub": "ada" });
    let last = offered_provider(&hub, &session, &provider).await;
    hub.post_as(&session, "/account/paper-codes", &[]).await;
    let rule = [("only", "yes")];
    let saved = hub.post_as(&session, "/organisation/sign-in/rule", &rule).await;
    assert_eq!(saved.location(), "/organisation/sign-in?done=rule", "{}", saved.words());

    // A provider that waits to be tried again leaves the rule at rest, and the pages say so.
    let renewed = fields(&provider.issuer, "1");
    hub.post_as(&session, &last, &renewed).await;
    for page in ["/organisation/sign-in", "/organisation/sign-in/rule"] {
        let page = hub.get_as(&session, page).await;
        page.assert_sound();
        page.assert_page_says("they can use their other ways until you have tried one");
    }
    try_it(&hub, &session, &provider, &last)
        .await
        .assert_page_says("It works");
    let page = hub.get_as(&session, "/organisation/sign-in").await;
    page.assert_page_says("Members of your organisation come in by single sign-on only.");

    // One that is not in use makes no difference when it goes.
    let spare = fields("https://login.example.gov.uk", "0");
    hub.post_as(&session, "/organisation/sign-in/provider", &spare).await;
    let page = hub.get_as(&session, "/organisation/sign-in").await;
    let mut removals = page.own_links().into_iter().filter(|link| link.ends_with("/removal"));
    let last = format!("{last}/removal");
    let spare = removals.find(|link| *link != last).unwrap();
    assert!(!hub.get_as(&session, &spare).await.says("ends that rule"));
    let removed = hub.post_as(&session, &spare, &[]).await;
    assert_eq!(removed.location(), "/organisation/sign-in?done=removed");

    let asked = hub.get_as(&session, &last).await;
    asked.assert_sound();
    asked.assert_page_says("Removing this one ends that rule");
    let removed = hub.post_as(&session, &last, &[]).await;
    let page = hub.get_as(&session, removed.location()).await;
    page.assert_sound();
    page.assert_page_says("with it the rule that your members come in by single sign-on only");
    page.assert_page_says("Members of your organisation can also sign in with a passkey");
    let actions = actions(&test.db).await;
    assert!(
        actions.ends_with(&["identity-provider.removed".into(), "sign-in-rule.changed".into()]),
        "{actions:?}"
    );
    let again = offered_provider(&hub, &session, &provider).await;
    let page = hub.get_as(&session, "/organisation/sign-in").await;
    assert!(page.says(&again));
    page.assert_page_says("Members of your organisation can also sign in with a passkey");
});

on_both_databases!(a_trial_is_of_whoever_began_it, |test| {
    let (hub, provider) = (hub(&test.db), Provider::start().await);
    let session = administrator(&hub, &test.db, "Northvale").await;
    let address = add_provider(&hub, &session, &provider).await;
    let left = hub.get_as(&session, &format!("{address}/trial")).await;
    let ceremony = cookie_of(&left, "watchward-single-sign-on").unwrap();
    let other = administrator(&hub, &test.db, "Southvale").await;
    let back = provider.come_back(left.location());
    let answer = hub.get_as(&format!("{other}; {ceremony}"), &back).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(hub.get("/sign-in/single/northvale").await.status, StatusCode::NOT_FOUND);
});
