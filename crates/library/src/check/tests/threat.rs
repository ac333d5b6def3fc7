use super::*;

#[test]
fn a_threat_says_what_it_is_for_every_group() {
    let members = source_of(FINANCE)
        .replace("\"Finance\"", "\"Members\"")
        .replace("order = 1", "order = 2")
        .replace("For those who pay.", "For those who were elected.");
    let files = and(good(), "audiences/members.md", members);
    let report = run(
        &Sources {
            built_in: files,
            ..Sources::default()
        },
        TODAY,
    );
    let told = report.faults.iter().find(|fault| fault.file == PHISHING).unwrap();
    assert!(told.what.contains("'members'"), "{told}");
    assert!(report.to_string().contains("EMPTY"), "{report}");
    assert_eq!(report.matrix.audiences, ["finance", "members"]);
    assert_eq!(report.matrix.threats[0].1[1], None);
}

#[test]
fn a_threat_has_its_lines() {
    assert_told(
        PHISHING,
        "cites = [\"report\", \"case-studies/town-2024\"]",
        "cites = []",
        "cites",
        "cites nothing",
    );
    assert_told(PHISHING, "[\"It is in a hurry.\"]", "[]", "signs", "`signs` is empty");
    assert_told(
        PHISHING,
        "[\"Stop and tell IT.\"]",
        "[\" \"]",
        "first =",
        "`first` is empty",
    );
    assert_told(
        PHISHING,
        "\"They may read your mail.\"",
        "\"\"",
        "means",
        "`means` is empty for 'finance'",
    );
    assert_told(
        PHISHING,
        "## What stops it",
        "## The end",
        "## How it starts",
        "no heading 'What stops it'",
    );
}
