//! What the editors get: mail, the inbox, and a promise that old things are forgotten.

use community::{InboxForm, Promise, forget_old};
use db::{check_statements, execute, on_both_databases};

use crate::{forms::FEEDBACK, hub::TestHub};

on_both_databases!(the_editors_are_told_once, |test| {
    let hub = TestHub::new(test);
    for _ in 0..2 {
        hub.post("/get-involved/feedback", &FEEDBACK).await;
    }
    assert_eq!(hub.work().await, 1);
    let [mail] = hub.mailer.sent().try_into().unwrap();
    assert_eq!(mail.to.email(), "editors@northvale.gov.uk");
    assert_eq!(mail.reply_to.unwrap().email(), "sam@example.org");
    assert!(
        mail.text
            .contains("The number on this page is old.\nThe new one is on ours."),
        "{}",
        mail.text
    );
    assert!(!mail.subject.contains("Sam"), "{}", mail.subject);
    assert_eq!(hub.work().await, 0);
});

on_both_databases!(what_comes_within_ten_minutes_of_a_mail_goes_into_one, |test| {
    let hub = TestHub::new(test);
    let send = async |from: usize, to: usize| {
        for number in from..to {
            let words = format!("Message {number}.");
            let answer = hub.post("/get-involved/feedback", &[("message", &words)]).await;
            assert_eq!(answer.status, 303);
        }
    };
    send(0, 3).await;
    hub.work().await;
    let sent = hub.mailer.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].subject, "Readers have sent 3 things");

    hub.clock.set("2026-11-24T12:00:10Z".parse().unwrap());
    send(3, 8).await;
    assert_eq!(hub.work().await, 0, "the editors were told a moment ago");
    hub.clock.set("2026-11-24T12:09:59Z".parse().unwrap());
    assert_eq!(hub.work().await, 0);
    hub.clock.set("2026-11-24T12:10:00Z".parse().unwrap());
    hub.work().await;
    let sent = hub.mailer.sent();
    assert_eq!(sent.len(), 2);
    for number in 3..8 {
        assert_eq!(
            sent[1].text.matches(&format!("Message {number}.")).count(),
            1,
            "{}",
            sent[1].text
        );
    }
    assert!(!sent[1].text.contains("Message 2."), "{}", sent[1].text);

    // After a quiet time the next is told at once.
    hub.clock.set("2026-11-24T13:00:00Z".parse().unwrap());
    hub.work().await;
    send(8, 9).await;
    hub.work().await;
    assert_eq!(hub.mailer.sent().len(), 3);
});

on_both_databases!(without_an_address_of_the_editors_nothing_is_mailed, |test| {
    let hub = TestHub::promising(
        test,
        Promise {
            keep_days: 30,
            ..Promise::default()
        },
    );
    assert_eq!(hub.post("/get-involved/feedback", &FEEDBACK).await.status, 303);
    assert_eq!((hub.work().await, hub.count().await), (0, 1));
});

on_both_databases!(what_was_forgotten_before_the_mail_went_is_not_mailed, |test| {
    let hub = TestHub::new(test);
    hub.post("/get-involved/feedback", &FEEDBACK).await;
    let mut tx = hub.test.db.write().await.unwrap();
    assert_eq!(
        forget_old(&mut tx, hub.clock.now().plus_seconds(1), 0).await.unwrap(),
        1
    );
    tx.commit().await.unwrap();
    assert_eq!(hub.work().await, 1);
    assert!(hub.mailer.sent().is_empty());
});

on_both_databases!(a_job_carries_nothing_that_a_reader_wrote, |test| {
    let hub = TestHub::new(test);
    hub.post("/get-involved/feedback", &FEEDBACK).await;
    let mut tx = hub.test.db.read().await.unwrap();
    let (payload,): (String,) = db::fetch_one!(&mut tx, "select payload from job").unwrap();
    assert!(!payload.contains("sam") && !payload.contains("number"), "{payload}");
});

on_both_databases!(the_inbox_ends_with_the_newest, |test| {
    let hub = TestHub::new(test);
    assert_eq!(hub.inbox().await, "Nobody has sent anything yet.\n");
    for (hour, words) in [(12, "First words"), (13, "Second words")] {
        hub.clock.set(format!("2026-11-24T{hour}:00:00Z").parse().unwrap());
        hub.post("/get-involved/feedback", &[("message", words)]).await;
    }
    let inbox = hub.inbox().await;
    assert!(
        inbox.find("First words").unwrap() < inbox.find("Second words").unwrap(),
        "{inbox}"
    );
    assert!(inbox.starts_with("24 November 2026, 12:00. Feedback\n"), "{inbox}");
});

on_both_databases!(a_spreadsheet_gets_every_field_and_no_formula, |test| {
    let hub = TestHub::new(test);
    let fields = [("message", "=1+1, \"and\"\r\nmore"), ("name", "@Sam"), ("page", "/a")];
    hub.post("/get-involved/feedback", &fields).await;
    let mut out = Vec::new();
    community::inbox(&mut hub.test.db.read().await.unwrap(), InboxForm::Csv, &mut out)
        .await
        .unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "\u{feff}sent,kind,page,useful,title,council,address,message,name,e-mail\r\n\
         2026-11-24T12:00:00Z,feedback,/a,,,,,\"'=1+1, \"\"and\"\"\nmore\",'@Sam,\r\n"
    );
});

on_both_databases!(an_inbox_of_ten_thousand_is_no_trouble, |test| {
    let hub = TestHub::new(test);
    let mut tx = hub.test.db.write().await.unwrap();
    for number in 0..10_000 {
        execute!(
            &mut tx,
            "insert into submission (id, kind, message, sent_at) values ($1, 'feedback', $2, $3)",
            community::SubmissionId::new(),
            format!("Message {number}"),
            hub.clock.now().plus_seconds(number / 7),
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    let mut out = Vec::new();
    let mut tx = hub.test.db.read().await.unwrap();
    assert_eq!(
        community::inbox(&mut tx, InboxForm::Csv, &mut out).await.unwrap(),
        10_000
    );
    let table = String::from_utf8(out).unwrap();
    assert!(table.lines().last().unwrap().contains(",Message 9999,"));
    assert_eq!(table.lines().count(), 10_001);
});

on_both_databases!(the_database_understands_every_statement, |test| {
    let (count, broken) = check_statements(&test.db).await.unwrap();
    assert!(count > 7 && broken.is_empty(), "{broken:?}");
});
