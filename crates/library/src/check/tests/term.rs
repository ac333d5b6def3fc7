use super::*;

#[test]
fn an_abbreviation_is_in_the_glossary_or_spelt_out() {
    let files = |abbreviation: &str| {
        let mut files = with(
            GUIDANCE,
            "It takes a minute.",
            &format!("It takes {abbreviation} a minute."),
        );
        let case = files.iter_mut().find(|file| file.path == CASE).unwrap();
        case.source = case
            .source
            .replace("A clerk had", &format!("At {abbreviation}s a clerk had"))
            .into();
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
    for spelt_out in ["It takes a quick exchange (QXZ).", "It takes QXZ (a quick exchange)."] {
        assert_eq!(
            faults_of(with(GUIDANCE, "It takes a minute.", spelt_out)),
            [],
            "{spelt_out}"
        );
    }
    // The line is that of the word itself, not of a longer one that has it inside.
    let mut files = files("QXZ");
    let file = files.iter_mut().find(|file| file.path == GUIDANCE).unwrap();
    file.source = file
        .source
        .replace("Ring the number", "Look for MQXZN7PQ first.\n\nRing the number")
        .into();
    assert_only(files, GUIDANCE, "takes QXZ", "'QXZ' is not in the glossary");
}

#[test]
fn a_word_of_the_trade_is_in_the_glossary() {
    for (written, told) in [
        ("Beware of kerberoasting.", "'kerberoasting' is not in the glossary"),
        ("Hypervisors take a minute.", "'Hypervisors' is not in the glossary"),
        (
            "Wait for living-off-the-land attacks.",
            "'living-off-the-land' is not in the glossary",
        ),
    ] {
        assert_told(GUIDANCE, "It takes a minute.", written, written, told);
    }
    // The good library explains this one.
    assert_eq!(
        faults_of(with(GUIDANCE, "It takes a minute.", "Mandate frauds take a minute.")),
        []
    );
}
