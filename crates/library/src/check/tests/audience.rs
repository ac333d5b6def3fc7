use super::*;

#[test]
fn a_group_has_its_actions_services_and_headings() {
    let third =
        "[[actions]]\ndo = \"Save last week's payment file.\"\nwhy = \"It pays people when the ledger stops.\"\n";
    assert_told(FINANCE, third, "", "[[actions]]", "2 actions, and 3 are the fewest");
    let faults = faults_of(with(FINANCE, "services = [\"payroll\"]", "services = []"));
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == FINANCE && fault.what == "it depends on no service"),
        "{faults:?}"
    );
    assert_told(
        FINANCE,
        "## How it usually starts",
        "## The start",
        "## What attackers",
        "no heading 'How it usually starts'",
    );
}
