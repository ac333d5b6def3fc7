//! What a code on paper is.

use data_encoding::Encoding;
use data_encoding::Specification;

use crate::secret::{self, NoRandomness};

/// How many codes are made at a time.
pub(super) const COUNT: u8 = 10;
/// How many random letters a code has, of five bits each.
const LETTERS: usize = 16;
/// Letters and digits that are not taken for one another.
const ALPHABET: &str = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// One code: its number, by which its hash is found, and its secret letters.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Code {
    /// From 1.
    pub(super) number: u8,
    letters: String,
}

impl Code {
    /// A new code.
    pub(super) fn new(number: u8) -> Result<Self, NoRandomness> {
        let letters = encoding().encode(&secret::random::<{ LETTERS * 5 / 8 }>()?);
        Ok(Self { number, letters })
    }

    /// The code that somebody typed, however they put it; `None` when it cannot be one of ours.
    pub(super) fn typed(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        let (number, letters) = plain.split_at_checked(2)?;
        let number: u8 = number.parse().ok()?;
        let letters = letters.to_ascii_uppercase();
        let is_ours = letters.len() == LETTERS && letters.chars().all(|letter| ALPHABET.contains(letter));
        (is_ours && (1..=COUNT).contains(&number)).then_some(Self { number, letters })
    }

    /// What is hashed of it.
    pub(super) fn letters(&self) -> &str {
        &self.letters
    }

    /// As it stands on paper: 03-K7QM-2PXD-9RTW-HB4C.
    pub(super) fn printed(&self) -> String {
        let groups: Vec<&str> = (0..LETTERS).step_by(4).map(|at| &self.letters[at..at + 4]).collect();
        format!("{:02}-{}", self.number, groups.join("-"))
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Code({})", self.number)
    }
}

fn encoding() -> Encoding {
    let mut specification = Specification::new();
    specification.symbols.push_str(ALPHABET);
    specification.encoding().expect("the alphabet has 32 letters")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_printed_and_as_people_type_it() {
        for number in 1..=COUNT {
            let code = Code::new(number).unwrap();
            let printed = code.printed();
            assert_eq!(printed.len(), 22, "{printed}");
            assert_eq!(Code::typed(&printed), Some(code.clone()));
            assert_eq!(Code::typed(&printed.to_lowercase().replace('-', " ")), Some(code));
        }
    }

    #[test]
    fn what_is_no_code_is_told_at_once() {
        for wrong in [
            "",
            "03",
            "00-AAAA-AAAA-AAAA-AAAA",
            "11-AAAA-AAAA-AAAA-AAAA",
            "03-AAAA-AAAA-AAAA-AAA",
            "03-AAAA-AAAA-AAAA-AAA0",
            "xx-AAAA-AAAA-AAAA-AAAA",
        ] {
            assert_eq!(Code::typed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn codes_differ_and_do_not_show_themselves() {
        let (one, other) = (Code::new(1).unwrap(), Code::new(1).unwrap());
        assert_ne!(one, other);
        assert!(!format!("{one:?}").contains(one.letters()));
    }
}
