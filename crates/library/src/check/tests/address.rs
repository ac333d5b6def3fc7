use super::*;

#[test]
fn an_address_that_cannot_be_right_is_told() {
    for (address, what) in [
        ("ftp://www.example.org/", "neither http nor https"),
        ("www.example.org", "is not an address"),
        ("https://localhost/", "has no dot"),
        ("https://127.0.0.1/", "no host with a name"),
        ("https://www.example.org/a b", "a space"),
        ("https://lb2.local.gov.uk/x", "a copy or a trial site"),
        ("https://hub.azurewebsites.net/", "a copy or a trial site"),
        ("https://staging.example.org/", "a copy or a trial site"),
    ] {
        assert_told(PAYROLL, "https://www.gov.uk/running-payroll", address, "address", what);
        assert_told(OFFER, "https://www.example.org/grant", address, "address", what);
        assert_told(BANK, "https://www.example.org/bank", address, "form", what);
    }
    assert_told(
        EVENT,
        "banner = true",
        "register_at = \"http://dev.example.org\"",
        "register_at",
        "trial site",
    );
    assert_told(
        GUIDANCE,
        "that you hold.",
        "that you hold. See [this](https://demo.example.org).",
        "demo.",
        "trial site",
    );
}
