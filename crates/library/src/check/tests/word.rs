use super::*;

#[test]
fn an_action_begins_with_a_verb() {
    assert_told(
        FINANCE,
        "Keep the bank's number",
        "You keep the number",
        "You keep",
        "does not begin with a verb",
    );
    assert_told(
        FINANCE,
        "Keep the bank's number",
        "keep the number",
        "keep the",
        "a capital letter",
    );
    assert_told(
        PAYROLL,
        "Print the pay list",
        "The pay list",
        "action",
        "does not begin with a verb",
    );
}

#[test]
fn words_that_are_never_used_are_told() {
    for word in ["Simply", "leverages", "robust"] {
        assert_told(
            GUIDANCE,
            "It takes a minute.",
            &format!("It takes a minute.\n\n{word} ring."),
            &format!("{word} ring"),
            word,
        );
    }
    assert_told(
        PHISHING,
        "They may read your mail.",
        "They simply read your mail.",
        "simply",
        "'simply'",
    );
    assert_told(
        GUIDANCE,
        "It takes a minute.",
        "Then tell Action Fraud.",
        "Action Fraud",
        "became Report Fraud",
    );
    assert_eq!(
        faults_of(with(GUIDANCE, "It takes a minute.", "Report Fraud was Action Fraud.")),
        []
    );
}
