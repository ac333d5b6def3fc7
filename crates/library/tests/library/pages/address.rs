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
