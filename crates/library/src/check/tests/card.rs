use super::*;

#[test]
fn a_card_has_three_to_ten_steps_for_every_reader() {
    let step = "[[steps]]\ndo = \"Change the password.\"\nnations = [\"england\"]\n";
    assert_told(CARD, step, "", "[[steps]]", "2 steps for finance in England");
    let more = "[[steps]]\ndo = \"Wait.\"\n\n".repeat(8) + step;
    assert_told(CARD, step, &more, "[[steps]]", "11 steps for every reader");
}

#[test]
fn a_card_says_whom_to_ring_and_fits_a_sheet() {
    assert_told(
        CARD,
        "contact = \"our-bank\"\n",
        "",
        "[[ring]]",
        "neither `contact` nor `fact`",
    );
    assert_told(
        CARD,
        "contact = \"our-bank\"\n",
        "contact = \"our-bank\"\nfact = \"siro\"\n",
        "[[ring]]",
        "both",
    );
    let long = "Say it again. ".repeat(200);
    assert_told(CARD, "By voice.", &long, "[[steps]]", "one sheet holds 2600");
}
