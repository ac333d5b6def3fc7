//! Two organisations become one.

use accounts::{email_domain, host_name, identity_provider, local_fact, organisation};
use db::{fetch_all, on_both_databases};
use testkit::noon;
use web::{OrganisationId, PersonId, Role, Tlp};

use super::hub::{Hub, refused};

async fn role(hub: &Hub, person: PersonId) -> Vec<(OrganisationId, String)> {
    let mut tx = hub.db.read().await.unwrap();
    fetch_all!(
        &mut tx,
        "select organisation_id, role from membership where person_id = $1",
        person,
    )
    .unwrap()
}

on_both_databases!(all_goes_along_and_both_addresses_lead_to_the_one_that_goes_on, |test| {
    let hub = Hub::new(test);
    let (old, new) = (hub.organisation("Southmere").await, hub.organisation("Northvale").await);
    let admin = hub.hub_administrator().await;
    let theirs = hub.somebody(&[(&old, Role::Editor)], None).await;
    let in_new = hub.somebody(&[(&new, Role::Editor)], None).await;
    let in_both = hub
        .somebody(&[(&old, Role::Administrator), (&new, Role::Member)], None)
        .await;
    let lower_there = hub.somebody(&[(&new, Role::Editor), (&old, Role::Member)], None).await;
    let mut tx = hub.db.write().await.unwrap();
    for (of, name, value) in [
        (&old, "siro", "their SIRO"),
        (&old, "press-office", "their press office"),
        (&new, "siro", "our SIRO"),
    ] {
        local_fact::store::save(&mut tx, of.id, name, value, Tlp::Clear, 0, noon().into())
            .await
            .unwrap();
    }
    host_name::store::add(&mut tx, old.id, "hub.southmere.gov.uk", noon().into())
        .await
        .unwrap();
    for of in [&old, &new] {
        email_domain::store::add(&mut tx, of.id, "southmere.gov.uk", noon().into())
            .await
            .unwrap();
    }
    email_domain::store::verify(&mut tx, old.id, "southmere.gov.uk", "hub", noon().into())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for of in [&theirs, &in_new] {
        let officer = [
            ("kind", "returning-officer"),
            ("phone", "01632 960150"),
            ("phone-tlp", "AMBER"),
        ];
        assert_eq!(hub.post(of, "/organisation/controllers", &officer).await.status, 303);
    }

    let base = format!("/hub/organisations/{}/merge", old.id);
    let choose = hub.get(&admin, &base).await;
    choose.assert_sound();
    assert!(choose.says("Northvale</a>") && !choose.says("Southmere</a></h2>"));
    let address = format!("{base}/{}", new.id);
    let asked = hub.get(&admin, &address).await;
    asked.assert_sound();
    for words in [
        "Merge Southmere into Northvale?",
        "People 3 2 are in both. Each keeps the role that may do more. Administrators become administrators of the organisation that goes on.",
        "Local facts that everybody may see 2 1 is known in both. That of the organisation that goes on stays.",
        "Separate controllers that everybody may know of 0",
        "E-mail domains 1 1 is in both, and stands once afterwards.",
        "Host names 1",
        "Links that lead on 1",
        "This cannot be undone.",
    ] {
        asked.assert_page_says(words);
    }
    let merged = hub
        .post(&admin, &address, &[("from_version", "1"), ("into_version", "1")])
        .await;
    assert_eq!(
        merged.location(),
        format!("/hub/organisations/{}?done=merged", new.id),
        "{}",
        merged.words()
    );
    let page = hub.get(&admin, merged.location()).await;
    page.assert_sound();
    page.assert_page_says("People 4");
    page.assert_page_says("Merged into it Southmere");
    page.assert_page_says("hub.southmere.gov.uk");

    assert_eq!(role(&hub, theirs.id).await, [(new.id, "editor".to_owned())]);
    assert_eq!(role(&hub, in_both.id).await, [(new.id, "administrator".to_owned())]);
    assert_eq!(role(&hub, lower_there.id).await, [(new.id, "editor".to_owned())]);
    let mut tx = hub.db.read().await.unwrap();
    let facts = local_fact::store::list(&mut tx, new.id).await.unwrap();
    let facts: Vec<&str> = facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(facts, ["their press office", "our SIRO"]);
    let verified = email_domain::store::find_verified(&mut tx, "southmere.gov.uk")
        .await
        .unwrap();
    assert_eq!(verified, Some(new.id));
    for slug in ["northvale", "southmere"] {
        let found = organisation::store::find_by_slug(&mut tx, slug).await.unwrap().unwrap();
        assert_eq!((found.id, found.slug.as_str()), (new.id, "northvale"));
    }
    let whole = organisation::store::with_merged(&mut tx, new.id).await.unwrap();
    assert_eq!(whole.len(), 2);
    drop(tx);

    // Whoever was signed in for the one goes on for the other, with a new token.
    let own = hub.get(&theirs, "/organisation").await;
    own.assert_page_says("Northvale");
    own.assert_page_says("Returning officer Phone 01632 960150 TLP:AMBER");
    own.assert_page_says("Returning officer (Southmere) Phone 01632 960150 TLP:AMBER");
    assert!(own.headers.contains_key("set-cookie"), "what they may do has grown");
    // In another tab the same button is still there.
    let again = hub.post(&admin, &address, &[("from_version", "1"), ("into_version", "1")]);
    for again in [again.await, hub.get(&admin, &address).await] {
        assert_eq!(
            again.location(),
            format!("/hub/organisations/{}?done=merged-already", new.id)
        );
    }
    hub.get(&admin, &format!("/hub/organisations/{}?done=merged-already", new.id))
        .await
        .assert_page_says("The two are one already.");
    let gone = hub.get(&admin, &format!("/hub/organisations/{}", old.id)).await;
    assert_eq!(gone.location(), format!("/hub/organisations/{}", new.id));
    let actions = hub.actions().await;
    assert_eq!(actions[2..], ["organisation.merged", "organisation.merged"]);
    let trail = hub.get(&in_both, "/organisation/audit").await;
    trail.assert_page_says("3 people, 2 local facts that everybody may see, 0 separate controllers");
    trail.assert_page_says("1 e-mail domain, 1 host name,");
    trail.assert_page_says("1 link that leads on");
});

on_both_databases!(
    what_somebody_changed_meanwhile_is_looked_at_again_before_a_merge,
    |test| {
        let hub = Hub::new(test);
        let (old, new) = (hub.organisation("Southmere").await, hub.organisation("Northvale").await);
        let admin = hub.hub_administrator().await;
        let address = format!("/hub/organisations/{}/merge/{}", old.id, new.id);
        for fields in [
            [("from_version", "1"), ("into_version", "2")],
            [("from_version", "2"), ("into_version", "1")],
            [("from_version", ""), ("into_version", "")],
        ] {
            let answer = hub.post(&admin, &address, &fields).await;
            refused(&answer, 409, "Somebody changed one of the two while you were looking");
        }
        let itself = format!("/hub/organisations/{0}/merge/{0}", old.id);
        assert_eq!(hub.get(&admin, &itself).await.status, 404);
        assert!(hub.actions().await.is_empty());
        let good = [("from_version", "1"), ("into_version", "1")];
        assert_eq!(hub.post(&admin, &address, &good).await.status, 303);
        let again = hub.post(&admin, &address, &good).await;
        assert!(again.location().ends_with("?done=merged-already"), "{}", again.words());
        let backwards = format!("/hub/organisations/{}/merge/{}", new.id, old.id);
        assert_eq!(hub.post(&admin, &backwards, &good).await.status, 404);
    }
);

on_both_databases!(
    what_merged_earlier_leads_to_the_last_and_its_name_is_free_again,
    |test| {
        let hub = Hub::new(test);
        let (first, second) = (hub.organisation("Ashby").await, hub.organisation("Southmere").await);
        let (third, admin) = (hub.organisation("Northvale").await, hub.hub_administrator().await);
        let merge = async |from: OrganisationId, into: OrganisationId, versions: [(&str, &str); 2]| {
            let address = format!("/hub/organisations/{from}/merge/{into}");
            assert_eq!(hub.post(&admin, &address, &versions).await.status, 303);
        };
        merge(first.id, second.id, [("from_version", "1"), ("into_version", "1")]).await;
        merge(second.id, third.id, [("from_version", "2"), ("into_version", "1")]).await;
        let mut tx = hub.db.read().await.unwrap();
        for slug in ["ashby", "southmere"] {
            assert_eq!(
                organisation::store::find_by_slug(&mut tx, slug)
                    .await
                    .unwrap()
                    .unwrap()
                    .id,
                third.id
            );
        }
        assert_eq!(
            organisation::store::find(&mut tx, first.id)
                .await
                .unwrap()
                .unwrap()
                .merged_into_id,
            Some(third.id)
        );
        drop(tx);
        let fields = [
            ("name", "Ashby"),
            ("kind", "council"),
            ("nation", "england"),
            ("version", "2"),
        ];
        let renamed = hub
            .post(&admin, &format!("/hub/organisations/{}/name", third.id), &fields)
            .await;
        hub.get(&admin, renamed.location())
            .await
            .assert_page_says("Address /at/ashby");
    }
);

on_both_databases!(a_merge_that_fails_half_way_changes_nothing, |test| {
    let failing = || web::Feature {
        name: "failing",
        merge: Some(web::MergePart {
            foretell: |_, _| Box::pin(async { Ok(Vec::new()) }),
            holds_any: |_, _| Box::pin(async { Ok(false) }),
            carry: |_, _| Box::pin(async { Err(web::Error::failed("no")) }),
        }),
        ..web::Feature::default()
    };
    let hub = Hub::of(test, vec![accounts::feature(), failing()]);
    let (old, new) = (hub.organisation("Southmere").await, hub.organisation("Northvale").await);
    let theirs = hub.somebody(&[(&old, Role::Editor)], None).await;
    let admin = hub.hub_administrator().await;
    let address = format!("/hub/organisations/{}/merge/{}", old.id, new.id);
    let fields = [("from_version", "1"), ("into_version", "1")];
    assert_eq!(hub.post(&admin, &address, &fields).await.status, 500);
    assert_eq!(role(&hub, theirs.id).await, [(old.id, "editor".to_owned())]);
    hub.get(&theirs, "/organisation").await.assert_page_says("Southmere");
    assert!(hub.actions().await.is_empty());
});

on_both_databases!(what_a_rule_on_signing_in_does_to_a_merge_is_said_before, |test| {
    let hub = Hub::new(test);
    let (old, new) = (hub.organisation("Southmere").await, hub.organisation("Northvale").await);
    let admin = hub.hub_administrator().await;
    let locked = "cannot come in after the merge";
    let ends = "single sign-on only ends";
    for (of_old, of_new, said, not_said) in [(false, true, locked, ends), (true, false, ends, locked)] {
        let mut tx = hub.db.write().await.unwrap();
        for (organisation, rule) in [(&old, of_old), (&new, of_new)] {
            identity_provider::store::save_rule(&mut tx, organisation.id, rule)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let asked = hub
            .get(&admin, &format!("/hub/organisations/{}/merge/{}", old.id, new.id))
            .await;
        asked.assert_page_says(said);
        assert!(!asked.words().contains(not_said));
    }
});
