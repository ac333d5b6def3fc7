use super::*;

#[test]
fn an_item_that_no_page_leads_to_is_told() {
    let lost = source_of(TERM)
        .replace("title = \"Mandate fraud\"", "title = \"Invoice fraud\"")
        .replace("[\"MFX\"]", "[]")
        .replace("see_also = [\"guidance/call-back\"]", "see_also = []")
        .replace(
            "When money is sent to a thief by a false change of details.",
            "When a false bill is paid.",
        )
        .replace(
            "Somebody sends false bank details in the name of a firm.",
            "The bill looks like last month's.",
        );
    assert_only(
        and(good(), "glossary/zz.md", lost.clone()),
        "glossary/zz.md",
        "see_also",
        "more than two links",
    );
    // A word in a text leads there, and so does a name.
    let said = with(GUIDANCE, "It takes a minute.", "Invoice fraud ends there.");
    assert_eq!(faults_of(and(said, "glossary/zz.md", lost.clone())), []);
    let named = with(
        GUIDANCE,
        "[\"threats/phishing\"]",
        "[\"threats/phishing\", \"glossary/zz\"]",
    );
    assert_eq!(faults_of(and(named, "glossary/zz.md", lost)), []);
}

#[test]
fn an_offer_that_is_over_lives_in_its_list() {
    let lost = with(OFFER, "audiences = [\"finance\"]\n", "closed = true\n");
    assert_eq!(faults_of(lost), []);
}
