use super::*;

#[test]
fn a_telephone_number_stands_with_its_contact_alone() {
    for number in ["0300 123 2040", "03001232040", "020 7946 0000"] {
        assert_told(
            GUIDANCE,
            "It takes a minute.",
            &format!("Ring {number} first."),
            number,
            &format!("the number {number} stands in the text"),
        );
    }
    for other in ["On 01 02 2026 it ended.", "Some 0 of 1,234,567,890.", "Ring 999."] {
        assert_eq!(faults_of(with(GUIDANCE, "It takes a minute.", other)), [], "{other}");
    }
}
