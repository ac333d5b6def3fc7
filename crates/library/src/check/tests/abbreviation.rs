use super::*;

#[test]
fn an_abbreviation_of_two_items_is_in_the_glossary() {
    let files = |abbreviation: &str| {
        let mut files = with(
            GUIDANCE,
            "It takes a minute.",
            &format!("It takes {abbreviation} a minute."),
        );
        let case = files.iter_mut().find(|file| file.path == CASE).unwrap();
        case.source = case
            .source
            .replace("A clerk had", &format!("At {abbreviation}s a clerk had"));
        files
    };
    assert_only(
        files("QXZ"),
        GUIDANCE,
        "QXZ",
        "'QXZ' is not in the glossary, and stands in case-studies/town-2024.md too",
    );
    assert_only(files("R&D4"), GUIDANCE, "R&D4", "'R&D4' is not in the glossary");
    for known in ["MFX", "IT", "GOV.UK", "Q", "QXZABCD", "X-RAY"] {
        assert_eq!(faults_of(files(known)), [], "{known}");
    }
    assert_eq!(
        faults_of(with(GUIDANCE, "It takes a minute.", "It takes QXZ.")),
        [],
        "one item explains its own"
    );
    // The line is that of the word itself, not of a longer one that has it inside.
    let mut files = files("QXZ");
    let file = files.iter_mut().find(|file| file.path == GUIDANCE).unwrap();
    file.source = file
        .source
        .replace("Ring the number", "Look for MQXZN7PQ first.\n\nRing the number");
    assert_only(files, GUIDANCE, "takes QXZ", "'QXZ' is not in the glossary");
}
