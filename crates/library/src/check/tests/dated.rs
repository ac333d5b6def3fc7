use super::*;

#[test]
fn dates_do_not_run_backwards() {
    assert_told(
        EVENT,
        "ends = 2027-04-05",
        "ends = 2027-03-30",
        "ends = ",
        "before `starts`",
    );
    assert_told(
        OFFER,
        "closes = 2027-01-31",
        "closes = 2026-09-30",
        "closes",
        "before `opens`",
    );
    assert_told(
        ALERT,
        "expires = 2026-12-04",
        "expires = 2026-11-19",
        "expires",
        "before `published`",
    );
    for path in [OFFER, RESOURCE, BANK] {
        assert_told(
            path,
            "owner = ",
            "last_checked = 2026-11-25\nowner = ",
            "last_checked",
            "in the future",
        );
    }
}

#[test]
fn an_event_happens_and_an_alert_is_for_somebody() {
    let occasions = "\n[[occasions]]\nstarts = 2027-03-31\nends = 2027-04-05\n";
    assert_told(EVENT, occasions, "occasions = []\n", "occasions", "never happens");
    let source = source_of(ALERT);
    let lines = &source[source.find("[[audience]]").unwrap()..source.rfind("+++").unwrap()];
    assert_told(ALERT, lines, "audience = []\n", "audience", "for no group");
}

#[test]
fn there_is_one_banner_at_most() {
    let second = source_of(EVENT)
        .replace("The year ends", "The spring starts")
        .replace("Pay runs close.", "A new rate.")
        .replace(
            "Have the paper ready a week before.",
            "Load the new rates with care and look at each.",
        );
    assert_only(
        and(good(), "events/zz-spring.md", second.clone()),
        "events/zz-spring.md",
        "banner",
        "events/year-end.md is it already",
    );
    let over = second
        .replace("2027-03-31", "2026-03-31")
        .replace("2027-04-05", "2026-04-05");
    assert_eq!(
        faults_of(and(good(), "events/zz-spring.md", over)),
        [],
        "one that is over is no banner"
    );
}

#[test]
fn an_offer_that_is_over_is_not_unconfirmed_too() {
    let both = "audiences = [\"finance\"]\nclosed = true\nunconfirmed = true\n";
    assert_told(
        OFFER,
        "audiences = [\"finance\"]\n",
        both,
        "unconfirmed",
        "cannot be both",
    );
}
