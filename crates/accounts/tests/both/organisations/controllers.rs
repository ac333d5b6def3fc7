//! Controllers in their own right beside one's own organisation.

use db::on_both_databases;
use testkit::Answer;
use web::Role;

use super::hub::{Hub, refused};

const ALL: &str = "/organisation/controllers";

const REACHED: [(&str, &str); 3] = [
    ("kind", "returning-officer"),
    ("phone", "01632 960150"),
    ("phone-tlp", "CLEAR"),
];

/// The address of the first controller of a list.
fn first(list: &Answer) -> String {
    let links = list.own_links();
    let is_one = |link: &&String| {
        link.starts_with(&format!("{ALL}/")) && link.split('/').count() == 4 && !link.ends_with("/new")
    };
    links.iter().find(is_one).unwrap().clone()
}

on_both_databases!(a_returning_officer_is_added_changed_and_removed, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    for address in [ALL, &format!("{ALL}/new")] {
        hub.get(&editor, address).await.assert_sound();
    }
    let fields = [
        ("kind", "returning-officer"),
        ("phone", "01632 960150"),
        ("phone-tlp", "CLEAR"),
        ("holder", "Sam Reader"),
        ("holder-tlp", "AMBER"),
    ];
    let added = hub.post(&editor, ALL, &fields).await;
    assert_eq!(added.location(), format!("{ALL}?done=added"), "{}", added.words());
    let list = hub.get(&editor, added.location()).await;
    list.assert_sound();
    list.assert_page_says("Returning officer Who it is Sam Reader TLP:AMBER Phone 01632 960150 TLP:CLEAR");
    let own = first(&list);
    let form = hub.get(&editor, &own).await;
    form.assert_sound();
    assert!(form.says("value=\"Sam Reader\""));
    let mut changed = fields.to_vec();
    changed[3] = ("holder", "Pat Reader");
    changed.push(("version", "1"));
    assert_eq!(hub.post(&editor, &own, &changed).await.status, 303);
    let stale = hub.post(&editor, &own, &changed).await;
    refused(&stale, 409, "Somebody changed this while you were editing");
    let removal = format!("{own}/removal");
    hub.get(&editor, &removal).await.assert_sound();
    assert_eq!(hub.post(&editor, &removal, &[]).await.status, 303);
    assert_eq!(hub.get(&editor, &own).await.status, 404);
    hub.get(&editor, ALL).await.assert_page_says("None is entered yet");
    assert_eq!(
        hub.actions().await,
        ["controller.added", "controller.changed", "controller.removed"]
    );
});

on_both_databases!(what_few_fill_in_is_folded_while_it_is_empty_and_fine, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    let (folded, open) = (" id=\"more\"><summary", " id=\"more\" open><summary");
    let form = hub.get(&editor, &format!("{ALL}/new")).await;
    assert!(form.says(folded), "{}", form.text);
    let words = form.words();
    let at = |words_of: &str| words.find(words_of).unwrap();
    assert!(at("Label of: Phone") < at("More: address") && at("More: address") < at("Label of: Address"));
    let reached = [
        ("kind", "returning-officer"),
        ("phone", "01632 960150"),
        ("phone-tlp", "CLEAR"),
    ];
    hub.post(&editor, ALL, &reached).await;
    let own = first(&hub.get(&editor, ALL).await);
    assert!(hub.get(&editor, &own).await.says(folded));
    let mut fields = reached.to_vec();
    fields.extend([("version", "1"), ("address-tlp", "CLEAR"), ("ico-number", "Z1234567")]);
    let refused = hub.post(&editor, &own, &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says(open), "what is wrong is in it");
    fields.push(("ico-number-tlp", "CLEAR"));
    assert_eq!(hub.post(&editor, &own, &fields).await.status, 303);
    assert!(hub.get(&editor, &own).await.says(open), "there is something in it");
});

on_both_databases!(what_is_filled_in_needs_a_label_and_another_controller_a_title, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    refused(
        &hub.post(&editor, ALL, &[]).await,
        422,
        "Choose what kind of controller it is",
    );
    refused(
        &hub.post(&editor, ALL, &[("kind", "other")]).await,
        422,
        "Enter what it is called",
    );
    let unlabelled = [("kind", "returning-officer"), ("email", "ro@northvale.gov.uk")];
    let answer = hub.post(&editor, ALL, &unlabelled).await;
    refused(&answer, 422, "Choose to whom it may be shown: e-mail");
    assert!(answer.says("value=\"ro@northvale.gov.uk\""));
});

on_both_databases!(anothers_controller_does_not_exist, |test| {
    let hub = Hub::new(test);
    let (northvale, southmere) = (hub.organisation("Northvale").await, hub.organisation("Southmere").await);
    let ours = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    let theirs = hub.somebody(&[(&southmere, Role::Administrator)], None).await;
    hub.post(&ours, ALL, &REACHED).await;
    let own = first(&hub.get(&ours, ALL).await);
    for address in [own.clone(), format!("{own}/removal"), format!("{ALL}/x")] {
        assert_eq!(hub.get(&theirs, &address).await.status, 404, "{address}");
        let fields = [("kind", "returning-officer"), ("version", "1")];
        assert_eq!(hub.post(&theirs, &address, &fields).await.status, 404, "{address}");
    }
    assert_eq!(hub.get(&ours, &own).await.status, 200);
});

on_both_databases!(
    one_that_cannot_be_reached_or_has_the_name_of_another_is_refused,
    |test| {
        let hub = Hub::new(test);
        let northvale = hub.organisation("Northvale").await;
        let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
        let answer = hub.post(&editor, ALL, &[("kind", "returning-officer")]).await;
        refused(&answer, 422, "Enter at least one thing by which it is known or reached");
        assert_eq!(hub.post(&editor, ALL, &REACHED).await.status, 303);
        let officer = first(&hub.get(&editor, ALL).await);
        let taken = "Returning officer stands here already";
        refused(&hub.post(&editor, ALL, &REACHED).await, 422, taken);
        let mut named = REACHED.to_vec();
        named[0] = ("kind", "other");
        named.push(("title", "returning  OFFICER"));
        refused(&hub.post(&editor, ALL, &named).await, 422, taken);
        named[3] = ("title", "Coroner");
        assert_eq!(hub.post(&editor, ALL, &named).await.status, 303);
        let list = hub.get(&editor, ALL).await.text.replace(&officer, "");
        let coroner = crate::browser::link_in(&list, &format!("{ALL}/"));
        let mut renamed = REACHED.to_vec();
        renamed.push(("version", "1"));
        refused(&hub.post(&editor, &coroner, &renamed).await, 422, taken);
        // What changes nothing is not written down.
        named.push(("version", "1"));
        let same = hub.post(&editor, &coroner, &named).await;
        assert_eq!(same.location(), format!("{ALL}?done=same"), "{}", same.words());
        hub.get(&editor, same.location())
            .await
            .assert_page_says("Nothing was changed.");
        assert_eq!(hub.actions().await, ["controller.added", "controller.added"]);
    }
);
