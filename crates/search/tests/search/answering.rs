//! Plain questions find the right page.

use search::{Index, Query, Understood};

use crate::library::{ask, document, index, library, meanings, paths};

fn first(index: &Index, text: &str) -> String {
    ask(index, text)
        .hits
        .first()
        .map(|hit| hit.path.clone())
        .unwrap_or_default()
}

#[test]
fn plain_questions_find_the_page() {
    let index = index();
    for (question, path) in [
        ("supplier emailed new account number", "/guidance/verify-bank-details"),
        ("payrol chnge email from employee", "/guidance/verify-payroll-changes"),
        ("can i use chatgpt for minutes", "/guidance/ai-tools-at-work"),
        ("left my computer on the bus", "/first-hour/lost-or-stolen"),
        ("my mobile has been nicked", "/first-hour/lost-or-stolen"),
        ("payroll", "/services/payroll"),
        ("what happened at hackney", "/case-studies/hackney-2020"),
        ("who do i ring to report fraud", "/contacts/report-fraud"),
    ] {
        assert_eq!(first(&index, question), path, "{question}");
    }
}

#[test]
fn a_bare_term_and_what_is_find_its_meaning_first() {
    let index = index();
    for question in [
        "ransomware",
        "what is ransomware",
        "what does ransomware mean",
        "MFA",
        "2fa",
        "two step verification",
    ] {
        assert!(first(&index, question).starts_with("/glossary/"), "{question}");
    }
}

#[test]
fn an_abbreviation_is_said_to_be_understood() {
    let understood = ask(&index(), "how do I turn on MFA").understood;
    let meant = Understood::Meaning {
        typed: "MFA".to_owned(),
        meant: "Multi-factor authentication".to_owned(),
        path: "/glossary/multi-factor-authentication".to_owned(),
    };
    assert_eq!(understood, Some(meant));
    assert_eq!(ask(&index(), "multi factor authentication").understood, None);
}

#[test]
fn a_slip_is_mended_and_said_so() {
    let found = ask(&index(), "Is this payrol chnge real?");
    let mended = Understood::Spelling {
        typed: "Is this payrol chnge real?".to_owned(),
        meant: "Is this payroll change real?".to_owned(),
    };
    assert_eq!(found.understood, Some(mended));
    assert_eq!(paths(&found)[0], "/guidance/verify-payroll-changes");
}

#[test]
fn words_run_together_or_apart_are_found() {
    let index = index();
    for text in [
        "pay roll",
        "multi factor",
        "multifactor",
        "multi-factor",
        "lap top",
        "bankdetails",
    ] {
        assert!(ask(&index, text).total > 0, "{text}");
    }
}

#[test]
fn the_answer_is_sure_only_when_it_is_plain() {
    let index = index();
    assert!(ask(&index, "can I use ChatGPT for minutes?").sure);
    assert!(!ask(&index, "phone").sure);
    assert!(!ask(&index, "money").sure);
    assert!(!ask(&index, "hovercraft").sure);
}

#[test]
fn kinds_groups_and_nations_narrow_what_is_found() {
    let mut pages = library();
    pages[0].audiences = vec!["finance".to_owned()];
    pages[1].nations = vec!["scotland".to_owned()];
    let index = Index::in_memory().unwrap();
    index.sync(&pages, &meanings()).unwrap();
    let query = Query {
        limit: 50,
        ..Query::new("check a change of pay or bank details")
    };
    let has = |query: &Query, path: &str| {
        let found = index.search(query).unwrap();
        assert_eq!(found.total, found.hits.len());
        paths(&found).contains(&path)
    };
    let for_group = |group: &str| Query {
        audience: Some(group.to_owned()),
        ..query.clone()
    };
    assert!(has(&for_group("finance"), "/guidance/verify-bank-details"));
    assert!(!has(&for_group("procurement"), "/guidance/verify-bank-details"));
    assert!(has(&for_group("procurement"), "/guidance/verify-payroll-changes"));
    let in_nation = |nation: &str| Query {
        nation: Some(nation.to_owned()),
        ..query.clone()
    };
    assert!(has(&in_nation("scotland"), "/guidance/verify-payroll-changes"));
    assert!(!has(&in_nation("wales"), "/guidance/verify-payroll-changes"));
    let of_kind = Query {
        kinds: vec!["services".to_owned()],
        ..query.clone()
    };
    assert!(!has(&of_kind, "/guidance/verify-bank-details"));
    let (all, narrowed) = (index.search(&query).unwrap(), index.search(&of_kind).unwrap());
    assert_eq!(all.counts, narrowed.counts);
}

#[test]
fn what_matched_is_marked_in_title_and_extract() {
    let found = ask(&index(), "tablet phone stolen");
    let hit = &found.hits[0];
    let marked = |spans: &[search::Span]| -> Vec<String> {
        spans
            .iter()
            .filter(|span| span.is_match)
            .map(|span| span.text.clone())
            .collect()
    };
    assert_eq!(marked(&hit.title_spans), ["stolen"]);
    assert_eq!(marked(&hit.extract), ["tablet", "telephone"]);
    let extract: String = hit.extract.iter().map(|span| span.text.as_str()).collect();
    assert!(
        extract.contains("IT locks the tablet or telephone from afar."),
        "{extract}"
    );
}

#[test]
fn nothing_found_offers_what_is_nearest() {
    let found = ask(&index(), "ransomeware2000");
    assert!(
        found.total > 0 || found.suggestions.contains(&"Ransomware".to_owned()),
        "{found:?}"
    );
    let none = ask(&index(), "zzzz qqqq");
    assert_eq!((none.total, none.hits.len()), (0, 0));
}

#[test]
fn records_are_found_by_their_number_and_stay_behind_the_library() {
    let mut pages = library();
    for number in 0..300 {
        let title = format!(
            "CVE-2024-{}: payroll change flaw in Gadgetron {number}",
            10_000 + number
        );
        let record = document(
            &format!("/vulnerabilities/cve-2024-{}", 10_000 + number),
            &title,
            "An attacker may change payroll bank details.",
        );
        pages.push(record);
    }
    let index = Index::in_memory().unwrap();
    index.sync(&pages, &meanings()).unwrap();
    assert_eq!(first(&index, "CVE-2024-10123"), "/vulnerabilities/cve-2024-10123");
    assert_eq!(first(&index, "cve 2024 10123"), "/vulnerabilities/cve-2024-10123");
    assert!(first(&index, "gadgetron").starts_with("/vulnerabilities/"));
    assert_eq!(
        first(&index, "is this payroll change real"),
        "/guidance/verify-payroll-changes"
    );
    let counted = ask(&index, "gadgetron").counts;
    assert_eq!(counted, [("vulnerabilities".to_owned(), 300)]);
}

#[test]
fn what_none_of_its_words_say_is_found_by_what_they_mean() {
    let index = index();
    let question = "thief burgled my rucksack and handset";
    let words: std::collections::HashSet<String> = search::stems(question).into_iter().collect();
    let found = ask(&index, question);
    let hit = &found.hits[0];
    assert_eq!(hit.path, "/first-hour/lost-or-stolen");
    let page = library().into_iter().find(|page| page.path == hit.path).unwrap();
    for text in [&page.asked_as, &page.title, &page.summary, &page.body] {
        let shared: Vec<String> = search::stems(text)
            .into_iter()
            .filter(|stem| words.contains(stem))
            .collect();
        assert!(
            shared.iter().all(|stem| ["my", "and"].contains(&stem.as_str())),
            "{shared:?}"
        );
    }
    assert_eq!(ask(&index, "zxcv qwer wibble").total, 0);
}

#[test]
fn what_a_question_is_about_comes_before_whom_it_names() {
    let pages = [
        document(
            "/guidance/press",
            "Talking to the press: one voice",
            "Who speaks to the newspapers, and the lines that hold.",
        ),
        document(
            "/guidance/chief-executive",
            "The chief executive's first hour",
            "What a chief executive does at once, minute by minute.",
        ),
    ];
    let index = Index::in_memory().unwrap();
    index.sync(&pages, &[]).unwrap();
    let asked = "what should the chief executive say to the press";
    assert_eq!(first(&index, asked), "/guidance/press");
    assert_eq!(first(&index, "chief executive"), "/guidance/chief-executive");
    let pages = [
        document(
            "/contacts/care-inspectorate-wales",
            "Care Inspectorate Wales",
            "Who inspects care in Wales, and when to ring.",
        ),
        document(
            "/guidance/records",
            "Catching up after an outage",
            "From paper back to the screen.",
        ),
    ];
    index.sync(&pages, &[]).unwrap();
    assert_eq!(first(&index, "outage in Wales"), "/guidance/records");
}

#[test]
fn what_holds_where_a_question_asks_comes_first() {
    let line = |nation: &str| search::Indexed {
        nations: vec![nation.to_owned()],
        ..document(
            &format!("/contacts/line-{nation}"),
            "Report a cyber attack",
            "Ring this line when a council is under attack.",
        )
    };
    let everywhere = search::Indexed {
        path: "/contacts/line".to_owned(),
        nations: Vec::new(),
        ..line("wales")
    };
    let index = Index::in_memory().unwrap();
    let pages = [line("scotland"), line("wales"), line("northern-ireland"), everywhere];
    index.sync(&pages, &[]).unwrap();
    assert_eq!(first(&index, "report a cyber attack in Wales"), "/contacts/line-wales");
    assert_eq!(
        first(&index, "report a Scottish cyber attack"),
        "/contacts/line-scotland"
    );
    assert_eq!(first(&index, "report a cyber attack"), "/contacts/line");
    let chosen = Query {
        nation: Some("wales".to_owned()),
        ..Query::new("report a cyber attack")
    };
    assert_eq!(index.search(&chosen).unwrap().hits[0].path, "/contacts/line-wales");
}

#[test]
fn the_beginning_of_a_name_is_completed() {
    let names = index().suggest("multi", &search::Sight::default(), 5);
    assert_eq!(names.first().map(String::as_str), Some("Multi-factor authentication"));
}
