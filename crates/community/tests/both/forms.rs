//! The three forms: kept and acknowledged, or shown again with what was typed.

use db::on_both_databases;

use crate::hub::{Answer, TestHub};

pub const FEEDBACK: [(&str, &str); 4] = [
    ("message", "The number on this page is old.\r\nThe new one is on ours."),
    ("page", "/threats/phishing"),
    ("name", "Sam Reader"),
    ("email", "sam@example.org"),
];
const CASE_STUDY: [(&str, &str); 4] = [
    ("title", "A call stopped a false invoice"),
    ("council", "Northvale"),
    ("message", "We rang the number we already had."),
    ("may_share", "yes"),
];
const RESOURCE: [(&str, &str); 3] = [
    ("title", "Exercise in a Box"),
    ("address", "https://exerciseinabox.service.ncsc.gov.uk/"),
    ("message", "An exercise takes an afternoon."),
];
const ALL: [(&str, &[(&str, &str)]); 3] = [
    ("feedback", &FEEDBACK),
    ("case-study", &CASE_STUDY),
    ("resource", &RESOURCE),
];

fn address(kind: &str) -> String {
    format!("/get-involved/{kind}")
}

/// `fields` with another value in one of them.
fn with<'f>(fields: &[(&'f str, &'f str)], name: &'f str, value: &'f str) -> Vec<(&'f str, &'f str)> {
    let others = fields.iter().copied().filter(|(field, _)| *field != name);
    others.chain([(name, value)]).collect()
}

async fn refused(hub: &TestHub, kind: &str, fields: &[(&str, &str)], name: &str, value: &str) -> Answer {
    let answer = hub.post(&address(kind), &with(fields, name, value)).await;
    assert_eq!(answer.status, 422, "{kind} {name}");
    answer
        .says("<title>Error: ")
        .says("There is a problem")
        .says(&format!("<a href=\"#{name}\">"));
    answer
        .says(&format!("id=\"{name}\""))
        .says(&format!("id=\"{name}-error\""));
    assert_eq!(hub.count().await, 0, "{kind} {name}");
    answer
}

on_both_databases!(what_is_sent_is_kept_and_acknowledged, |test| {
    let hub = TestHub::new(test);
    for (kind, fields) in ALL {
        let answer = hub.post(&address(kind), fields).await;
        assert_eq!(
            (answer.status.as_u16(), answer.leads_to()),
            (303, &*format!("/get-involved/thank-you/{kind}"))
        );
        hub.get(answer.leads_to())
            .await
            .says("Thank you")
            .says("within 5 working days");
    }
    let inbox = hub.inbox().await;
    for (_, fields) in ALL {
        for (name, value) in fields.iter().filter(|(name, _)| *name != "may_share") {
            assert!(inbox.contains(&value.replace("\r\n", "\n")), "{name}: {inbox}");
        }
    }
    assert!(inbox.contains("I am allowed to share this"), "{inbox}");
});

on_both_databases!(only_what_is_asked_for_must_be_given, |test| {
    let hub = TestHub::new(test);
    assert_eq!(
        hub.post("/get-involved/feedback", &[("message", "Broken")])
            .await
            .status,
        303
    );
    let without_council = with(&CASE_STUDY, "council", "");
    assert_eq!(hub.post("/get-involved/case-study", &without_council).await.status, 303);
    assert_eq!(hub.count().await, 2);
});

on_both_databases!(a_field_that_must_be_filled_in_is_asked_for_again, |test| {
    let hub = TestHub::new(test);
    for (kind, fields, needed) in [
        ("feedback", &FEEDBACK[..], &["message"][..]),
        ("case-study", &CASE_STUDY, &["title", "message", "may_share"]),
        ("resource", &RESOURCE, &["title", "address", "message"]),
    ] {
        for name in needed {
            refused(&hub, kind, fields, name, "").await;
            refused(&hub, kind, fields, name, " \r\n\u{0} ").await;
        }
    }
});

on_both_databases!(what_was_typed_is_shown_again, |test| {
    let hub = TestHub::new(test);
    let answer = refused(&hub, "feedback", &FEEDBACK, "email", "sam@<here>").await;
    answer
        .says("The number on this page is old.")
        .says("value=\"/threats/phishing\"")
        .says("value=\"Sam Reader\"");
    answer
        .says("value=\"sam@&#60;here&#62;\"")
        .says("like name@example.gov.uk");
    let answer = refused(&hub, "case-study", &CASE_STUDY, "title", "").await;
    answer
        .says("value=\"yes\" checked")
        .says("We rang the number we already had.")
        .says("value=\"Northvale\"");
    let answer = refused(&hub, "resource", &RESOURCE, "address", "www.ncsc.gov.uk").await;
    answer
        .says("value=\"www.ncsc.gov.uk\"")
        .says("An exercise takes an afternoon.")
        .says("Enter the whole address");
});

on_both_databases!(a_text_that_does_not_fit_is_shown_again_whole, |test| {
    let hub = TestHub::new(test);
    for (kind, fields, room) in [
        ("feedback", &FEEDBACK[..], 4000),
        ("case-study", &CASE_STUDY, 8000),
        ("resource", &RESOURCE, 4000),
    ] {
        let long = "£".repeat(room + 1);
        refused(&hub, kind, fields, "message", &long)
            .await
            .says(&long)
            .says("Make this shorter");
    }
    for (kind, fields, lines) in [
        ("feedback", &FEEDBACK[..], &["page", "name", "email"][..]),
        ("case-study", &CASE_STUDY, &["title", "council"]),
        ("resource", &RESOURCE, &["title"]),
    ] {
        for name in lines {
            refused(&hub, kind, fields, name, &"a".repeat(201)).await;
        }
    }
    let most = "£".repeat(8000);
    assert_eq!(
        hub.post("/get-involved/case-study", &with(&CASE_STUDY, "message", &most))
            .await
            .status,
        303
    );
});

on_both_databases!(a_message_of_nothing_but_links_is_refused_with_words, |test| {
    let hub = TestHub::new(test);
    for (kind, fields) in ALL {
        let answer = refused(
            &hub,
            kind,
            fields,
            "message",
            "https://spam.example https://more.example",
        )
        .await;
        answer.says("Say it in words too");
    }
});

on_both_databases!(a_double_click_is_kept_once_and_a_new_message_is_not_lost, |test| {
    let hub = TestHub::new(test);
    for _ in 0..2 {
        assert_eq!(hub.post("/get-involved/feedback", &FEEDBACK).await.status, 303);
    }
    assert_eq!(hub.count().await, 1);
    let second = with(&FEEDBACK, "message", "And the link beside it is broken.");
    assert_eq!(hub.post("/get-involved/feedback", &second).await.status, 303);
    assert_eq!(hub.count().await, 2);
});

on_both_databases!(nothing_typed_is_lost_while_the_database_is_away, |test| {
    let hub = TestHub::new(test);
    hub.test.db.close().await;
    for (kind, fields) in ALL {
        let answer = hub.post(&address(kind), fields).await;
        assert_eq!(answer.status, 503);
        answer.says("<title>Error: ");
        answer.says("We could not keep this just now. Nothing was lost: try again in a few minutes.");
        for (_, value) in fields {
            answer.says(value.split("\r\n").next().unwrap());
        }
    }
});

on_both_databases!(the_choice_of_a_group_stays_in_the_address, |test| {
    let hub = TestHub::new(test);
    hub.get("/get-involved/feedback?for=finance")
        .await
        .says("action=\"/get-involved/feedback?for=finance\"");
    let answer = hub.post("/get-involved/feedback?for=finance", &FEEDBACK).await;
    assert_eq!(answer.leads_to(), "/get-involved/thank-you/feedback?for=finance");
});
