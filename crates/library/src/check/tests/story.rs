use super::*;

#[test]
fn a_case_study_is_a_story_of_the_past() {
    assert_told(
        CASE,
        "date = 2024-02-01",
        "date = 2026-12-01",
        "date = ",
        "in the future",
    );
    assert_told(CASE, "\n\nThe money came back.", "", "A clerk had", "2 paragraphs");
    let long = "\n\nMore came.".repeat(6);
    assert_told(CASE, "\n\nThe money came back.", &long, "A clerk had", "8 paragraphs");
    // A list, a heading and a quotation are no paragraphs.
    let other = "\n\n## Then\n\nThe money came back.\n\n- one\n- two\n\n1. a\n\n> b\n\n| c |\n\n**All** was well.";
    assert_eq!(faults_of(with(CASE, "\n\nThe money came back.", other)), []);
}

#[test]
fn a_question_asks_and_a_meaning_is_one_sentence() {
    assert_told("questions/is-it-real.md", "real?", "real", "title", "question mark");
    assert_told(
        TERM,
        "false change of details.",
        "false change. It is common.",
        "summary",
        "2 sentences",
    );
    assert_eq!(
        faults_of(with(
            TERM,
            "false change of details.",
            "false change, e.g. St. Helens (2.5 days)."
        )),
        []
    );
}
