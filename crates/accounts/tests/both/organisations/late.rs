//! What is sent after a session is over: it is not lost, and nobody else sees it.

use axum::body::Body;
use db::on_both_databases;
use http::{HeaderName, Request, header};
use testkit::Answer;
use web::Role;

use super::hub::Hub;

const CONTROLLERS: &str = "/organisation/controllers";
const TITLE: &str = "Coroner <b>for \"Northvale\"</b> & around";
const SENT: &str = "version=0&kind=other&title=Coroner+%3Cb%3Efor+%22Northvale%22%3C%2Fb%3E+%26+around";

/// Sends a form as a browser that says this of where it comes from.
async fn sent(hub: &Hub, address: &str, form: &'static str, said: &[(&'static str, &str)]) -> Answer {
    let mut request = Request::post(address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::HOST, "hub.test")
        .header(header::REFERER, "https://hub.test/organisation/controllers/new");
    for (name, value) in said {
        request = request.header(HeaderName::from_static(name), *value);
    }
    hub.hub.ask(request.body(Body::from(form)).unwrap()).await
}

on_both_databases!(what_was_sent_too_late_is_shown_and_can_be_sent_again, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let editor = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    let fields = [("version", "0"), ("kind", "other"), ("title", TITLE)];
    hub.hub.clock.set("2026-11-24T13:30:00Z".parse().unwrap());
    let late = hub.post(&editor, CONTROLLERS, &fields).await;
    assert_eq!(late.status, 403);
    assert_eq!(late.header(header::CACHE_CONTROL), "no-store");
    late.assert_page_says("You are no longer signed in");
    late.assert_page_says("Kind other");
    assert!(late.says("Title</dt><dd>Coroner &#60;b&#62;for &#34;Northvale&#34;&#60;/b&#62; &#38; around</dd>"));
    assert!(!late.says("<b>for") && !late.says("Version</dt>"));
    let again = late.text.split("<form method=\"post\" action=\"").nth(1).unwrap();
    assert!(again.starts_with("/organisation/controllers\""), "{again}");
    assert!(again.contains("name=\"version\" value=\"0\""), "{again}");
    assert!(hub.actions().await.is_empty());
    let somebody = hub.somebody(&[(&northvale, Role::Editor)], None).await;
    let mut fields = fields.to_vec();
    fields.extend([("phone", "01632 960150"), ("phone-tlp", "CLEAR")]);
    let kept = hub.post(&somebody, CONTROLLERS, &fields).await;
    assert_eq!(kept.location(), "/organisation/controllers?done=added");
});

on_both_databases!(only_a_page_of_this_hub_has_what_it_sent_shown, |test| {
    let hub = Hub::new(test);
    let door = "/sign-in?next=%2Forganisation%2Fcontrollers%2Fnew";
    for ours in [
        &[("sec-fetch-site", "same-origin")][..],
        &[("origin", "http://hub.test")],
    ] {
        let late = sent(&hub, CONTROLLERS, SENT, ours).await;
        late.assert_page_says("What you typed");
        assert!(late.says(&format!("href=\"{door}\"")), "{}", late.text);
    }
    for foreign in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("origin", "https://evil.example")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://hub.test")],
        &[],
    ] {
        let answer = sent(&hub, CONTROLLERS, SENT, foreign).await;
        assert!(!answer.says("Coroner"), "{foreign:?}");
    }
    let nothing_said = sent(&hub, CONTROLLERS, SENT, &[]).await;
    assert_eq!(nothing_said.location(), format!("{door}&after=lost"));
});

on_both_databases!(secrets_are_not_shown_and_not_sent_again, |test| {
    let hub = Hub::new(test);
    let ours = [("sec-fetch-site", "same-origin")];
    let form = "name=Entra&client_id=hub&client_secret=xyzzy-plugh";
    let late = sent(&hub, "/organisation/sign-in/provider", form, &ours).await;
    late.assert_page_says("Name Entra");
    late.assert_page_says("Passwords and codes are left out");
    assert!(!late.says("xyzzy") && !late.says("Send it again"));
    let form = "password=xyzzy-plugh";
    let nothing = sent(&hub, "/account/password", form, &ours).await;
    assert!(nothing.location().ends_with("&after=lost"), "{nothing:?}");
});
