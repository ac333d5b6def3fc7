//! The local facts of one's own organisation.

use db::on_both_databases;
use web::Role;

use super::hub::{Hub, refused};

const DESK: &str = "/organisation/facts/service-desk";

on_both_databases!(an_editor_keeps_a_fact_and_members_read_it, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    let member = hub.somebody(&[(&northvale, Role::Member)], None).await;
    let empty = hub.get(&member, "/organisation").await;
    empty.assert_sound();
    empty.assert_page_says("None is known yet");
    for address in ["/organisation/facts", DESK] {
        hub.get(&editor, address).await.assert_sound();
        assert_eq!(hub.get(&member, address).await.status, 403, "{address}");
    }
    let fields = [("value", "01632 960100"), ("tlp", "AMBER"), ("version", "0")];
    let saved = hub.post(&editor, DESK, &fields).await;
    assert_eq!(saved.location(), "/organisation/facts?done=saved", "{}", saved.words());
    let list = hub.get(&editor, saved.location()).await;
    list.assert_sound();
    list.assert_page_says("IT service desk 01632 960100 TLP:AMBER");
    let page = hub.get(&member, "/organisation").await;
    page.assert_sound();
    page.assert_page_says("01632 960100 TLP:AMBER");
    page.assert_page_says("nobody outside sees that we are here");
    assert!(!page.says("Change our numbers"));
    assert_eq!(hub.actions().await, ["local_fact.changed"]);
});

on_both_databases!(nobody_writes_over_what_somebody_else_has_changed, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    hub.post(&editor, DESK, &[("value", "one"), ("tlp", "CLEAR"), ("version", "0")])
        .await;
    for version in ["0", "7", "x"] {
        let stale = [("value", "two"), ("tlp", "GREEN"), ("version", version)];
        let answer = hub.post(&editor, DESK, &stale).await;
        refused(&answer, 409, "Somebody changed this while you were editing");
        answer.assert_page_says("It now says: one TLP:CLEAR");
        assert!(answer.says("value=\"two\"") && answer.says("name=\"version\" value=\"1\""));
    }
    let second = [("value", ""), ("tlp", ""), ("version", "1")];
    assert_eq!(hub.post(&editor, DESK, &second).await.status, 303);
    hub.get(&editor, "/organisation")
        .await
        .assert_page_says("None is known yet");
});

on_both_databases!(a_fact_needs_a_label_and_a_name_of_the_list, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    for label in ["", "RED", "WHITE"] {
        let answer = hub
            .post(
                &editor,
                DESK,
                &[("value", "01632 960100"), ("tlp", label), ("version", "0")],
            )
            .await;
        refused(&answer, 422, "Choose to whom it may be shown");
    }
    let long = "a".repeat(201);
    let answer = hub
        .post(&editor, DESK, &[("value", &long), ("tlp", "CLEAR"), ("version", "0")])
        .await;
    refused(&answer, 422, "200 characters or fewer");
    let unknown = "/organisation/facts/mascot";
    assert_eq!(hub.get(&editor, unknown).await.status, 404);
    assert_eq!(hub.post(&editor, unknown, &[("value", "x")]).await.status, 404);
    assert!(hub.actions().await.is_empty());
});

on_both_databases!(each_sees_and_changes_their_own_organisation_alone, |test| {
    let hub = Hub::new(test);
    let (northvale, southmere) = (hub.organisation("Northvale").await, hub.organisation("Southmere").await);
    let ours = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    let theirs = hub.somebody(&[(&southmere, Role::Administrator)], None).await;
    hub.post(
        &ours,
        DESK,
        &[("value", "only ours"), ("tlp", "GREEN"), ("version", "0")],
    )
    .await;
    for address in ["/organisation", "/organisation/facts", DESK] {
        assert!(!hub.get(&theirs, address).await.says("only ours"), "{address}");
    }
    let nobodys = hub.hub_administrator().await;
    assert_eq!(hub.get(&nobodys, "/organisation").await.status, 403);
});

on_both_databases!(what_was_never_known_and_stays_so_is_not_saved, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    let save = async |value, tlp, version| {
        let fields = [("value", value), ("tlp", tlp), ("version", version)];
        hub.post(&editor, DESK, &fields).await.location().to_owned()
    };
    let (same, saved) = ("/organisation/facts?done=same", "/organisation/facts?done=saved");
    assert_eq!(save("", "", "0").await, same);
    hub.get(&editor, same).await.assert_page_says("Nothing was changed.");
    assert_eq!(save("01632 960100", "AMBER", "0").await, saved);
    assert_eq!(save("01632 960100", "AMBER", "1").await, same);
    assert_eq!(save("01632 960100", "GREEN", "1").await, saved);
    assert_eq!(save("", "", "2").await, saved);
    assert_eq!(hub.actions().await, ["local_fact.changed"; 3]);
});
