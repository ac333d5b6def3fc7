use super::*;

#[test]
fn prose_above_grade_8_is_told() {
    let hard =
        "Organisational resilience necessitates comprehensive multidisciplinary preparatory activities. ".repeat(14);
    let faults = faults_of(with(GUIDANCE, "It takes a minute.", &hard));
    let told: Vec<(&str, usize)> = faults.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
    let line = 1 + source_of(GUIDANCE)
        .lines()
        .position(|line| line.contains("It takes"))
        .unwrap();
    assert_eq!(told, [("guidance/", 1), (GUIDANCE, line)], "{faults:?}");
    assert!(faults[0].remedy.contains("call-back ("), "{faults:?}");
    assert!(faults[1].what.contains("and 8 is the highest"), "{faults:?}");
}

#[test]
fn a_sentence_of_more_than_25_words_is_told() {
    let long = format!("When they ask for {} go on.", "one more day and ".repeat(6));
    assert_told(
        GUIDANCE,
        "It takes a minute.",
        &format!("It takes a minute.\n\n- Wait.\n- {long}"),
        "- When they",
        "'When they ask for one more' has 30 words",
    );
    assert_told(PHISHING, "They may read your mail.", &long, "means = ", "has 30 words");
    // A quoted title is not counted, and the line is found without it.
    let quoted = format!("Read \\\"One Two Three\\\" {long}");
    assert_told(
        PHISHING,
        "They may read your mail.",
        &quoted,
        "means = ",
        "has 31 words",
    );
}
