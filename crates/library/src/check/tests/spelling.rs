use super::*;

#[test]
fn one_page_written_in_two_ways_is_told() {
    let address = "https://www.ncsc.gov.uk/guidance/phishing";
    for other in [
        "http://www.ncsc.gov.uk/guidance/phishing",
        "https://ncsc.gov.uk/guidance/phishing",
        "https://www.ncsc.gov.uk/guidance/phishing/",
        "https://www.ncsc.gov.uk/Guidance/Phishing",
        "https://www.ncsc.gov.uk/guidance/phishing?utm_source=letter",
    ] {
        let faults = faults_of(with(PHISHING, address, other));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].what.contains("is the same page as") && faults[0].what.contains(".md"),
            "{faults:?}"
        );
    }
    // The place on a page is no other page.
    assert_eq!(
        faults_of(with(PHISHING, address, "https://www.ncsc.gov.uk/guidance/phishing#top")),
        []
    );
}
