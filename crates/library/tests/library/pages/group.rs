use super::*;

#[tokio::test]
async fn a_groups_page_has_three_actions_and_then_the_three_parts_in_order() {
    for audience in ["finance", "electoral-registration"] {
        let page = TestLibrary::built_in().get(&format!("/for/{audience}")).await.text;
        assert_in_order(
            &page,
            &[
                "<h1",
                "Three actions for this week",
                "Likely threats and incidents</h2>",
                "Support and guidance</h2>",
                "Opportunities and resources</h2>",
            ],
        );
        assert!(page.matches("ww-why").count() > 10, "every entry says why it is there");
    }
}

#[tokio::test]
async fn a_stage_of_guidance_shows_its_first_three_and_leads_to_all_of_it() {
    let page = TestLibrary::built_in().get("/for/finance").await.text;
    let guidance = page.split("Support and guidance</h2>").nth(1).unwrap();
    let guidance = guidance.split("Opportunities and resources</h2>").next().unwrap();
    let stages: Vec<&str> = guidance
        .split("<h3 class=\"govuk-heading-m\">")
        .skip(1)
        .take(4)
        .collect();
    for (stage, name) in stages.iter().zip(["prevent", "prepare", "respond", "recover"]) {
        let (rows, rest) = stage
            .split_once("ww-more")
            .unwrap_or_else(|| panic!("{name} leads to no more"));
        assert_eq!(rows.matches("<li><h3>").count(), 3, "{name}");
        assert!(
            rest.contains(&format!("/guidance?audience=finance&#38;stage={name}")),
            "{name}"
        );
    }
}

#[tokio::test]
async fn the_three_actions_are_alerts_then_the_season_then_the_groups_own() {
    let page = hub(&[]).get("/for/finance").await.text;
    assert_in_order(
        &page,
        &["Agree the cut-off", "Ring back", "Print the list", "Likely threats"],
    );
    assert!(!page.contains("Ask the bank"), "three actions and no fourth");

    let page = hub(&[
        (
            "alerts/a.md",
            item("Alert A", &alert("act-this-week", "2026-11-20", "Do A")),
        ),
        (
            "alerts/b.md",
            item("Alert B", &alert("act-today", "2026-11-10", "Do B")),
        ),
        (
            "alerts/c.md",
            item("Alert C", &alert("act-this-week", "2026-11-22", "Do C")),
        ),
        ("alerts/d.md", item("Alert D", &alert("watching", "2026-11-23", "Do D"))),
    ])
    .get("/for/finance")
    .await
    .text;
    // Today before this week, the newer before the older, two alerts at most; what is watched is no action.
    assert_in_order(
        &page,
        &[
            "Do B",
            "Do C",
            "Agree the cut-off",
            "Likely threats",
            "Alert B",
            "Alert C",
            "Alert A",
            "Alert D",
        ],
    );
    assert!(!page.contains("Do A</") && !page.contains("Do D</"));
}

#[tokio::test]
async fn beside_one_alert_and_a_season_one_action_is_the_groups_own() {
    let busy = |name: &str, days: &str, action: &str| {
        service(&format!(
            "[[periods]]\nname = \"{name}\"\n{days}\nkind = \"busy\"\naction = \"{action}\""
        ))
    };
    let page = hub(&[
        (
            "alerts/a.md",
            item("Alert A", &alert("act-this-week", "2026-11-20", "Do A")),
        ),
        (
            "services/ledger.md",
            item(
                "Ledger",
                &busy("Year end", "from = \"12-02\"\nto = \"12-31\"", "Close the books"),
            ),
        ),
    ])
    .get("/for/finance")
    .await
    .text;
    assert_in_order(&page, &["Do A", "Agree the cut-off", "Ring back", "Likely threats"]);
    let actions = page.split("Likely threats").next().unwrap();
    assert!(!actions.contains("Close the books") && !actions.contains("Print the list"));

    // What to do before a period is not asked for while it lasts.
    let page = hub(&[(
        "services/payroll.md",
        item(
            "Payroll",
            &busy("Busy now", "from = \"11-01\"\nto = \"12-31\"", "Agree the cut-off"),
        ),
    )])
    .get("/for/finance")
    .await
    .text;
    let actions = page.split("Likely threats").next().unwrap();
    assert_in_order(actions, &["Ring back", "Print the list", "Ask the bank"]);
    assert!(!actions.contains("Agree the cut-off"), "{actions}");

    // What the law asks for is asked for until its day has passed.
    let due = busy("Register due", "from = \"11-01\"\nto = \"12-01\"", "Save a copy");
    let page = hub(&[(
        "services/payroll.md",
        item("Payroll", &due.replace("\"busy\"", "\"statutory\"")),
    )])
    .get("/for/finance")
    .await
    .text;
    let actions = page.split("Likely threats").next().unwrap();
    assert_in_order(actions, &["Save a copy", "Ring back"]);
}

#[tokio::test]
async fn what_began_last_is_what_is_due_and_a_period_says_that_it_starts() {
    let periods = |several: &[(&str, &str)]| {
        let written = several.iter().map(|(name, days)| {
            format!("[[periods]]\nname = \"{name}\"\n{days}\nkind = \"busy\"\naction = \"Do it\"\n")
        });
        item("Service", &service(&written.collect::<String>()))
    };
    let several = [
        ("Since July", "from = \"07-01\"\nto = \"11-30\""),
        ("Due now", "from = \"11-01\"\nto = \"12-01\""),
    ];
    let weeks = [("Weeks", "from = \"12-08\"\nto = \"12-31\"")];
    let page = hub(&[
        ("services/payroll.md", periods(&several)),
        ("services/ledger.md", periods(&weeks)),
    ])
    .get("/for/finance")
    .await
    .text;
    assert!(page.contains("Due now") && !page.contains("Since July"));
    assert!(page.contains("Starts in 2 weeks, on 8 December 2026"));

    let day = [("One day", "from = \"12-15\"\nto = \"12-15\"")];
    let page = hub(&[("services/ledger.md", periods(&day))])
        .get("/for/finance")
        .await
        .text;
    assert!(page.contains("In 3 weeks, on 15 December 2026"));
}

#[tokio::test]
async fn an_alert_is_gone_from_the_groups_page_the_day_after_it_expires() {
    let alerts = [(
        "alerts/a.md",
        item("Alert A", &alert("act-today", "2026-11-20", "Do A")),
    )];
    let on = |day: &str| {
        hub_with(
            &alerts,
            Settings::default(),
            &Clock::at(format!("{day}T09:00:00Z").parse().unwrap()),
        )
    };
    assert!(on("2026-12-31").get("/for/finance").await.text.contains("Do A"));
    assert!(!on("2027-01-01").get("/for/finance").await.text.contains("Do A"));
    assert!(on("2027-01-01").get("/alerts").await.text.contains("Earlier alerts"));
}

#[tokio::test]
async fn an_alert_of_tomorrow_does_not_exist_today() {
    let hub = hub(&[(
        "alerts/t.md",
        item("Zebratomorrow", &alert("act-today", "2026-11-25", "Do it")),
    )]);
    for address in [
        "/alerts",
        "/for/finance",
        "/search?q=zebratomorrow",
        "/alerts/zebratomorrow",
    ] {
        assert!(!hub.get(address).await.text.contains(">Zebratomorrow<"), "{address}");
    }
    assert_eq!(hub.get("/alerts/t").await.status, StatusCode::NOT_FOUND);
    hub.library
        .turn_the_page("2026-11-25T00:00:00Z".parse::<jiff::Timestamp>().unwrap().into());
    assert_eq!(
        hub.get("/search?q=zebratomorrow")
            .await
            .text
            .matches("href=\"/alerts/t\"")
            .count(),
        1
    );
}

#[tokio::test]
async fn the_week_in_one_minute_is_under_150_words() {
    let hub = TestLibrary::built_in();
    let shelf = hub.library.for_viewer(&Viewer::stranger());
    for audience in shelf.audiences() {
        let page = hub.get(&format!("/for/{}/one-minute", audience.slug)).await.text;
        let text = page
            .split("id=\"one-minute\"")
            .nth(1)
            .and_then(|rest| rest.split('>').nth(1))
            .unwrap_or_default();
        let text = text.split('<').next().unwrap_or_default();
        let words = text.split_whitespace().count();
        assert!((40..150).contains(&words), "{}: {words} words: {text}", audience.slug);
    }
}

#[tokio::test]
async fn what_is_read_out_or_copied_carries_the_label_of_what_is_in_it() {
    let hub = hub(&[(
        "alerts/g.md",
        item(
            "Alert G",
            &format!("tlp = \"GREEN\"\n{}", alert("act-today", "2026-11-20", "Do G")),
        ),
    )]);
    let member = || Some(Viewer::member_of(OrganisationId::new()));
    let page = hub.get_as("/for/finance", member()).await.text;
    let actions = page.split("Likely threats").next().unwrap();
    assert_in_order(actions, &["Do G", "TLP:GREEN"]);
    let page = hub.get_as("/for/finance/one-minute", member()).await.text;
    assert_in_order(&page, &["<h1", "TLP:GREEN", "id=\"one-minute\"", "TLP:GREEN", "Do G"]);
    let answer = hub.get_as("/api/v1/audiences/finance", member()).await.text;
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["actions"][0]["tlp"], "GREEN");
    let page = hub.get("/for/finance/one-minute").await.text;
    assert!(!page.contains("TLP:") && !page.contains("Do G"));
}
