//! Feeds, the sitemap, and what robots and researchers look for.

use std::collections::BTreeSet;

use atom_syndication::{Entry, Feed};
use axum::body::Body;
use http::Request;
use library::Settings;

use crate::{
    made_up::{PUBLIC_URL, files, hub, hub_with},
    support::{Answer, TestLibrary},
};

fn parsed(answer: &Answer) -> Feed {
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    Feed::read_from(answer.text.as_bytes()).unwrap()
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.title.as_str()).collect()
}

fn content(entry: &Entry) -> &str {
    entry
        .content
        .as_ref()
        .and_then(|content| content.value.as_deref())
        .unwrap()
}

/// A hub that does not know its public address.
fn unset() -> TestLibrary {
    hub_with(Settings::default(), files())
}

#[tokio::test]
async fn a_feed_has_what_is_out_newest_first_under_names_that_stay() {
    let feed = parsed(&hub().get("/feed.atom").await);
    assert_eq!(
        titles(&feed),
        ["A live alert", "A new case & more", "An old alert", "An old case"]
    );
    let ids: BTreeSet<&str> = feed
        .entries
        .iter()
        .map(|entry| entry.id.as_str())
        .chain([feed.id.as_str()])
        .collect();
    assert_eq!(ids.len(), 5, "{ids:?}");
    assert!(ids.contains("tag:hub.example,2026:/alerts/live"), "{ids:?}");
    assert_eq!(feed.entries[0].updated.to_rfc3339(), "2026-11-22T00:00:00+00:00");
    assert_eq!(
        feed.updated,
        feed.entries.iter().map(|entry| entry.updated).max().unwrap()
    );
    let addresses = feed
        .links
        .iter()
        .chain(feed.entries.iter().flat_map(|entry| &entry.links))
        .map(|link| &link.href);
    assert!(
        addresses
            .clone()
            .all(|address| address.starts_with("https://hub.example/")),
        "{:?}",
        addresses.collect::<Vec<_>>()
    );
    assert!(
        feed.links
            .iter()
            .any(|link| link.rel == "self" && link.href == "https://hub.example/feed.atom")
    );
}

#[tokio::test]
async fn an_alert_brings_its_lines_with_whole_addresses() {
    let feed = parsed(&hub().get("/feed.atom").await);
    let content = content(&feed.entries[0]);
    for words in [
        "Act today",
        "href=\"https://hub.example/guidance/verify\"",
        "Ring your service desk &amp; ask",
        "It spreads &lt;fast&gt;.",
    ] {
        assert!(content.contains(words), "{words}: {content}");
    }
}

#[tokio::test]
async fn a_group_has_a_feed_of_its_own() {
    let hub = hub();
    let feed = parsed(&hub.get("/for/all-staff/feed.atom").await);
    assert_eq!(titles(&feed), ["A live alert", "An old alert", "An old case"]);
    let finance = parsed(&hub.get("/for/finance/feed.atom").await);
    assert!(
        content(&finance.entries[1]).contains("Ring back."),
        "{}",
        content(&finance.entries[1])
    );
    assert_ne!(feed.id, finance.id);
    assert_eq!(hub.get("/for/nobody/feed.atom").await.status, 404);
}

#[tokio::test]
async fn a_feed_that_did_not_change_is_not_sent_again() {
    for hub in [hub(), unset()] {
        let first = hub.get("/feed.atom").await;
        let tag = first.header("etag");
        assert!(!tag.is_empty());
        let request = Request::get("/feed.atom")
            .header("host", "127.0.0.1:8080")
            .header("if-none-match", tag);
        let second = hub.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!((second.status.as_u16(), second.text.as_str()), (304, ""));
        assert_eq!(
            hub.get("/feed.atom").await.text,
            first.text,
            "what was not sent is not what is kept"
        );
    }
}

#[tokio::test]
async fn without_a_public_address_addresses_come_from_a_valid_host_and_are_kept_for_nobody_else() {
    let hub = unset();
    let ask = async |host: &str| {
        let request = Request::get("/robots.txt").header("host", host);
        hub.ask(request.body(Body::empty()).unwrap()).await
    };
    assert!(
        ask("one.example:8080")
            .await
            .text
            .contains("Sitemap: http://one.example:8080/sitemap.xml\n")
    );
    assert!(
        ask("two.example")
            .await
            .text
            .contains("Sitemap: http://two.example/sitemap.xml\n")
    );
    assert_eq!(ask("evil.example/<x>").await.status, 400);
    let feed = parsed(&hub.get("/feed.atom").await);
    assert!(
        feed.entries
            .iter()
            .all(|entry| entry.id.starts_with("tag:watchward,2026:/"))
    );
}

#[tokio::test]
async fn the_sitemap_lists_every_public_page_once_and_each_answers() {
    let hub = hub();
    let sitemap = hub.get("/sitemap.xml").await;
    assert_eq!(sitemap.header("content-type"), "application/xml; charset=utf-8");
    let addresses: Vec<&str> = sitemap
        .text
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap())
        .collect();
    let different: BTreeSet<&str> = addresses.iter().copied().collect();
    assert_eq!(different.len(), addresses.len());
    for path in [
        "/",
        "/threats",
        "/for/finance",
        "/for/finance/one-minute",
        "/something-is-wrong/clicked/finance",
        "/alerts/live",
    ] {
        assert!(different.contains(format!("{PUBLIC_URL}{path}").as_str()), "{path}");
    }
    assert!(
        sitemap
            .text
            .contains("<loc>https://hub.example/guidance/verify</loc><lastmod>2026-11-20</lastmod>")
    );
    for address in addresses.iter().filter(|address| !address.ends_with("/get-involved")) {
        let path = address.strip_prefix(PUBLIC_URL).unwrap();
        assert_eq!(hub.get(path).await.status, 200, "{path}");
    }
    assert_eq!(hub.get("/sitemap.xml?part=2").await.status, 404);
}

#[tokio::test]
async fn robots_are_kept_from_searches_and_the_api() {
    let robots = hub().get("/robots.txt").await;
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        robots.text,
        "User-agent: *\nDisallow: /search\nDisallow: /api/\nAllow: /\n\nSitemap: https://hub.example/sitemap.xml\n"
    );
}

#[tokio::test]
async fn researchers_are_told_whom_to_write_to_for_less_than_a_year() {
    let text = hub().get("/.well-known/security.txt").await;
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    let lines: Vec<&str> = text.text.lines().collect();
    assert_eq!(
        lines,
        [
            "Contact: https://hub.example/get-involved/feedback",
            "Expires: 2027-11-23T00:00:00Z",
            "Preferred-Languages: en",
            "Canonical: https://hub.example/.well-known/security.txt",
        ]
    );
    let settings = Settings {
        contact_email: Some("security@hub.example".into()),
        ..Settings::default()
    };
    let text = hub_with(settings, files()).get("/.well-known/security.txt").await;
    assert!(
        text.text.starts_with("Contact: mailto:security@hub.example\n"),
        "{}",
        text.text
    );
}
