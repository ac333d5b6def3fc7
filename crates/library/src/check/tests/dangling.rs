use super::*;

#[test]
fn a_slug_that_nothing_has_is_told() {
    assert_told(
        GUIDANCE,
        "audiences = [\"finance\"]",
        "audiences = [\n\"finance\",\n\"fnance\"]",
        "fnance",
        "no 'fnance' in audiences",
    );
    assert_told(
        RESOURCE,
        "threats = [\"phishing\"]",
        "threats = [\"fishing\", \"phishing\"]",
        "fishing",
        "no 'fishing' in threats",
    );
    assert_told(
        RESOURCE,
        "cost = ",
        "services = [\"pay\"]\ncost = ",
        "services",
        "no 'pay' in services",
    );
    assert_told(
        RESOURCE,
        "cost = ",
        "featured_for = [\"all\"]\ncost = ",
        "featured",
        "no 'all' in audiences",
    );
    assert_told(
        FINANCE,
        "[\"our-bank\"]",
        "[\"our-bank\", \"the-bank\"]",
        "the-bank",
        "no 'the-bank' in contacts",
    );
    assert_told(
        PHISHING,
        "[\"clicked\"]",
        "[\"clicked\", \"clacked\"]",
        "clacked",
        "no 'clacked' in first-hour",
    );
    assert_told(
        PHISHING,
        "case = \"town-2024\"",
        "case = \"town-2023\"",
        "town-2023",
        "no 'town-2023' in case-studies",
    );
    assert_told(
        PAYROLL,
        "action = \"Print",
        "audiences = [\"x\"]\naction = \"Print",
        "[\"x\"]",
        "no 'x' in audiences",
    );
    assert_told(
        CASE,
        "slug = \"finance\"",
        "slug = \"finances\"",
        "finances",
        "no 'finances' in audiences",
    );
    assert_told(
        CARD,
        "contact = \"our-bank\"\nwhen",
        "contact = \"bank\"\nwhen",
        "contact",
        "no 'bank' in contacts",
    );
    assert_told(
        CARD,
        "more = \"By voice.\"",
        "audiences = [\"x\", \"finance\"]",
        "[\"x\"",
        "no 'x' in audiences",
    );
    assert_told(
        CARD,
        "slug = \"finance\"",
        "slug = \"finances\"",
        "finances",
        "no 'finances' in audiences",
    );
    assert_told(
        ALERT,
        "slug = \"finance\"",
        "slug = \"finances\"",
        "finances",
        "no 'finances' in audiences",
    );
}

#[test]
fn the_item_that_may_be_meant_is_named() {
    let faults = faults_of(with(GUIDANCE, "threats/phishing", "threats/phising"));
    assert!(faults[0].remedy.contains("'threats/phishing'"), "{faults:?}");
    let faults = faults_of(with(FINANCE, "\"guidance/call-back\"", "\"resources/call-back\""));
    assert!(faults[0].remedy.contains("'guidance/call-back'"), "{faults:?}");
}

#[test]
fn a_path_that_leads_nowhere_is_told() {
    assert_told(
        GUIDANCE,
        "\"threats/phishing\"]",
        "\"threats/phishing\", \"x/y\"]",
        "x/y",
        "there is no 'x/y'",
    );
    assert_told(
        GUIDANCE,
        "\"threats/phishing\"]",
        "\"threats/phishing\", \"guidance/call-back\"]",
        "see_also",
        "names itself",
    );
    assert_told(
        GUIDANCE,
        "\"threats/phishing\"]",
        "\"threats/phishing\", \"threats/phishing\"]",
        "see_also",
        "stands twice",
    );
    assert_told(
        FINANCE,
        "link = \"guidance/call-back\"",
        "link = \"guidance/ring\"",
        "guidance/ring",
        "there is no 'guidance/ring'",
    );
}

#[test]
fn what_is_cited_is_a_source_or_an_item() {
    assert_told(
        PHISHING,
        "\"report\", ",
        "\"reprot\", ",
        "reprot",
        "neither the id of a source",
    );
    assert_told(
        PHISHING,
        "\"case-studies/town-2024\"]",
        "\"case-studies/town\"]",
        "case-studies/town\"",
        "neither",
    );
    assert_told(
        PAYROLL,
        "source = \"rule\"",
        "source = \"law\"",
        "law",
        "has the id 'law'",
    );
}
