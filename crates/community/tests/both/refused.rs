//! What is not kept: from robots, from other sites, too long, or not a form.

use db::on_both_databases;

use crate::{
    forms::FEEDBACK,
    hub::{FORM, TestHub, encoded, posted},
};

const ADDRESS: &str = "/get-involved/feedback";

on_both_databases!(
    a_robot_that_fills_in_everything_is_told_so_and_nothing_is_kept,
    |test| {
        let hub = TestHub::new(test);
        hub.get(ADDRESS)
            .await
            .says("class=\"ww-trap\" aria-hidden=\"true\"")
            .says("name=\"more\" tabindex=\"-1\"");
        let fields: Vec<_> = FEEDBACK.into_iter().chain([("more", "https://spam.example")]).collect();
        let answer = hub.post(ADDRESS, &fields).await;
        assert_eq!(answer.status, 400);
        // A browser that fills in too much is no robot: what its reader typed is still there, and can be sent.
        answer
            .says("a field that people do not see")
            .says("The number on this page is old.");
        assert!(!answer.body.contains("spam.example"));
        assert_eq!(hub.count().await, 0);
        let answer = hub
            .post("/usefulness", &[("page", "/a"), ("answer", "yes"), ("more", "x")])
            .await;
        assert_eq!((answer.status.as_u16(), hub.count().await), (400, 0));
    }
);

on_both_databases!(another_site_cannot_send_in_a_readers_name, |test| {
    let hub = TestHub::new(test);
    for (address, fields) in [
        (ADDRESS, &FEEDBACK[..]),
        ("/usefulness", &[("page", "/a"), ("answer", "yes")]),
    ] {
        let mut request = posted(address, FORM, encoded(fields));
        request
            .headers_mut()
            .insert("sec-fetch-site", "cross-site".parse().unwrap());
        let answer = hub.ask(request).await;
        assert_eq!(answer.status, 403);
        answer
            .says("<h1 class=\"govuk-heading-xl\">This came from another site</h1>")
            .says("open the form here, fill it in and send it again");
        assert!(!answer.body.contains("another role"), "readers have no role");
    }
    assert_eq!(hub.count().await, 0);
});

on_both_databases!(what_was_typed_when_too_much_was_sent_is_shown_again, |test| {
    let hub = TestHub::new(test);
    let refused = loop {
        let answer = hub.post("/usefulness", &[]).await;
        if answer.status == 429 {
            break answer;
        }
    };
    assert_eq!(refused.head["retry-after"], "60");
    refused.says("Too many at once");
    let answer = hub.post(ADDRESS, &FEEDBACK).await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.head["retry-after"], "60");
    assert_eq!(answer.head["cache-control"], "no-store");
    answer
        .says("Your network has sent more than people usually do")
        .says("The number on this page is old.")
        .says("Send it again")
        .says(&format!("action=\"{ADDRESS}\""));
    // What another site sent is not shown.
    let mut request = posted(ADDRESS, FORM, encoded(&FEEDBACK));
    request
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse().unwrap());
    let answer = hub.ask(request).await;
    assert!(
        !answer.body.contains("The number on this page is old."),
        "{}",
        answer.body
    );
    assert_eq!(hub.count().await, 0);
});

on_both_databases!(what_is_far_too_long_is_refused_unread, |test| {
    let hub = TestHub::new(test);
    let long = "a".repeat(300 << 10);
    let answer = hub.post(ADDRESS, &[("message", &long)]).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    answer.says("too long");
    assert_eq!(hub.count().await, 0);
});

on_both_databases!(what_is_not_a_form_is_refused_with_words, |test| {
    let hub = TestHub::new(test);
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x"] {
        let answer = hub.ask(posted(ADDRESS, kind, encoded(&FEEDBACK))).await;
        assert_eq!(answer.status, 400, "{kind}");
        answer.says("a form from a page of this hub");
    }
    assert_eq!(hub.count().await, 0);
});
