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
        assert_eq!(hub.ask(request).await.status, 403);
    }
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
