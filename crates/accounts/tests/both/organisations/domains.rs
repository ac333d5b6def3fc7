//! E-mail domains: said, verified, and whose they then are.

use accounts::email_domain;
use db::on_both_databases;
use web::{OrganisationId, Role};

use super::hub::{Hub, refused};

const DOMAINS: &str = "/organisation/domains";
const DOMAIN: [(&str, &str); 1] = [("domain", "northvale.gov.uk")];

async fn verified(hub: &Hub) -> Option<OrganisationId> {
    let mut tx = hub.db.read().await.unwrap();
    email_domain::store::find_verified(&mut tx, "northvale.gov.uk")
        .await
        .unwrap()
}

on_both_databases!(the_keeper_of_a_domain_confirms_it_by_a_link, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let admin = hub.somebody(&[(&northvale, Role::Administrator)], None).await;
    hub.get(&admin, DOMAINS).await.assert_sound();
    assert_eq!(hub.post(&admin, DOMAINS, &DOMAIN).await.status, 303);
    let page = hub.get(&admin, DOMAINS).await;
    page.assert_sound();
    page.assert_page_says("Not verified");
    let letter = [("domain", "northvale.gov.uk"), ("keeper", "hostmaster")];
    assert_eq!(
        hub.post(&admin, &format!("{DOMAINS}/letter"), &letter).await.status,
        303
    );
    // That a letter is out is said before it is sent.
    hub.get(&admin, DOMAINS)
        .await
        .assert_page_says("Not verified. A link was sent to its keeper; it holds until 1 December 2026");
    assert_eq!(hub.hub.run_jobs().await, 1);
    let mails = hub.hub.mailer.sent();
    assert_eq!(mails[0].to.email(), "hostmaster@northvale.gov.uk");
    let link = mails[0].text.lines().find(|line| line.starts_with("https://")).unwrap();
    let link = link.strip_prefix("https://hub.test").unwrap();
    let asked = hub.hub.get(link).await;
    asked.assert_sound();
    asked.assert_page_says("Is northvale.gov.uk the e-mail domain of Northvale?");
    assert_eq!(verified(&hub).await, None, "opening the link confirms nothing");
    let answer = hub.hub.post(link, &[]).await;
    answer.assert_sound();
    answer.assert_page_says("northvale.gov.uk is confirmed");
    assert_eq!(verified(&hub).await, Some(northvale.id));
    for used in [hub.hub.get(link).await, hub.hub.post(link, &[]).await] {
        assert_eq!(used.status, 404, "a link holds once");
        used.assert_page_says("This link works no longer");
    }
    hub.get(&admin, "/organisation")
        .await
        .assert_page_says("northvale.gov.uk");
    assert_eq!(
        hub.actions().await,
        ["email_domain.added", "email_domain.asked", "email_domain.verified"]
    );
});

on_both_databases!(a_link_that_was_made_up_or_is_too_old_is_not_found, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let admin = hub.somebody(&[(&northvale, Role::Administrator)], None).await;
    hub.post(&admin, DOMAINS, &DOMAIN).await;
    let letter = [("domain", "northvale.gov.uk"), ("keeper", "postmaster")];
    hub.post(&admin, &format!("{DOMAINS}/letter"), &letter).await;
    hub.hub.run_jobs().await;
    let mails = hub.hub.mailer.sent();
    let link = mails[0].text.lines().find(|line| line.starts_with("https://")).unwrap();
    let link = link.strip_prefix("https://hub.test").unwrap();
    let other = if link.ends_with('A') { 'E' } else { 'A' };
    let made_up = format!("{}{other}", &link[..link.len() - 1]);
    assert_eq!(hub.hub.get(&made_up).await.status, 404);
    assert_eq!(hub.hub.get("/organisation-domains/x").await.status, 404);
    hub.hub.clock.set("2026-12-02T12:00:00Z".parse().unwrap());
    assert_eq!(hub.hub.post(link, &[]).await.status, 404);
    assert_eq!(verified(&hub).await, None);
});

on_both_databases!(the_hubs_administrators_confirm_a_domain_for_one_organisation, |test| {
    let hub = Hub::new(test);
    let (northvale, southmere) = (hub.organisation("Northvale").await, hub.organisation("Southmere").await);
    let admin = hub.hub_administrator().await;
    let address = |of: OrganisationId, what: &str| format!("/hub/organisations/{of}/domains{what}");
    for organisation in [&northvale, &southmere] {
        assert_eq!(
            hub.post(&admin, &address(organisation.id, ""), &DOMAIN).await.status,
            303
        );
    }
    hub.get(&admin, &format!("/hub/organisations/{}", northvale.id))
        .await
        .assert_sound();
    let confirm = |of: OrganisationId| address(of, "/confirmation");
    assert_eq!(hub.post(&admin, &confirm(northvale.id), &DOMAIN).await.status, 303);
    let answer = hub.post(&admin, &confirm(southmere.id), &DOMAIN).await;
    refused(&answer, 422, "another organisation has it verified");
    assert_eq!(verified(&hub).await, Some(northvale.id));
    let removal = address(northvale.id, "/northvale.gov.uk/removal");
    let asked = hub.get(&admin, &removal).await;
    asked.assert_sound();
    asked.assert_page_says("Remove northvale.gov.uk from Northvale?");
    asked.assert_page_says(
        "Nobody new can join by an address at northvale.gov.uk any more. People who have joined stay.",
    );
    assert_eq!(verified(&hub).await, Some(northvale.id), "asking removes nothing");
    assert_eq!(hub.post(&admin, &removal, &[]).await.status, 303);
    assert_eq!(verified(&hub).await, None);
    assert_eq!(hub.get(&admin, &removal).await.status, 404);
    assert_eq!(hub.post(&admin, &removal, &[]).await.status, 404);
});

on_both_databases!(a_domain_is_removed_by_its_organisation_only_after_asking, |test| {
    let hub = Hub::new(test);
    let (northvale, southmere) = (hub.organisation("Northvale").await, hub.organisation("Southmere").await);
    let admin = hub.somebody(&[(&northvale, Role::Administrator)], None).await;
    let other = hub.somebody(&[(&southmere, Role::Administrator)], None).await;
    hub.post(&admin, DOMAINS, &DOMAIN).await;
    let list = hub.get(&admin, DOMAINS).await;
    let removal = format!("{DOMAINS}/northvale.gov.uk/removal");
    assert!(list.own_links().contains(&removal));
    assert!(list.says("northvale.<wbr>gov.<wbr>uk</h2>"), "it breaks at its dots");
    assert!(!list.says("removal\" method") && !list.says("action=\"/organisation/domains/northvale"));
    let asked = hub.get(&admin, &removal).await;
    asked.assert_sound();
    asked.assert_page_says("Remove northvale.gov.uk?");
    asked.assert_page_says("northvale.gov.uk is not verified, so nobody can have joined by it.");
    assert!(asked.says("<form class=\"ww-form\" method=\"post\""));
    let mut tx = hub.db.write().await.unwrap();
    email_domain::store::verify(&mut tx, northvale.id, "northvale.gov.uk", "hub", testkit::noon().into())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    hub.get(&admin, &removal).await.assert_page_says(
        "Nobody new can join by an address at northvale.gov.uk any more. People who have joined stay.",
    );
    for theirs in [hub.get(&other, &removal).await, hub.post(&other, &removal, &[]).await] {
        assert_eq!(theirs.status, 404, "it is not theirs");
    }
    assert_eq!(verified(&hub).await, Some(northvale.id));
    assert_eq!(
        hub.post(&admin, &removal, &[]).await.location(),
        "/organisation/domains?done=removed"
    );
    assert_eq!(verified(&hub).await, None);
    assert_eq!(hub.actions().await, ["email_domain.added", "email_domain.removed"]);
});

on_both_databases!(what_anybody_or_many_share_is_nobodys_domain, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let admin = hub.somebody(&[(&northvale, Role::Administrator)], None).await;
    for (domain, words) in [
        ("gmail.com", "Anybody can have an address at gmail.com"),
        ("nhs.net", "Many organisations share nhs.net"),
        ("sam@northvale.gov.uk", "Enter a domain"),
    ] {
        refused(&hub.post(&admin, DOMAINS, &[("domain", domain)]).await, 422, words);
    }
    hub.post(&admin, DOMAINS, &DOMAIN).await;
    refused(
        &hub.post(&admin, DOMAINS, &DOMAIN).await,
        422,
        "has that domain already",
    );
    let elsewhere = [("domain", "northvale.gov.uk"), ("keeper", "sam")];
    refused(
        &hub.post(&admin, &format!("{DOMAINS}/letter"), &elsewhere).await,
        422,
        "Nobody can be written to",
    );
    assert_eq!(hub.hub.run_jobs().await, 0);
});

on_both_databases!(domains_are_changed_by_administrators_who_proved_who_they_are, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    assert_eq!(hub.get(&editor, DOMAINS).await.status, 403);
    assert_eq!(hub.post(&editor, DOMAINS, &DOMAIN).await.status, 403);
    let admin = hub.somebody(&[(&northvale, Role::Administrator)], None).await;
    hub.hub.clock.set("2026-11-24T12:20:00Z".parse().unwrap());
    let late = hub.post(&admin, DOMAINS, &DOMAIN).await;
    assert_eq!(late.status, 403);
    late.assert_page_says("Show once more that it is you");
    late.assert_page_says("Domain northvale.gov.uk");
    assert!(late.says("href=\"/sign-in/again\"") && late.says("action=\"/organisation/domains\""));
    assert_eq!(
        hub.post(&admin, DOMAINS, &[]).await.location(),
        "/sign-in/again?after=lost",
        "there is nothing to lose"
    );
    assert!(hub.actions().await.is_empty());
});
