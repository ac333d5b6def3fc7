use super::*;

/// What stands under a heading of a page, up to what ends it.
fn part<'t>(page: &'t str, from: &str, to: &str) -> &'t str {
    page.split_once(from)
        .and_then(|(_, rest)| rest.split_once(to))
        .unwrap_or_else(|| panic!("no '{from}' that ends with '{to}'"))
        .0
}

#[tokio::test]
async fn a_card_gives_every_number_address_and_form_and_a_line_for_what_is_missing() {
    let hub = TestLibrary::built_in();
    let shelf = hub.library.for_viewer(&Viewer::stranger());
    let troubles = shelf.all(library::item::Kind::FirstHour);
    for trouble in troubles {
        for audience in shelf.audiences() {
            for nation in ["", "?nation=scotland", "?nation=northern-ireland"] {
                let address = format!("{}/{}{nation}", trouble.address(), audience.slug);
                let page = hub.get(&address).await.text;
                let calls = part(&page, "<h2>Ring</h2>", "</section>");
                assert!(!calls.contains("How to reach"), "{address}");
                for row in calls.split("<li").skip(1) {
                    let is_reached = ["ww-calls__number", "ww-calls__fact", "ww-calls__ways", "number: ____"]
                        .iter()
                        .any(|way| row.contains(way));
                    assert!(is_reached, "{address}: {row}");
                }
                assert!(
                    calls.matches("03000 200 973").count() <= 1,
                    "{address}: one row per number"
                );
                if page.contains("Could someone be hurt?") {
                    let team = if nation.ends_with("ireland") {
                        "Your health and social care trust"
                    } else {
                        "The emergency duty team"
                    };
                    assert!(calls.contains(team), "{address}: {team}");
                }
            }
        }
    }
    let card = |address: &'static str| {
        let hub = &hub;
        async move { hub.get(address).await.text }
    };
    let page = card("/something-is-wrong/ransom-note/finance?nation=england").await;
    assert!(page.contains(">report.ncsc.gov.uk<") && page.contains("mailto:Incidents@ncsc.gov.uk"));
    let page = card("/something-is-wrong/someone-pretending-to-be-us/finance").await;
    assert!(page.contains("Text <a href=\"sms:7726\">7726</a>"));
    let page = card("/something-is-wrong/payment-or-bank-change/finance").await;
    assert_in_order(&page, &["Our own bank", "number: ____", "Straight after the bank"]);
}

#[tokio::test]
async fn at_night_a_scottish_card_gives_the_number_that_is_answered() {
    let hub = TestLibrary::built_in();
    for trouble in ["ransom-note", "system-down", "supplier-attacked", "data-is-out"] {
        let address = format!("/something-is-wrong/{trouble}/chief-officers?nation=scotland");
        let page = hub.get(&address).await.text;
        for known in [
            "03000 200 973",
            "24 hours, every day",
            "SC3@gov.scot",
            "Annex A of the cyber incident procedure, gov.scot",
        ] {
            assert!(page.contains(known), "{address}: {known}");
        }
    }
}

#[tokio::test]
async fn only_a_number_of_its_own_is_said_to_be_unchecked() {
    let hub = TestLibrary::built_in();
    for (contact, says) in [
        ("emergency-services", None),
        ("police-scotland", None),
        ("call-159", None),
        ("text-7726", None),
        ("our-bank", None),
        ("where-to-report", None),
        ("ncsc", Some("if it fails, use the online page.")),
        ("sc3", Some("if it fails, use the online page.")),
        ("ico-advice-line", Some("Numbers change.")),
    ] {
        let page = hub.get(&format!("/contacts/{contact}")).await.text;
        assert_eq!(
            page.contains("has not been checked by ringing"),
            says.is_some(),
            "{contact}"
        );
        assert!(says.is_none_or(|says| page.contains(says)), "{contact}");
        assert_eq!(
            page.contains("use the online page"),
            says.is_some_and(|says| says.contains("online"))
        );
    }
}

#[tokio::test]
async fn what_is_not_confirmed_open_does_not_stand_among_what_is_open_now() {
    let offer = |title: &str, more: &str| {
        let front =
            format!("publisher = \"P\"\ntype = \"service\"\nwho = \"Anybody\"\naudiences = [\"finance\"]\n{more}");
        item(title, &front)
    };
    let asked = hub(&[
        ("opportunities/sure.md", offer("Sure offer", "")),
        ("opportunities/perhaps.md", offer("Perhaps offer", "unconfirmed = true")),
    ]);
    let page = asked.get("/for/finance").await.text;
    assert_in_order(
        &page,
        &[
            "Open now</h3>",
            "Sure offer",
            "Not confirmed, or not open yet</h3>",
            "Perhaps offer",
            "Not confirmed: ask before you count on it",
        ],
    );
    let asked = hub(&[("opportunities/perhaps.md", offer("Perhaps offer", "unconfirmed = true"))]);
    let page = asked.get("/for/finance").await.text;
    assert_in_order(
        &page,
        &[
            "Open now</h3>",
            "We know of nothing for finance that is confirmed open today",
            "Perhaps offer",
        ],
    );
    let page = asked.get("/opportunities/perhaps").await.text;
    assert!(page.contains("Not confirmed: ask before you count on it"));
    let page = TestLibrary::built_in()
        .get("/opportunities/lga-cyber-exercises")
        .await
        .text;
    assert!(page.contains("Not confirmed") && !page.contains("Open, no closing date"));
}

#[tokio::test]
async fn a_nation_is_told_of_its_own_polling_days_and_where_its_timetable_stands() {
    let hub = TestLibrary::built_in();
    for (nation, keeper) in [
        ("scotland", "https://emb.scot/news"),
        ("wales", "/contacts/electoral-commission"),
    ] {
        let page = hub.get(&format!("/events?nation={nation}")).await.text;
        assert!(page.contains("6 May 2027") && !page.contains("4 May 2028"), "{nation}");
        assert!(page.contains("timetable on this site is England's"), "{nation}");
        assert!(page.contains(keeper), "{nation}");
        assert!(page.contains("Yearly canvass opens"), "{nation}");
        let page = hub
            .get(&format!("/services/elections-and-count?nation={nation}"))
            .await
            .text;
        assert!(page.contains("6 May 2027") && !page.contains("4 May 2028"), "{nation}");
        let calendar = hub.get(&format!("/events.ics?nation={nation}")).await.text;
        assert!(
            calendar.contains("20270506") && !calendar.contains("20280504"),
            "{nation}"
        );
    }
    let page = hub.get("/events?nation=england").await.text;
    assert!(page.contains("4 May 2028") && !page.contains("timetable on this site"));
    let page = hub.get("/events?nation=northern-ireland").await.text;
    assert!(page.contains("/contacts/electoral-office-ni"));
    let page = hub.get("/services/elections-and-count").await.text;
    assert!(
        page.contains("20 March 2028 to 9 May 2028, in England"),
        "it says where"
    );
}

#[tokio::test]
async fn nothing_is_reasoned_from_work_that_a_nations_councils_do_not_do() {
    let hub = TestLibrary::built_in();
    for (group, who) in [
        ("electoral-registration", "Electoral Office"),
        ("social-care", "trusts run social care"),
    ] {
        let page = hub.get(&format!("/for/{group}?nation=northern-ireland")).await.text;
        let main = page.split("id=\"main-content\"").nth(1).unwrap();
        assert_in_order(main, &["<h1", who, "Three actions for this week"]);
        for untrue in [
            "nominations by hand",
            "Xpress",
            "electoral register, which",
            "adult social care",
            "telecare",
            "care payments",
            "key-safe",
        ] {
            assert!(!main.contains(untrue), "{group}: {untrue}");
        }
        let card = hub
            .get(&format!(
                "/something-is-wrong/data-is-out/{group}?nation=northern-ireland"
            ))
            .await
            .text;
        assert!(card.contains(who) && !card.contains("the report is theirs"), "{group}");
        // Whom everybody rings stands there too, and nobody twice.
        let calls = main.split("id=\"who-to-ring\"").nth(1).expect(group);
        for contact in ["/contacts/psni?", "/contacts/emergency-services?"] {
            assert_eq!(calls.matches(contact).count(), 1, "{group}: {contact}");
        }
        let elsewhere = hub.get(&format!("/for/{group}?nation=wales")).await.text;
        assert!(!elsewhere.contains("this page shows what is for everybody"), "{group}");
    }
    let page = hub.get("/for/finance?nation=northern-ireland").await.text;
    assert!(!page.contains("about benefits and council tax support") && !page.contains("depend on council tax"));
}

#[tokio::test]
async fn neighbours_with_one_reason_are_told_it_once() {
    let guidance = |title: &str| {
        item(
            title,
            "stage = \"prepare\"\naudiences = [\"finance\"]\nservices = [\"payroll\"]",
        )
    };
    let page = hub(&[
        ("guidance/one.md", guidance("One")),
        ("guidance/two.md", guidance("Two")),
        ("guidance/three.md", guidance("Three")),
    ])
    .get("/for/finance")
    .await
    .text;
    assert_in_order(
        &page,
        &[
            "Call back",
            "It was written",
            "These three are about payroll, which you depend on.",
            "One",
            "Three",
            "Two",
        ],
    );
    assert_eq!(page.matches("about payroll, which you depend on").count(), 1);

    let hub = TestLibrary::built_in();
    let shelf = hub.library.for_viewer(&Viewer::stranger());
    for audience in shelf.audiences() {
        let page = hub.get(&audience.address()).await.text;
        // A new heading begins a new list.
        for list in page.split("class=\"govuk-heading-") {
            let whys: Vec<&str> = list
                .split("<p class=\"ww-why")
                .skip(1)
                .filter_map(|rest| rest.split_once('>')?.1.split_once('<').map(|(why, _)| why))
                .collect();
            assert!(!whys.iter().any(|why| why.starts_with("Because")), "{}", audience.slug);
            for pair in whys.windows(2) {
                assert_ne!(pair[0], pair[1], "{}", audience.slug);
            }
        }
    }
}

#[tokio::test]
async fn things_with_commas_of_their_own_stand_one_under_the_other() {
    let hub = TestLibrary::built_in();
    let page = hub.get("/services/payroll").await.text;
    assert!(page.contains("<li>Bank details of everyone we pay</li>"), "data held");
    let shelf = hub.library.for_viewer(&Viewer::stranger());
    for case in shelf.all(library::item::Kind::CaseStudy) {
        let stopped = &case.case_study().unwrap().stopped;
        let page = hub.get(&case.address()).await.text;
        assert_eq!(
            stopped.len() > 1,
            page.contains("What stopped</dt>\n<dd class=\"govuk-summary-list__value\"><ul"),
            "{}",
            case.slug
        );
    }
}

#[tokio::test]
async fn the_dates_of_a_service_come_in_the_order_of_the_year_from_today() {
    let event = |title: &str, starts: &str| {
        item(
            title,
            &format!("services = [\"payroll\"]\n[[occasions]]\nstarts = {starts}"),
        )
    };
    let page = hub(&[
        ("events/a.md", event("Adate", "2027-06-01")),
        ("events/b.md", event("Bdate", "2026-12-01")),
        ("events/c.md", event("Cdate", "2026-01-01")),
        ("events/d.md", event("Ddate", "2027-01-01")),
    ])
    .get("/services/payroll")
    .await
    .text;
    assert_in_order(&page, &["Dates</h2>", "Bdate", "Ddate", "Adate", "Cdate"]);
}

#[tokio::test]
async fn a_resource_says_how_long_it_takes_or_that_nobody_said() {
    let front = "publisher = \"P\"\naddress = \"https://p.example\"\nformat = \"Toolkit\"\ncost = \"Free\"";
    let hub = hub(&[
        (
            "resources/long.md",
            item("Long", &format!("{front}\ntime = \"90 minutes\"")),
        ),
        ("resources/silent.md", item("Silent", front)),
    ]);
    let page = hub.get("/resources").await.text;
    assert_in_order(
        &page,
        &["Long", "90 minutes", "Silent", "Time: not stated by the publisher"],
    );
    assert!(
        hub.get("/resources/silent")
            .await
            .text
            .contains("Not stated by the publisher")
    );
    assert!(
        !hub.get("/resources/long")
            .await
            .text
            .contains("Not stated by the publisher")
    );
}

#[tokio::test]
async fn a_card_says_for_which_nation_a_number_is_until_one_is_chosen() {
    let hub = TestLibrary::built_in();
    let page = hub.get("/something-is-wrong/ransom-note/finance").await.text;
    let calls = part(&page, "<h2>Ring</h2>", "</section>");
    assert_in_order(
        calls,
        &[
            "999",
            "NCSC",
            "PSNI",
            "<span class=\"ww-calls__place\">(Northern Ireland)</span>",
        ],
    );
    assert_in_order(&page, &["<h1", "Show only what holds in", "Could someone be hurt?"]);
    let page = hub
        .get("/something-is-wrong/ransom-note/finance?nation=northern-ireland")
        .await
        .text;
    assert!(!part(&page, "<h2>Ring</h2>", "</section>").contains("ww-calls__place"));
}
