use super::*;

#[test]
fn an_old_slug_is_nobody_elses() {
    assert_told(
        GUIDANCE,
        "stage = ",
        "formerly = [\"call-back\"]\nstage = ",
        "formerly",
        "is that of guidance/call-back.md",
    );
    assert_told(
        GUIDANCE,
        "stage = ",
        "formerly = [\"Ring back\"]\nstage = ",
        "formerly",
        "was never an address",
    );
    let old = "formerly = [\"ring-back\"]\n";
    let second = source_of(GUIDANCE)
        .replace("Call back first", "Two of you")
        .replace("stage", &format!("{old}stage"));
    let second = second.replace(
        "One call to a number you hold stops mandate fraud.",
        "A pair sees more.",
    );
    let second = second.replace(
        "Ring the number that you hold. It takes a minute.",
        "Let a pair look at each change before it goes.",
    );
    let files = and(
        with(GUIDANCE, "stage = ", &format!("{old}stage = ")),
        "guidance/two.md",
        second,
    );
    assert_only(
        files,
        "guidance/two.md",
        "formerly",
        "stands in guidance/call-back.md too",
    );
}

#[test]
fn two_items_do_not_claim_one_place() {
    let second = source_of("questions/is-it-real.md")
        .replace("Is this message real?", "Who pays?")
        .replace("Ask the sender by phone.", "The bank may.")
        .replace(
            "Ring the sender on a number from last year's letter.",
            "Your insurer can tell you more about that.",
        );
    assert_only(
        and(good(), "questions/who-pays.md", second),
        "questions/who-pays.md",
        "order",
        "as in questions/is-it-real.md",
    );
}
