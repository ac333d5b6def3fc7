use super::*;

#[test]
fn a_service_says_how_to_go_on() {
    assert_told(
        PAYROLL,
        "\"Questions come in.\"",
        "\"\"",
        "felt = \"\"",
        "what would be felt in the first day",
    );
    assert_told(
        PAYROLL,
        "[\"Pay as last month.\"]",
        "[]",
        "do = []",
        "what to do in the first week",
    );
    assert_told(
        PAYROLL,
        "source = \"rule\"\n",
        "",
        "kind = \"statutory\"",
        "is statutory and has no source",
    );
}

#[test]
fn a_service_has_four_lines_for_those_who_depend_on_it() {
    assert_eq!(
        faults_of(with(PAYROLL, "audiences = [\"finance\"]\n", "")),
        [],
        "all groups depend on it"
    );
    let files = and(
        with(PAYROLL, "audiences = [\"finance\"]", "audiences = [\"staff\"]"),
        "audiences/staff.md",
        source_of(FINANCE),
    );
    let faults = faults_of(files);
    let what = "the four lines for 'finance', which is not among its `audiences`";
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == PAYROLL && fault.what.contains(what)),
        "{faults:?}"
    );
    assert_told(
        PAYROLL,
        "today = \"Save the last pay file.\"",
        "today = \"\"",
        "today",
        "`today` is empty for 'finance'",
    );
    let source = source_of(PAYROLL);
    let lines = &source[source.find("[[audience]]").unwrap()..source.find("[continuity.hour]").unwrap()];
    assert_told(PAYROLL, lines, "", "+++", "the four lines of an alert for no group");
}
