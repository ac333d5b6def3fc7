//! What a reader meets on the pages.

use axum::http::StatusCode;
use jiff::civil::date;
use library::{
    Settings,
    item::{File, Nation},
};
use web::{Clock, OrganisationId, Tlp, Viewer};

use crate::support::{TestLibrary, item, noon};

const FINANCE: &str = "order = 1\npage_title = \"Cyber security for finance teams\"\npromise = \"P\"\nlead = \"L\"\nservices = [\"payroll\", \"ledger\"]\n[[actions]]\ndo = \"Ring back\"\nwhy = \"It works.\"\n[[actions]]\ndo = \"Print the list\"\nwhy = \"Paper works.\"\n[[actions]]\ndo = \"Ask the bank\"\nwhy = \"They know.\"";

fn service(period: &str) -> String {
    let phase = "felt = \"F\"\ndo = [\"D\"]";
    format!(
        "tiers = [\"district\"]\ndata_held = [\"Names\"]\n{period}\n[continuity.hour]\n{phase}\n[continuity.day]\n{phase}\n[continuity.week]\n{phase}\n[continuity.month]\n{phase}"
    )
}

fn alert(decision: &str, published: &str, today: &str) -> String {
    format!(
        "decision = \"{decision}\"\npublished = {published}\nexpires = 2026-12-31\n[[audience]]\nslug = \"finance\"\nmeans = \"M\"\ntoday = \"{today}\"\nit = \"I\"\nask = \"A\""
    )
}

fn small() -> Vec<(String, String)> {
    let december = "[[periods]]\nname = \"Early pay\"\nfrom = \"12-01\"\nto = \"12-20\"\nkind = \"busy\"\naction = \"Agree the cut-off\"";
    vec![
        ("audiences/finance.md".into(), item("Finance", FINANCE)),
        ("services/payroll.md".into(), item("Payroll", &service(december))),
        ("services/ledger.md".into(), item("Ledger", &service(""))),
        (
            "guidance/call-back.md".into(),
            item(
                "Call back",
                "stage = \"prevent\"\naudiences = [\"finance\"]\nformerly = [\"ring-back\"]",
            ),
        ),
    ]
}

fn hub(more: &[(&str, String)]) -> TestLibrary {
    hub_with(more, Settings::default(), &noon())
}

fn hub_with(more: &[(&str, String)], settings: Settings, clock: &Clock) -> TestLibrary {
    let files = small()
        .into_iter()
        .chain(more.iter().map(|(path, source)| ((*path).to_owned(), source.clone())))
        .map(|(path, source)| File { path, source })
        .collect();
    TestLibrary::with(files, settings, clock)
}

/// Where each of `words` stands in `text`, which must be in this order.
fn assert_in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        match text[from..].find(word) {
            Some(at) => from += at + word.len(),
            None => panic!("'{word}' does not come after the ones before it, of {words:?}"),
        }
    }
}

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
    let hub = TestLibrary::built_in();
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
    assert!(links.len() > 600, "{}", links.len());
    for link in links {
        let status = hub.get(&link).await.status;
        assert!(status.is_success() || status.is_redirection(), "{link}: {status}");
    }
}

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
async fn a_list_filters_by_its_address_and_says_what_it_shows() {
    let hub = hub(&[
        (
            "guidance/a.md",
            item("Alpha", "stage = \"recover\"\naudiences = [\"finance\"]"),
        ),
        (
            "guidance/b.md",
            item("Beta", "stage = \"recover\"\nservices = [\"payroll\"]"),
        ),
    ]);
    let page = hub.get("/guidance?stage=recover&service=payroll").await.text;
    assert!(page.contains("Beta") && !page.contains(">Alpha<") && page.contains("1 of 3"));
    let page = hub.get("/guidance?stage=nonsense&page=9999999999999999999").await;
    assert_eq!(page.status, StatusCode::OK);
    let page = hub.get("/guidance?stage=respond").await.text;
    assert!(page.contains("Nothing matches all of these"));
}

#[tokio::test]
async fn a_list_of_none_and_of_ten_thousand_copes() {
    let none = hub(&[]).get("/resources").await;
    assert_eq!(none.status, StatusCode::OK);

    let many: Vec<(String, String)> = (0..10_000)
        .map(|number| {
            (
                format!("guidance/g{number}.md"),
                item(&format!("Item {number}"), "stage = \"prevent\""),
            )
        })
        .collect();
    let files = many.into_iter().map(|(path, source)| File { path, source }).collect();
    let hub = TestLibrary::with(files, Settings::default(), &noon());
    let page = hub.get("/guidance?page=250").await;
    assert!(page.text.contains("10000") && page.text.contains("Item "));
    assert!(page.text.len() < 200_000, "a page is a page");
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
async fn broken_content_does_not_stop_the_good() {
    let hub = hub(&[
        ("guidance/broken.md", "+++\ntitle = 1\n+++".into()),
        ("guidance/good.md", item("Good", "stage = \"prevent\"")),
    ]);
    assert_eq!(hub.get("/guidance/good").await.status, StatusCode::OK);
    assert_eq!(hub.get("/guidance/broken").await.status, StatusCode::NOT_FOUND);
    assert_eq!(hub.library.snapshot().faults.len(), 1);
    assert_eq!(hub.library.snapshot().faults[0].file, "guidance/broken.md");
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
                        "The health trust"
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
            "stage = \"prevent\"\naudiences = [\"finance\"]\nservices = [\"payroll\"]",
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
            "These three are about payroll, which you depend on.",
            "One",
            "Three",
            "Two",
            "Call back",
            "It was written",
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
