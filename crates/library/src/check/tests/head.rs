use super::*;

#[test]
fn a_file_that_is_no_item_is_told() {
    let at = "stagg";
    let faults = faults_of(with(GUIDANCE, "stage = ", "stagg = "));
    let line = with(GUIDANCE, "stage = ", "stagg = ")[4]
        .source
        .lines()
        .position(|line| line.contains(at))
        .unwrap()
        + 1;
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == GUIDANCE && fault.line == line && fault.what.contains(at)),
        "{faults:?}"
    );
}

#[test]
fn a_review_in_the_future_or_overdue_is_told() {
    assert_told(
        GUIDANCE,
        "reviewed = 2026-11-20",
        "reviewed = 2026-11-25",
        "reviewed = ",
        "in the future",
    );
    assert_told(
        GUIDANCE,
        "2027-05-20",
        "2026-11-20",
        "review_by",
        "not after `reviewed`",
    );
    assert_told(
        GUIDANCE,
        "2027-05-20",
        "2026-11-23",
        "review_by",
        "was to be reviewed by 23 November 2026",
    );
}

#[test]
fn a_title_and_a_summary_have_words_and_not_too_many() {
    assert_told(
        GUIDANCE,
        "owner = \"Editors\"",
        "owner = \" \"",
        "owner",
        "`owner` is empty",
    );
    let title = "word ".repeat(19);
    assert_told(GUIDANCE, "Call back first", &title, "title", "95 characters, and 90");
    let summary = "Mandate fraud. ".repeat(17);
    assert_told(
        GUIDANCE,
        "One call to a number you hold stops mandate fraud.",
        summary.trim(),
        "summary",
        "254 characters",
    );
}

#[test]
fn an_item_without_a_source_says_why() {
    assert_told(GUIDANCE, "own = \"Our own working rule.\"\n", "", "+++", "no source");
    assert_told(
        GUIDANCE,
        "own = \"Our own working rule.\"",
        "own = \"\"",
        "own = ",
        "`own` is empty",
    );
    assert_told(
        PAYROLL,
        "date = \"undated\"",
        "date = \"\"",
        "date = ",
        "`date` of this source is empty",
    );
    let twice = "\n[[sources]]\nid = \"rule\"\ntitle = \"Again\"\npublisher = \"P\"\ndate = \"2026\"\n+++\nIt pays";
    let files = with(PAYROLL, "+++\nIt pays", twice);
    let lines: Vec<&str> = files[1].source.lines().collect();
    let line = 1 + lines.iter().rposition(|line| line.starts_with("id = ")).unwrap();
    let faults = faults_of(files.clone());
    assert_eq!(
        faults
            .iter()
            .map(|fault| (fault.line, fault.what.as_str()))
            .collect::<Vec<_>>(),
        [(line, "two sources have the id 'rule'")]
    );
}

#[test]
fn a_file_that_no_reader_could_see_is_told() {
    assert_told(
        RESOURCE,
        "owner = ",
        "tlp = \"AMBER\"\nowner = ",
        "tlp",
        "nobody would see it",
    );
}
