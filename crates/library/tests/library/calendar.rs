//! The calendar, read back by a small reader of its own: RFC 5545, section 3.1.

use std::collections::{BTreeMap, BTreeSet};

use library::{Settings, item::File};

use crate::made_up::{counted, file, hub, hub_with};

/// The content lines of a calendar, after what every line must obey was looked at.
fn unfolded(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("\r\n"));
    let mut lines: Vec<String> = Vec::new();
    for line in calendar.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// Each event as its properties: name without parameters, and value.
fn events(lines: &[String]) -> Vec<BTreeMap<String, String>> {
    let mut events: Vec<BTreeMap<String, String>> = Vec::new();
    let mut is_inside = false;
    for line in lines {
        match line.as_str() {
            "BEGIN:VEVENT" => {
                is_inside = true;
                events.push(BTreeMap::new());
            }
            "END:VEVENT" => is_inside = false,
            line if is_inside => {
                let (name, value) = line.split_once(':').unwrap();
                let name = name.split(';').next().unwrap();
                let before = events.last_mut().unwrap().insert(name.to_owned(), value.to_owned());
                assert_eq!(before, None, "{name} stands twice");
            }
            _ => {}
        }
    }
    events
}

#[tokio::test]
async fn a_calendar_obeys_the_rules_of_its_format() {
    let answer = hub().get("/events.ics").await;
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    let lines = unfolded(&answer.text);
    assert_eq!(
        (lines[0].as_str(), lines.last().unwrap().as_str()),
        ("BEGIN:VCALENDAR", "END:VCALENDAR")
    );
    let of_calendar = counted(
        lines
            .iter()
            .map(String::as_str)
            .take_while(|line| *line != "BEGIN:VEVENT"),
    );
    assert_eq!(
        (of_calendar["VERSION"], of_calendar["PRODID"], of_calendar["CALSCALE"]),
        (1, 1, 1)
    );
    let events = events(&lines);
    assert_eq!(events.len(), 4);
    for event in &events {
        for name in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL"] {
            assert!(event.contains_key(name), "{name}: {event:?}");
        }
        assert_eq!(event["DTSTAMP"], "20261120T000000Z", "the day of the last review");
    }
    let names: BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
    assert_eq!(names.len(), events.len(), "{names:?}");
}

#[tokio::test]
async fn a_calendar_is_the_same_each_time() {
    let first = hub().get("/events.ics").await;
    let second = hub().get("/events.ics").await;
    assert_eq!(first.text, second.text);
    assert_eq!(first.header("etag"), second.header("etag"));
}

#[tokio::test]
async fn an_event_of_several_days_ends_on_the_day_after_and_its_text_is_escaped() {
    let answer = hub().get("/events.ics").await;
    let events = events(&unfolded(&answer.text));
    let cover = events.iter().find(|event| event["UID"].starts_with("cover-")).unwrap();
    assert_eq!(
        (cover["DTSTART"].as_str(), cover["DTEND"].as_str()),
        ("20261224", "20270103")
    );
    assert!(
        cover["SUMMARY"].starts_with("A date\\, with commas\\; semicolons\\, and ünïcödé"),
        "{}",
        cover["SUMMARY"]
    );
    assert!(
        cover["SUMMARY"].ends_with("before it ends (expected)"),
        "{}",
        cover["SUMMARY"]
    );
}

#[tokio::test]
async fn a_group_follows_its_own_dates_and_those_for_all() {
    let answer = hub().get("/events.ics?for=all-staff").await;
    assert!(
        answer.text.contains("UID:cover-") && !answer.text.contains("UID:twice-"),
        "{}",
        answer.text
    );
}

#[tokio::test]
async fn neither_a_name_nor_a_title_can_add_a_line() {
    let event: File = file(
        "events/x.md",
        "A\\nBEGIN:VALARM\\rX",
        "[[occasions]]\nstarts = 2026-12-24",
        "",
    );
    let settings = Settings {
        hub_name: "Hub, ours\r\nATTENDEE:x".into(),
        ..Settings::default()
    };
    let answer = hub_with(settings, vec![event]).get("/events.ics").await;
    let lines = unfolded(&answer.text);
    let names = counted(lines.iter().map(String::as_str));
    assert!(!names.contains_key("ATTENDEE") && names["BEGIN"] == 2, "{lines:#?}");
    assert!(
        lines.iter().any(|line| line.starts_with("NAME;VALUE=TEXT:Hub\\, ours")),
        "{lines:#?}"
    );
}
