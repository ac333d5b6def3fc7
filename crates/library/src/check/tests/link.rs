use super::*;

#[test]
fn a_link_that_leads_nowhere_is_told() {
    for (link, what) in [
        ("/guidance/nothing", "leads nowhere"),
        ("/first-hour/clicked", "leads nowhere"),
        ("/nothing", "leads nowhere"),
        ("guidance/call-back", "leads nowhere"),
        ("/for/finance/two-minutes", "leads nowhere"),
        ("javascript:alert(1)", "is not written"),
        ("mailto:nobody", "not an e-mail address"),
        ("tel:0300 x", "not a telephone number"),
    ] {
        let text = format!("that looks right. See [this](<{link}>).");
        assert_told(FINANCE, "that looks right.", &text, "See [this]", what);
    }
    assert_told(
        PHISHING,
        "\"It is in a hurry.\"",
        "\"See [this](/threats/x).\"",
        "/threats/x",
        "leads nowhere",
    );
    let faults = faults_of(with(FINANCE, "(/guidance/call-back)", "(/first-hour/clicked)"));
    assert!(faults[0].remedy.contains("/something-is-wrong/clicked"), "{faults:?}");
}

#[test]
fn a_local_fact_has_words_for_when_it_is_not_known() {
    for bare in ["[[service-desk]]", "[[service-desk|]]"] {
        assert_told(
            FINANCE,
            "that looks right.",
            &format!("that looks right. Ring {bare}."),
            "Ring [[",
            "'service-desk' has no words",
        );
    }
}

#[test]
fn a_link_that_leads_somewhere_is_good() {
    for link in [
        "/something-is-wrong/clicked",
        "/something-is-wrong/clicked/finance",
        "/for/finance",
        "/for/finance/one-minute",
        "/contacts",
        "/",
        "/search?q=x",
        "/guidance?stage=prevent",
        "/threats/phishing#signs",
        "#top",
        "tel:03001232040",
        "mailto:a@example.org",
        "https://www.example.org/grant",
    ] {
        assert_eq!(
            faults_of(with(
                FINANCE,
                "that looks right.",
                &format!("that looks right. See [this]({link}).")
            )),
            [],
            "{link}"
        );
    }
}

#[test]
fn a_local_fact_that_is_not_in_the_list_is_told() {
    assert_told(
        FINANCE,
        "[[service-desk|",
        "[[help-desk|",
        "help-desk",
        "'help-desk' is not the name",
    );
    assert_told(
        PHISHING,
        "\"Stop and tell IT.\"",
        "\"Tell [[it|IT]].\"",
        "[[it|",
        "'it' is not the name",
    );
    assert_told(
        CARD,
        "fact = \"service-desk\"",
        "fact = \"help-desk\"",
        "help-desk",
        "'help-desk' is not the name",
    );
    assert_told(
        FINANCE,
        "[[service-desk|your IT desk]]",
        "[[service-desk|your IT desk]",
        "[[service-desk",
        "shown as it stands",
    );
}

#[test]
fn what_may_not_stand_in_a_text_is_told() {
    assert_told(GUIDANCE, "It takes", "\n\n<b>It</b> takes", "<b>", "raw HTML");
    assert_told(GUIDANCE, "It takes", "![x](/y) It takes", "![x]", "pictures");
    assert_told(
        GUIDANCE,
        "Ring the",
        "# Ring\n\nRing the",
        "# Ring",
        "a heading of the first level",
    );
    assert_told(
        PHISHING,
        "They may read your mail.",
        "They <i>may</i> read.",
        "<i>",
        "raw HTML",
    );
}
