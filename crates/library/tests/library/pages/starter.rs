use super::*;

#[tokio::test]
async fn every_page_of_the_starter_library_answers_and_has_one_title() {
    let hub = TestLibrary::built_in();
    let shelf = hub.library.for_viewer(&Viewer::stranger());
    let mut addresses: Vec<String> = shelf.everything().map(|item| item.address()).collect();
    for plain in [
        "/",
        "/threats",
        "/services",
        "/guidance",
        "/resources",
        "/opportunities",
        "/case-studies",
        "/questions",
        "/glossary",
        "/events",
        "/contacts",
        "/alerts",
        "/search",
        "/something-is-wrong",
        "/accessibility",
        "/privacy",
        "/cookies",
        "/offline",
    ] {
        addresses.push(plain.into());
    }
    let audiences: Vec<String> = shelf.audiences().iter().map(|item| item.slug.clone()).collect();
    assert_eq!(audiences.len(), 7);
    for audience in &audiences {
        addresses.push(format!("/for/{audience}/one-minute"));
        addresses.push(format!("/something-is-wrong/ransom-note/{audience}"));
    }
    for address in addresses {
        let answer = hub.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.text.matches("<h1").count(), 1, "{address}");
        assert!(answer.text.contains("<title>"), "{address}");
        assert!(
            !answer.text.contains("[["),
            "{address} shows the raw form of a local fact"
        );
        assert!(
            !answer.text.contains(" style=") && !answer.text.contains("<script>"),
            "{address} has inline code"
        );
        assert!(answer.headers.contains_key("content-security-policy"), "{address}");
    }
}

#[tokio::test]
async fn every_link_within_the_starter_library_leads_somewhere() {
    assert_links_lead_somewhere(&TestLibrary::built_in(), 600).await;
}

#[tokio::test]
async fn a_hub_of_one_nation_and_some_groups_links_to_nothing_that_it_does_not_show() {
    let slugs = |slugs: &[&str]| slugs.iter().map(|slug| (*slug).to_owned()).collect::<Vec<_>>();
    let settings = Settings {
        nations: vec![Nation::Wales],
        audiences: slugs(&["all-staff", "finance"]),
        hidden_services: slugs(&["adult-social-care", "homelessness-and-lettings", "elections-and-count"]),
        ..Settings::default()
    };
    let hub = TestLibrary::with(library::shelf::built_in(), settings, &noon());
    let shelf = hub.library.for_viewer(&Viewer::stranger());
    assert!(shelf.find(library::item::Kind::Contact, "cqc").is_none());
    assert_links_lead_somewhere(&hub, 400).await;
    let page = hub.get("/guidance/telling-care-regulators").await.text;
    assert!(page.contains("Care Quality Commission"), "the words remain");
    assert!(!page.contains("/contacts/cqc"), "{page}");
}

/// Follows every link of every page of the library, of which there are more than `least`.
async fn assert_links_lead_somewhere(hub: &TestLibrary, least: usize) {
    let shelf = hub.library.for_viewer(&Viewer::stranger());
    let mut links = std::collections::BTreeSet::new();
    for address in shelf
        .everything()
        .map(|item| item.address())
        .chain(["/".to_owned(), "/something-is-wrong".to_owned()])
    {
        let page = hub.get(&address).await.text;
        links.extend(page.split("href=\"").skip(1).filter_map(|rest| {
            let link = rest.split('"').next()?.replace("&amp;", "&").replace("&#38;", "&");
            let path = link.split(['?', '#']).next()?.to_owned();
            path.starts_with('/').then_some(path)
        }));
    }
    // These belong to other features.
    links.retain(|link| !link.starts_with("/assets/") && !link.starts_with("/get-involved") && link != "/theme.css");
    assert!(links.len() > least, "{}", links.len());
    for link in links {
        let status = hub.get(&link).await.status;
        assert!(status.is_success() || status.is_redirection(), "{link}: {status}");
    }
}

#[tokio::test]
async fn the_example_questions_of_the_first_page_work() {
    let hub = TestLibrary::built_in();
    let home = hub.get("/").await.text;
    for (words, answer) in [
        ("supplier e-mailed new bank details", "verify-bank-details"),
        ("I clicked a bad link", "clicked-or-gave-password"),
        ("what does SIRO mean", "/glossary/senior-information-risk-owner"),
    ] {
        assert!(home.contains(words), "{words}");
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("q", words)
            .finish();
        let found = hub.get(&format!("/search?{query}")).await.text;
        let results = found.split("id=\"main-content\"").nth(1).unwrap_or_default();
        assert!(results.contains(answer), "{words}");
    }
}

#[tokio::test]
async fn a_slip_that_is_two_words_of_ours_is_still_a_slip() {
    let hub = TestLibrary::built_in();
    for (slip, meant) in [
        ("waht+is+ransomwear", "ransomware"),
        ("malwear", "malware"),
        ("spywear", "spyware"),
    ] {
        let page = hub.get(&format!("/search?q={slip}")).await.text;
        let understood = page.split("Showing results for").nth(1).expect(slip);
        assert!(
            understood.chars().take(120).collect::<String>().contains(meant),
            "{slip}"
        );
    }
}
