//! What the pages promise.

use community::Promise;
use db::on_both_databases;

use crate::hub::TestHub;

on_both_databases!(getting_involved_says_what_happens_and_what_is_kept, |test| {
    let hub = TestHub::new(test);
    let page = hub.get("/get-involved").await;
    assert_eq!(page.status, 200);
    page.says("The editors read it within 5 working days.")
        .says("After 730 days it is deleted");
    page.says("The editors get a copy by e-mail.");
    for way in ["feedback", "case-study", "resource"] {
        page.says(&format!("href=\"/get-involved/{way}\""));
        let form = hub.get(&format!("/get-involved/{way}")).await;
        assert_eq!(form.status, 200, "{way}");
        form.says("We keep this for 730 days").says("novalidate");
        assert!(!form.body.contains("Error: "), "{way}");
    }
});

on_both_databases!(no_time_and_no_mail_is_promised_where_there_is_none, |test| {
    let hub = TestHub::promising(
        test,
        Promise {
            keep_days: 30,
            ..Promise::default()
        },
    );
    let page = hub.get("/get-involved").await;
    page.says("The editors read it.").says("After 30 days it is deleted");
    assert!(
        !page.body.contains("within") && !page.body.contains("copy by e-mail"),
        "{}",
        page.body
    );
});

on_both_databases!(feedback_knows_the_page_that_it_came_from, |test| {
    let hub = TestHub::new(test);
    let page = hub.get("/get-involved/feedback?page=/threats/%22phishing").await;
    page.says("value=\"/threats/&#34;phishing\"");
});

on_both_databases!(there_are_thanks_for_every_kind_and_no_other, |test| {
    let hub = TestHub::new(test);
    for kind in ["feedback", "case-study", "resource", "usefulness"] {
        let page = hub.get(&format!("/get-involved/thank-you/{kind}")).await;
        assert_eq!(page.status, 200, "{kind}");
        page.says("<h1 class=\"govuk-heading-xl\">Thank you</h1>");
    }
    assert_eq!(hub.get("/get-involved/thank-you/poem").await.status, 404);
});

on_both_databases!(pages_are_read_while_the_database_is_away, |test| {
    let hub = TestHub::new(test);
    hub.test.db.close().await;
    for address in [
        "/get-involved",
        "/get-involved/feedback",
        "/get-involved/thank-you/resource",
    ] {
        assert_eq!(hub.get(address).await.status, 200, "{address}");
    }
});

on_both_databases!(nothing_on_a_page_is_inline, |test| {
    let hub = TestHub::new(test);
    let id = "0199b0a0-0000-7000-8000-000000000000";
    for address in [
        "/get-involved",
        "/get-involved/case-study",
        &format!("/usefulness/{id}?page=/a"),
    ] {
        let page = hub.get(address).await;
        for inline in [" style=", "<style", " onclick=", "<script>"] {
            assert!(!page.body.contains(inline), "{address}: {inline}");
        }
    }
    assert!(!community::page_foot("/a").contains(" style="));
});
