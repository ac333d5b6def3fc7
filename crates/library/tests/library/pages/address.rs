use axum::{body::Body, http::Request};

use super::*;

#[tokio::test]
async fn an_old_address_leads_to_the_new_one_for_good_and_keeps_the_group() {
    let answer = hub(&[]).get("/guidance/ring-back?for=finance").await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.headers["location"], "/guidance/call-back?for=finance");
}

#[tokio::test]
async fn an_unknown_address_gets_a_page_that_helps() {
    let answer = hub(&[]).get("/guidance/call-bakc").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains("/guidance/call-back"), "it offers what was meant");
    assert!(answer.text.contains("/something-is-wrong") && answer.text.contains("<h1"));
    assert!(
        !answer.text.contains("href=\"/guidance/call-bakc"),
        "no choice leads here again"
    );
    assert!(answer.text.contains("href=\"/?for=finance\""), "{}", answer.text);
}

#[tokio::test]
async fn a_slip_in_an_address_is_answered_from_its_own_room_first() {
    let hub = TestLibrary::built_in();
    let offered = async |address: &str| -> Vec<String> {
        let page = hub.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let offer = page.text.split("Is it one of these?").nth(1).unwrap_or_default();
        let list = offer.split("</ul>").next().unwrap_or_default();
        let links = list.split("href=\"").skip(1);
        links
            .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
            .collect()
    };
    assert_eq!(offered("/threats/phising").await[0], "/threats/phishing");
    assert_eq!(offered("/THREATS/Phising/").await[0], "/threats/phishing");
    assert_eq!(offered("/guidance/phishing").await[0], "/threats/phishing");
    assert_eq!(offered("/payroll-hack").await.len(), 3);
    for nonsense in ["/foo/bar/baz", "/wp-admin.php", "/phpmyadmin/index"] {
        assert!(offered(nonsense).await.is_empty(), "{nonsense}");
    }
    let groups = offered("/for/nobody").await;
    assert_eq!(groups.len(), 7, "{groups:?}");
    assert!(groups.iter().all(|address| address.starts_with("/for/")), "{groups:?}");
}

#[tokio::test]
async fn capital_letters_and_a_last_slash_lead_to_the_one_right_address() {
    let hub = hub(&[]);
    for (asked, right) in [
        ("/for/finance/", "/for/finance"),
        ("/for/FINANCE", "/for/finance"),
        (
            "/Guidance/Call-Back//?for=finance&x=A",
            "/guidance/call-back?for=finance&x=A",
        ),
        ("/guidance/", "/guidance"),
    ] {
        let answer = hub.get(asked).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{asked}");
        assert_eq!(answer.header("location"), right, "{asked}");
        assert_eq!(hub.get(right).await.status, StatusCode::OK, "{right}");
    }
    for nothing in [
        "/for/nobody/",
        "/FOR/NOBODY",
        "//evil.example/",
        "/api/v1/items/guidance/X",
    ] {
        let answer = hub.get(nothing).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn the_group_travels_in_links_and_not_in_the_canonical_address() {
    let settings = Settings {
        public_url: Some("https://hub.example".into()),
        ..Settings::default()
    };
    let page = hub_with(&[], settings, &noon())
        .get("/guidance/call-back?for=finance")
        .await;
    assert!(page.text.contains("href=\"/contacts?for=finance\""));
    assert!(
        page.text
            .contains("<link rel=\"canonical\" href=\"https://hub.example/guidance/call-back\">")
    );
    assert!(!page.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn a_page_that_did_not_change_is_not_sent_again() {
    let hub = hub(&[]);
    let first = hub.get("/for/finance").await;
    let second = hub.get("/for/finance").await;
    assert_eq!(first.headers["etag"], second.headers["etag"]);
    assert_eq!(first.text, second.text);
}

#[tokio::test]
async fn the_head_of_a_page_is_that_of_the_page() {
    let hub = hub(&[]);
    let ask = async |method: &str, address: &str, known: Option<&str>| {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header("host", "127.0.0.1:8080")
            .header("accept-encoding", "gzip");
        if let Some(known) = known {
            request = request.header("if-none-match", known);
        }
        hub.ask_raw(request.body(Body::empty()).unwrap()).await
    };
    // The first of these is made for a head, the second is not kept, and the third is not there.
    for address in ["/for/finance", "/search?q=call", "/for/nobody"] {
        let (head, head_body) = ask("HEAD", address, None).await;
        let (page, body) = ask("GET", address, None).await;
        let (again, _) = ask("HEAD", address, None).await;
        assert!(head_body.is_empty() && !body.is_empty(), "{address}");
        for head in [head, again] {
            assert_eq!(head.status, page.status, "{address}");
            for name in ["etag", "vary", "content-encoding", "content-type", "cache-control"] {
                assert_eq!(head.headers.get(name), page.headers.get(name), "{address}: {name}");
            }
            let length: usize = head.headers["content-length"].to_str().unwrap().parse().unwrap();
            assert_eq!(length, body.len(), "{address}");
        }
        if let Some(etag) = page.headers.get("etag") {
            let (same, _) = ask("HEAD", address, Some(etag.to_str().unwrap())).await;
            assert_eq!(same.status, StatusCode::NOT_MODIFIED);
        }
    }
}

#[tokio::test]
async fn at_midnight_in_london_the_pages_are_new() {
    let clock = Clock::at("2026-11-24T23:59:00Z".parse().unwrap());
    let hub = hub_with(&[], Settings::default(), &clock);
    let before = hub.library.version();
    assert_eq!(
        hub.library.snapshot().until,
        text::date::london_midnight(date(2026, 11, 25))
    );
    hub.library
        .turn_the_page("2026-11-25T00:00:00Z".parse::<jiff::Timestamp>().unwrap().into());
    assert!(hub.library.version() > before);
    assert_eq!(
        hub.library.snapshot().until,
        text::date::london_midnight(date(2026, 11, 26))
    );
}

#[tokio::test]
async fn a_change_of_group_stays_on_the_page() {
    let hub = TestLibrary::built_in();
    for (page, links) in [
        ("/for/finance", vec!["/for/social-care", "/"]),
        ("/for/finance/one-minute", vec!["/for/social-care/one-minute"]),
        (
            "/something-is-wrong/ransom-note/finance",
            vec![
                "/something-is-wrong/ransom-note/social-care",
                "/something-is-wrong/ransom-note",
            ],
        ),
        (
            "/search?q=fraud&kind=contacts&page=2",
            vec!["/search?q=fraud&kind=contacts&for=social-care"],
        ),
        (
            "/guidance?stage=recover&for=finance",
            vec!["/guidance?stage=recover&for=social-care"],
        ),
    ] {
        let text = hub.get(page).await.text;
        let changer = text
            .split("<details class=\"ww-changer\"")
            .nth(1)
            .unwrap()
            .replace("&#38;", "&");
        for link in links {
            assert!(changer.contains(&format!("href=\"{link}\"")), "{page}: {link}");
        }
    }
}
