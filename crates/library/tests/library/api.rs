//! The API: the shape of each answer, its limits, and what it says to what it does not understand.

use std::collections::BTreeSet;

use axum::body::Body;
use http::Request;
use library::{Settings, item::File};
use serde_json::Value;

use crate::made_up::{file, files, hub, hub_with};

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn paths(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|item| item["path"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_search_answers_its_total_and_six_facts_of_each_result() {
    let hub = hub();
    let answer = hub.get("/api/v1/search?q=verify+bank+details").await.json();
    assert_eq!(keys(&answer), ["total", "results"].into());
    let first = &answer["results"][0];
    assert_eq!(keys(first), ["path", "kind", "title", "summary", "tlp", "score"].into());
    assert_eq!(
        (&first["path"], &first["kind"]),
        (&"/guidance/verify".into(), &"guidance".into())
    );
    assert_eq!(first["tlp"], "CLEAR");
    assert!(first["score"].as_f64().unwrap() > 0.0);
    let empty = hub
        .get("/api/v1/search?q=verify+bank+details&kind=&audience=&nation=&limit=&offset=")
        .await
        .json();
    assert_eq!(empty, answer, "what is given empty is not given");
    let cases = hub
        .get("/api/v1/search?q=case&kind=case-studies&audience=finance&limit=1")
        .await
        .json();
    assert_eq!(
        (&cases["total"], cases["results"].as_array().unwrap().len()),
        (&2.into(), 1)
    );
}

#[tokio::test]
async fn what_is_not_understood_is_refused_with_words() {
    let hub = hub();
    for (address, named) in [
        ("search", "q"),
        ("search?q=", "q"),
        ("search?q=x&kind=recipes", "recipes"),
        ("search?q=x&audience=pirates", "pirates"),
        ("search?q=x&nation=france", "france"),
        ("search?q=x&limit=many", "many"),
        ("search?q=x&limit=0", "limit"),
        ("search?q=x&offset=-1", "-1"),
        ("items?kind=recipes", "recipes"),
        ("items?audience=pirates", "pirates"),
        ("items?service=piracy", "piracy"),
        ("items?threat=pirates", "pirates"),
        ("items?stage=never", "never"),
        ("items?nation=%20wales", "wales"),
        ("alerts?live=maybe", "maybe"),
        ("events?audience=pirates", "pirates"),
        ("audiences/finance?nation=france", "france"),
    ] {
        let answer = hub.get(&format!("/api/v1/{address}")).await;
        assert_eq!(answer.status, 400, "{address}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{address}");
        let json = answer.json();
        let message = json["error"]["message"].as_str().unwrap();
        assert!(message.contains(named), "{address}: {message}");
    }
    for address in ["items/recipes/x", "items/guidance/x", "audiences/pirates", "nothing"] {
        let answer = hub.get(&format!("/api/v1/{address}")).await;
        assert_eq!(answer.status, 404, "{address}");
        assert!(answer.json()["error"]["message"].is_string(), "{address}");
    }
}

#[tokio::test]
async fn an_answer_never_has_more_than_a_hundred() {
    let many: Vec<File> = (0..150)
        .map(|number| {
            file(
                &format!("glossary/word-{number:03}.md"),
                &format!("Word {number}"),
                "",
                "",
            )
        })
        .collect();
    let hub = hub_with(Settings::default(), files().into_iter().chain(many).collect());
    let count = async |address: &str, list: &str| hub.get(address).await.json()[list].as_array().unwrap().len();
    assert_eq!(count("/api/v1/items?kind=glossary", "items").await, 20);
    assert_eq!(count("/api/v1/items?kind=glossary&limit=100000", "items").await, 100);
    assert_eq!(count("/api/v1/search?q=word", "results").await, 20);
    assert_eq!(
        count("/api/v1/search?q=word&limit=99999999999999999999", "results").await,
        100
    );
    assert!(count("/api/v1/search?q=word&limit=100&offset=100", "results").await >= 50);
    assert_eq!(
        count("/api/v1/search?q=word&offset=99999999999999999999", "results").await,
        0
    );
}

#[tokio::test]
async fn items_are_listed_by_path_and_the_next_part_begins_where_the_last_ended() {
    let hub = hub();
    let whole = hub.get("/api/v1/items?limit=100").await.json();
    let all: Vec<String> = paths(&whole["items"]).into_iter().map(str::to_owned).collect();
    assert!(all.is_sorted() && whole["next"].is_null());
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let part = hub.get(&format!("/api/v1/items?limit=4&after={after}")).await.json();
        found.extend(paths(&part["items"]).into_iter().map(str::to_owned));
        match part["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(found, all);
}

#[tokio::test]
async fn items_are_chosen_by_each_filter() {
    let hub = hub();
    for (query, expected) in [
        ("kind=guidance", vec!["/guidance/practise", "/guidance/verify"]),
        ("kind=guidance&nation=england", vec!["/guidance/verify"]),
        ("kind=guidance&kind=contacts&service=payroll", vec!["/guidance/verify"]),
        ("threat=phishing", vec!["/guidance/verify"]),
        ("stage=prepare", vec!["/guidance/practise", "/resources/toolkit"]),
        ("kind=case-studies&audience=all-staff", vec!["/case-studies/old"]),
        ("kind=alerts&audience=finance", vec!["/alerts/live", "/alerts/over"]),
    ] {
        let answer = hub.get(&format!("/api/v1/items?{query}")).await.json();
        assert_eq!(paths(&answer["items"]), expected, "{query}");
    }
}

#[tokio::test]
async fn an_item_comes_whole_with_the_facts_of_its_kind() {
    let hub = hub();
    let answer = hub.get("/api/v1/items/guidance/verify").await.json();
    assert_eq!(
        (&answer["path"], &answer["tlp"]),
        (&"/guidance/verify".into(), &"CLEAR".into())
    );
    assert_eq!(answer["address"], "https://hub.example/guidance/verify");
    assert_eq!(answer["reviewed"], "2026-11-20");
    assert!(
        answer["body"]
            .as_str()
            .unwrap()
            .contains("[phishing](/threats/phishing)")
    );
    assert!(
        answer["html"]
            .as_str()
            .unwrap()
            .contains("href=\"https://hub.example/threats/phishing\"")
    );
    assert_eq!(
        (&answer["facts"]["kind"], &answer["facts"]["minutes"]),
        (&"guidance".into(), &5.into())
    );
    let listed = hub.get("/api/v1/items?limit=100").await.json();
    for path in paths(&listed["items"]) {
        let item = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["path"] == path)
            .unwrap();
        let (kind, slug) = (item["kind"].as_str().unwrap(), path.rsplit('/').next().unwrap());
        let whole = hub.get(&format!("/api/v1/items/{kind}/{slug}")).await.json();
        assert_eq!(
            (&whole["path"], &whole["facts"]["kind"]),
            (&item["path"], &item["kind"]),
            "{path}"
        );
    }
    let service = hub.get("/api/v1/items/services/payroll").await;
    assert!(
        service.text.contains("Known") && !service.text.contains("Guessed"),
        "{}",
        service.text
    );
    let moved = hub.get("/api/v1/items/guidance/check-bank-details").await;
    assert_eq!(
        (moved.status.as_u16(), moved.header("location")),
        (308, "/api/v1/items/guidance/verify")
    );
}

#[tokio::test]
async fn a_group_page_comes_as_data_with_a_reason_for_each_entry() {
    let answer = hub().get("/api/v1/audiences/finance").await.json();
    assert_eq!(answer["today"], "2026-11-24");
    let lists = [
        "actions",
        "alerts",
        "threats",
        "seasons",
        "incidents",
        "guidance",
        "opportunities",
        "resources",
        "questions",
        "contacts",
    ];
    for list in lists {
        let entries = answer[list].as_array().unwrap();
        assert!(!entries.is_empty(), "{list}");
        for entry in entries {
            assert!(!entry["reason"].as_str().unwrap().is_empty(), "{list}: {entry}");
        }
    }
    assert_eq!(answer["actions"].as_array().unwrap().len(), 3);
    assert_eq!(answer["alerts"][0]["lines"][0]["audience"], "finance");
    let threat = &answer["threats"][0];
    assert_eq!(
        (&threat["likelihood"], &threat["impact"]),
        (&"very-likely".into(), &"serious".into())
    );
    assert_eq!(answer["seasons"][0]["starts"], "2026-12-01");
    assert_eq!(answer["incidents"][0]["takeaway"], "Ring back.");
}

#[tokio::test]
async fn alerts_are_listed_newest_first_and_by_whether_they_are_live() {
    let hub = hub();
    let list = async |query: &str| {
        let answer = hub.get(&format!("/api/v1/alerts{query}")).await.json();
        paths(&answer["alerts"])
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(list("").await, ["/alerts/live", "/alerts/over"]);
    assert_eq!(list("?live=true").await, ["/alerts/live"]);
    assert_eq!(list("?live=false&audience=finance").await, ["/alerts/over"]);
    assert_eq!(list("?offset=1&limit=1").await, ["/alerts/over"]);
}

#[tokio::test]
async fn dates_to_come_are_listed_soonest_first() {
    let hub = hub();
    let answer = hub.get("/api/v1/events").await.json();
    let starts: Vec<&str> = answer["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["starts"].as_str().unwrap())
        .collect();
    assert_eq!(starts, ["2026-12-01", "2026-12-01", "2026-12-24"]);
    assert_eq!(answer["total"], 3);
    let staff = hub.get("/api/v1/events?audience=all-staff&for=finance").await.json();
    assert_eq!(paths(&staff["events"]), ["/events/cover"]);
}

#[tokio::test]
async fn pages_of_any_origin_may_read_the_api_and_nothing_is_sent_twice() {
    let hub = hub();
    for address in [
        "/api/v1/events",
        "/api/v1/search?q=phishing",
        "/api/v1/items?kind=guidance",
    ] {
        let first = hub.get(address).await;
        let tag = first.header("etag").to_owned();
        assert_eq!(first.header("access-control-allow-origin"), "*", "{address}");
        assert_eq!(first.header("access-control-allow-credentials"), "", "{address}");
        let request = Request::get(address)
            .header("if-none-match", &tag)
            .body(Body::empty())
            .unwrap();
        let second = hub.ask(request).await;
        assert_eq!(
            (second.status.as_u16(), second.header("access-control-allow-origin")),
            (304, "*"),
            "{address}"
        );
        assert_eq!(hub.get(address).await.text, first.text, "{address}");
    }
}

#[tokio::test]
async fn the_description_has_every_route_of_the_api_and_each_of_its_references_leads_somewhere() {
    let answer = hub().get("/api/v1/openapi.json").await;
    let json = answer.json();
    assert_eq!(json["openapi"], "3.1.0");
    assert_eq!(json["info"]["version"], env!("CARGO_PKG_VERSION"));
    let routes = library::feature().routes;
    let described: BTreeSet<&str> = routes
        .iter()
        .map(|route| route.path)
        .filter(|path| path.starts_with("/api/"))
        .collect();
    assert_eq!(keys(&json["paths"]), described);
    assert_eq!(described.len(), 7);
    let schemas = keys(&json["components"]["schemas"]);
    for reference in answer.text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(schemas.contains(name), "{name}");
    }
    let names: Vec<&str> = json["paths"]
        .as_object()
        .unwrap()
        .values()
        .map(|path| path["get"]["operationId"].as_str().unwrap())
        .collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}
