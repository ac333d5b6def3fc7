use super::*;

#[test]
fn the_number_of_a_contact_can_be_rung() {
    let number = source_of(BANK)
        .lines()
        .find_map(|line| line.strip_prefix("number = ").map(str::to_owned))
        .unwrap();
    for bad in ["\"ring us\"", "\"0300 123 2040 and press 2\"", "\"\"", "\"99\""] {
        assert_told(BANK, &number, bad, "number = ", "is not a number that can be rung");
    }
    for good in ["\"999\"", "\"+44 20 7946 0000\"", "\"(020) 7946-0000\""] {
        assert_eq!(faults_of(with(BANK, &number, good)), [], "{good}");
    }
}

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
