use super::*;

#[test]
fn items_that_say_the_same_are_told() {
    let again = source_of(GUIDANCE)
        .replace("Call back first", "Ring back")
        .replace("A clerk", "The clerk");
    let files = and(good(), "guidance/ring-back.md", again);
    assert_only(
        files,
        "guidance/ring-back.md",
        "Ring the number",
        "100% of its words stand in guidance/call-back.md too",
    );
}

#[test]
fn of_several_that_say_the_same_each_is_told_once() {
    let mut files = good();
    for name in ["b", "c", "d", "e"] {
        let again = source_of(GUIDANCE).replace("Call back first", name);
        files = and(files, &format!("guidance/zz-{name}.md"), again);
    }
    let faults = faults_of(files);
    let told: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    let each = ["b", "c", "d", "e"].map(|name| format!("guidance/zz-{name}.md"));
    assert_eq!(told, each, "{faults:#?}");
    assert!(
        faults.iter().all(|fault| fault.what.contains(GUIDANCE)),
        "each is told of the first: {faults:#?}"
    );
}

#[test]
fn two_titles_of_one_kind_are_not_equal() {
    let again = source_of(GUIDANCE)
        .replace("Call back first", "Call  back, First!")
        .replace(
            "One call to a number you hold stops mandate fraud.",
            "Look at each new payee.",
        )
        .replace(
            "Ring the number that you hold. It takes a minute.",
            "A pair sees more than one.",
        );
    assert_only(
        and(good(), "guidance/zz.md", again),
        "guidance/zz.md",
        "title",
        "the same title as guidance/call-back.md",
    );
}

#[test]
fn two_words_of_the_glossary_share_no_name() {
    assert_told(
        TERM,
        "[\"MFX\"]",
        "[\"MFX\", \"MFX\"]",
        "also_known_as",
        "'MFX' stands twice",
    );
    assert_eq!(
        faults_of(with(TERM, "[\"MFX\"]", "[\"MFX\", \"mandate-fraud\"]")),
        [],
        "it is found as it is written"
    );
    let other = source_of(TERM)
        .replace("title = \"Mandate fraud\"", "title = \"Invoice fraud\"")
        .replace(
            "When money is sent to a thief by a false change of details.",
            "When a false bill is paid.",
        )
        .replace(
            "Somebody sends false bank details in the name of a firm.",
            "The bill looks like last month's.",
        );
    let files = and(good(), "glossary/zz.md", other);
    assert_only(
        files,
        "glossary/zz.md",
        "also_known_as",
        "'MFX' is a name of glossary/mandate-fraud.md too",
    );
}
