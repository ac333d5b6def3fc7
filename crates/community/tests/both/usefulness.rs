//! Is this page useful?

use db::on_both_databases;

use crate::hub::TestHub;

const PAGE: (&str, &str) = ("page", "/threats/phishing");

on_both_databases!(a_yes_is_counted_and_leads_back_to_the_page, |test| {
    let hub = TestHub::new(test);
    let answer = hub.post("/usefulness?for=finance", &[PAGE, ("answer", "yes")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(
        answer.leads_to(),
        "/get-involved/thank-you/usefulness?page=%2Fthreats%2Fphishing&for=finance"
    );
    hub.get(answer.leads_to())
        .await
        .says("href=\"/threats/phishing?for=finance\">Back to the page");
    let inbox = hub.inbox().await;
    assert!(
        inbox.contains("Is this page useful?\nPage: /threats/phishing\nAnswer: yes\n"),
        "{inbox}"
    );
});

on_both_databases!(a_no_is_counted_and_then_asked_about, |test| {
    let hub = TestHub::new(test);
    let answer = hub.post("/usefulness", &[PAGE, ("answer", "no")]).await;
    assert_eq!((answer.status.as_u16(), hub.count().await), (303, 1));
    let question = answer.leads_to().to_owned();
    hub.get(&question)
        .await
        .says("What were you looking for?")
        .says("href=\"/threats/phishing\"");

    let next = question.split('?').next().unwrap();
    let fields = [PAGE, ("message", "The number to ring")];
    for _ in 0..2 {
        let answer = hub.post(next, &fields).await;
        assert_eq!(
            answer.leads_to(),
            "/get-involved/thank-you/usefulness?page=%2Fthreats%2Fphishing"
        );
    }
    assert_eq!(hub.count().await, 1);
    let inbox = hub.inbox().await;
    assert!(inbox.contains("Answer: no\n\nThe number to ring\n"), "{inbox}");
    assert_eq!(hub.work().await, 0, "the editors get no mail for each answer");
});

on_both_databases!(other_words_for_the_same_answer_are_kept_beside_it, |test| {
    let hub = TestHub::new(test);
    let answer = hub.post("/usefulness", &[PAGE, ("answer", "no")]).await;
    let next = answer.leads_to().split('?').next().unwrap().to_owned();
    for words in ["The number to ring", "And the hours"] {
        assert_eq!(hub.post(&next, &[PAGE, ("message", words)]).await.status, 303);
    }
    assert_eq!(hub.count().await, 2);
    assert!(hub.inbox().await.contains("And the hours"));
});

on_both_databases!(the_question_may_be_left_unanswered, |test| {
    let hub = TestHub::new(test);
    let answer = hub.post("/usefulness", &[PAGE, ("answer", "no")]).await;
    let next = answer.leads_to().split('?').next().unwrap().to_owned();
    assert_eq!(hub.post(&next, &[PAGE, ("message", " ")]).await.status, 303);
    assert_eq!(hub.count().await, 1);
});

on_both_databases!(words_that_cannot_be_kept_are_shown_again, |test| {
    let hub = TestHub::new(test);
    let next = "/usefulness/0199b0a0-0000-7000-8000-000000000000";
    let long = "a".repeat(1001);
    let answer = hub.post(next, &[PAGE, ("message", &long)]).await;
    assert_eq!(answer.status, 422);
    answer
        .says(&long)
        .says("<title>Error: What were you looking for?")
        .says("value=\"/threats/phishing\"");
    hub.test.db.close().await;
    let answer = hub.post(next, &[PAGE, ("message", "The number to ring")]).await;
    assert_eq!(answer.status, 503);
    answer.says("Nothing was lost").says("The number to ring");
});

on_both_databases!(many_readers_may_give_the_same_answer, |test| {
    let hub = TestHub::new(test);
    for _ in 0..3 {
        hub.post("/usefulness", &[PAGE, ("answer", "yes")]).await;
    }
    assert_eq!(hub.count().await, 3);
});

on_both_databases!(an_answer_without_its_page_or_without_an_answer_is_refused, |test| {
    let hub = TestHub::new(test);
    for fields in [
        &[("answer", "yes")][..],
        &[("page", "https://evil.example"), ("answer", "yes")],
        &[("page", "//evil.example"), ("answer", "yes")],
        &[("page", "/nope"), ("answer", "yes")],
        &[PAGE],
        &[PAGE, ("answer", "maybe")],
    ] {
        assert_eq!(hub.post("/usefulness", fields).await.status, 400);
    }
    assert_eq!(hub.count().await, 0);
    assert_eq!(hub.get("/usefulness/nonsense").await.status, 404);
    let beside = "/usefulness/0199b0a0-0000-7000-8000-000000000000";
    hub.post(beside, &[("page", "/nope"), ("message", "The number to ring")])
        .await;
    assert!(
        !hub.inbox().await.contains("/nope"),
        "no words are kept for a page that is not there"
    );
});

on_both_databases!(thanks_never_lead_to_another_site, |test| {
    let hub = TestHub::new(test);
    for page in [
        "//evil.example",
        "https://evil.example",
        "/%5Cevil.example",
        "javascript:alert(1)",
    ] {
        let thanks = hub
            .get(&format!("/get-involved/thank-you/usefulness?page={page}"))
            .await;
        assert!(
            !thanks.body.contains("evil.example") && !thanks.body.contains("alert(1)"),
            "{page}"
        );
    }
});
