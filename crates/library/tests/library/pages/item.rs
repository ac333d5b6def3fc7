use super::*;

#[tokio::test]
async fn what_is_overdue_for_review_says_so() {
    let late = Clock::at("2027-05-02T12:00:00Z".parse().unwrap());
    let page = hub_with(&[], Settings::default(), &late)
        .get("/guidance/call-back")
        .await
        .text;
    assert!(page.to_lowercase().contains("overdue"), "a plain warning");
    let page = hub(&[]).get("/guidance/call-back").await.text;
    assert!(page.contains("1 November 2026") && page.contains("Editors"));
}

#[tokio::test]
async fn a_term_links_once_a_page_and_not_to_itself() {
    let term = item("Payslip", "also_known_as = []");
    let hub = hub(&[
        ("glossary/payslip.md", term),
        (
            "guidance/two.md",
            item("Two", "stage = \"prevent\"").replace("The body of Two.", "A payslip is a payslip."),
        ),
    ]);
    let page = hub.get("/guidance/two").await.text;
    assert_eq!(page.matches("href=\"/glossary/payslip\"").count(), 1);
    let page = hub.get("/glossary/payslip").await.text;
    assert_eq!(page.matches("ww-term").count(), 0);
}

#[tokio::test]
async fn a_reader_in_one_nation_does_not_see_what_holds_elsewhere_alone() {
    let scots = [(
        "guidance/s.md",
        item("Scots law", "stage = \"prevent\"\nnations = [\"scotland\"]"),
    )];
    let list = |hub: TestLibrary, address: &'static str| async move { hub.get(address).await.text };
    assert!(list(hub(&scots), "/guidance").await.contains("Scots law"));
    assert!(!list(hub(&scots), "/guidance?nation=wales").await.contains("Scots law"));
    let wales = Settings {
        nations: vec![Nation::Wales],
        ..Settings::default()
    };
    assert_eq!(
        hub_with(&scots, wales, &noon()).get("/guidance/s").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn two_taps_lead_from_what_happened_to_a_card_with_numbers() {
    let hub = TestLibrary::built_in();
    let first = hub.get("/something-is-wrong").await.text;
    assert!(first.contains("Could someone be hurt"));
    assert!(first.contains("href=\"/something-is-wrong/clicked-or-gave-password\""));
    let second = hub.get("/something-is-wrong/clicked-or-gave-password").await.text;
    assert!(second.contains("href=\"/something-is-wrong/clicked-or-gave-password/finance\""));
    let card = hub
        .get("/something-is-wrong/clicked-or-gave-password/finance")
        .await
        .text;
    assert!(card.contains("href=\"tel:") && card.contains("<ol"));
    assert!(!card.contains("<form class=\"ww-form\""), "never a form first");

    let known = hub
        .get("/something-is-wrong/clicked-or-gave-password?for=finance")
        .await;
    assert_eq!(
        known.status,
        StatusCode::SEE_OTHER,
        "a known group leads straight to the card"
    );
}

#[tokio::test]
async fn broken_content_does_not_stop_the_good() {
    let hub = hub(&[
        ("guidance/broken.md", "+++\ntitle = 1\n+++".into()),
        ("guidance/good.md", item("Good", "stage = \"prevent\"")),
        ("guidance/nameless.md", item("", "stage = \"prevent\"")),
    ]);
    assert_eq!(hub.get("/guidance/good").await.status, StatusCode::OK);
    assert_eq!(hub.get("/guidance/broken").await.status, StatusCode::NOT_FOUND);
    assert_eq!(hub.get("/guidance/nameless").await.status, StatusCode::NOT_FOUND);
    let snapshot = hub.library.snapshot();
    let files: std::collections::BTreeSet<&str> = snapshot.faults.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(
        files.into_iter().collect::<Vec<_>>(),
        ["guidance/broken.md", "guidance/nameless.md"]
    );
}

#[tokio::test]
async fn what_a_viewer_may_not_see_does_not_exist_for_them() {
    use library::item::store::KeptItem;
    let (ours, theirs) = (OrganisationId::new(), OrganisationId::new());
    let kept = |slug: &str, tlp: Tlp, owner| KeptItem {
        organisation_id: owner,
        kind: "guidance".into(),
        slug: slug.into(),
        tlp: tlp.as_str().into(),
        source: item(
            &format!("Zebra{slug}"),
            "stage = \"prevent\"\naudiences = [\"finance\"]",
        ),
    };
    let hub = hub(&[]);
    let green = kept("green", Tlp::Green, None);
    let ours_alone = [
        kept("amber", Tlp::Amber, Some(ours)),
        kept("strict", Tlp::AmberStrict, Some(ours)),
    ];
    hub.library
        .rebuild([green].into_iter().chain(ours_alone).collect::<Vec<_>>(), noon().now());
    let sees = |viewer: Option<Viewer>| {
        let hub = &hub;
        async move {
            let mut seen = Vec::new();
            for slug in ["green", "amber", "strict"] {
                let page = hub.get_as(&format!("/guidance/{slug}"), viewer.clone()).await.status == StatusCode::OK;
                let mut said = false;
                for address in [
                    "/guidance".to_owned(),
                    "/for/finance".to_owned(),
                    format!("/search?q=zebra{slug}"),
                ] {
                    said |= hub
                        .get_as(&address, viewer.clone())
                        .await
                        .text
                        .contains(&format!("Zebra{slug}"));
                }
                assert_eq!(page, said, "{slug} for {viewer:?}");
                seen.push(page);
            }
            seen
        }
    };
    assert_eq!(sees(None).await, [false, false, false]);
    assert_eq!(sees(Some(Viewer::member_of(theirs))).await, [true, false, false]);
    assert_eq!(sees(Some(Viewer::member_of(ours))).await, [true, true, true]);
}
