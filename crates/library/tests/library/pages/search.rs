use super::*;

#[tokio::test]
async fn what_only_names_a_thing_is_no_answer_in_place() {
    let hub = TestLibrary::built_in();
    let answered = hub.get("/search?q=lost+my+work+phone").await.text;
    let answer = answered.split("ww-answer").nth(1).expect("a sure hit stands in place");
    let answer = answer.split("</section>").next().unwrap_or_default();
    assert!(
        answer.contains("href=\"/something-is-wrong/lost-or-stolen\""),
        "{answer}"
    );
    let named = hub.get("/search?q=libraries").await.text;
    assert!(
        named.contains("href=\"/services/libraries\"") && !named.contains("ww-answer"),
        "{named}"
    );
}

#[tokio::test]
async fn past_the_last_page_of_a_search_its_last_page_is_shown() {
    let hub = TestLibrary::built_in();
    let beyond = hub.get("/search?q=phishing&page=99").await.text;
    assert!(!beyond.contains("Nothing found"), "{beyond}");
    assert!(beyond.contains("results for “phishing”"), "{beyond}");
    let total: usize = beyond
        .split(" results for “phishing”")
        .next()
        .and_then(|before| before.rsplit(|letter: char| !letter.is_ascii_digit()).next())
        .and_then(|digits| digits.parse().ok())
        .unwrap();
    let last = hub
        .get(&format!("/search?q=phishing&page={}", total.div_ceil(20)))
        .await
        .text;
    assert_eq!(beyond.matches("<mark>").count(), last.matches("<mark>").count());
    let nothing = hub.get("/search?q=zzxqjv&page=99").await;
    assert_eq!(nothing.status, StatusCode::OK);
}

#[tokio::test]
async fn what_one_can_no_longer_have_comes_after_what_one_can() {
    let offer = |until: &str| {
        item(
            "Grants",
            &format!("publisher = \"P\"\ntype = \"funding\"\nwho = \"All\"\ncloses = {until}"),
        )
    };
    let offers = [
        ("opportunities/first.md", offer("2026-11-24")),
        ("opportunities/second.md", offer("2026-11-23")),
    ];
    let found = hub(&offers).get("/search?q=grants").await.text;
    assert_in_order(&found, &["/opportunities/first", "/opportunities/second"]);
}
