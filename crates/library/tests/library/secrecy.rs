//! What is not for strangers is nowhere for them.

use crate::made_up::{SECRET, get_as_member, hub};

const MACHINES_READ: [&str; 16] = [
    "/feed.atom",
    "/for/finance/feed.atom",
    "/for/all-staff/feed.atom?nation=wales",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/events.ics",
    "/events.ics?for=finance",
    "/api/v1/search?q=Zanzibar&limit=100",
    "/api/v1/search?q=secret%20guidance%20alert&limit=100",
    "/api/v1/items?limit=100",
    "/api/v1/audiences/finance",
    "/api/v1/audiences/all-staff",
    "/api/v1/alerts",
    "/api/v1/events",
    "/api/v1/openapi.json",
];

#[tokio::test]
async fn a_stranger_finds_nothing_of_what_is_green_or_not_yet_out() {
    let hub = hub();
    // A member reads first: what is shown to them must not be kept for the stranger.
    for _ in 0..2 {
        for address in MACHINES_READ {
            assert_eq!(get_as_member(&hub, address).await.status, 200, "{address}");
        }
        for address in MACHINES_READ {
            let answer = hub.get(address).await;
            assert_eq!(answer.status, 200, "{address}");
            let (body, word) = (answer.text.to_lowercase(), SECRET.to_lowercase());
            assert!(
                !body.contains(&word) && !body.contains("/secret"),
                "{address}: {}",
                answer.text
            );
        }
    }
}

#[tokio::test]
async fn a_stranger_cannot_tell_what_is_green_or_not_yet_out_from_what_does_not_exist() {
    let hub = hub();
    let nothing = hub.get("/api/v1/items/guidance/nothing").await;
    for hidden in [
        "guidance/secret",
        "alerts/secret",
        "alerts/tomorrow",
        "case-studies/secret",
        "events/secret",
    ] {
        let answer = hub.get(&format!("/api/v1/items/{hidden}")).await;
        assert_eq!(
            (answer.status, &answer.text),
            (nothing.status, &nothing.text),
            "{hidden}"
        );
    }
    assert_eq!(nothing.status, 404);
}

#[tokio::test]
async fn a_member_is_shown_what_is_green() {
    let hub = hub();
    for address in [
        "/feed.atom",
        "/events.ics",
        "/api/v1/search?q=Zanzibar",
        "/api/v1/alerts",
        "/api/v1/items/guidance/secret",
    ] {
        assert!(get_as_member(&hub, address).await.text.contains(SECRET), "{address}");
    }
    // The sitemap is for search engines, whoever asks.
    assert!(!get_as_member(&hub, "/sitemap.xml").await.text.contains("/secret"));
    // Not even a member is told of tomorrow's alert.
    assert!(
        !get_as_member(&hub, "/api/v1/items?kind=alerts")
            .await
            .text
            .contains("tomorrow")
    );
}
