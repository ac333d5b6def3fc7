//! Recovery codes: for whoever has lost the phone with the app.

use data_encoding::Encoding;
use ring::hmac;
use web::Result;

use crate::{sealed::Sealer, secret};

/// How many somebody gets.
const COUNT: usize = 8;
/// Letters and digits that nobody takes for one another, 32 of them.
const LETTERS: &str = "abcdefghjkmnpqrstuvwxyz023456789";

/// A code of ten letters and digits: 50 random bits.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct RecoveryCode(String);

impl RecoveryCode {
    /// A new set.
    pub(crate) fn set() -> Result<Vec<Self>> {
        (0..COUNT).map(|_| Self::new()).collect()
    }

    fn new() -> Result<Self> {
        let encoded = encoding().encode(&secret::random::<7>()?);
        Ok(Self(encoded.chars().take(10).collect()))
    }

    /// What somebody typed, as a code: without regard to case, spaces and hyphens; nothing when it is none.
    pub(crate) fn typed(text: &str) -> Option<Self> {
        let letters: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .flat_map(char::to_lowercase)
            .collect();
        let is_one = letters.len() == 10 && letters.chars().all(|letter| LETTERS.contains(letter));
        is_one.then_some(Self(letters))
    }

    /// As it is written down: two groups of five.
    pub(crate) fn in_words(&self) -> String {
        format!("{}-{}", &self.0[..5], &self.0[5..])
    }
}

/// What is kept of a code: a digest under the hub's key, since 50 bits alone could be tried out by whoever
/// holds the database.
pub(crate) fn digest(code: &RecoveryCode, sealer: &Sealer) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &sealer.derive("recovery-code"));
    hmac::sign(&key, code.0.as_bytes()).as_ref().to_vec()
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RecoveryCode(…)")
    }
}

fn encoding() -> Encoding {
    let mut specification = data_encoding::Specification::new();
    specification.symbols.push_str(LETTERS);
    specification.encoding().expect("32 letters, each once")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_written_down_and_as_people_type_it() {
        for code in RecoveryCode::set().unwrap() {
            let written = code.in_words();
            assert_eq!(RecoveryCode::typed(&written), Some(code.clone()));
            assert_eq!(
                RecoveryCode::typed(&written.to_uppercase().replace('-', " ")),
                Some(code)
            );
        }
        assert!(RecoveryCode::typed("123456").is_none() && RecoveryCode::typed("abcde-fghi!").is_none());
    }

    #[test]
    fn a_digest_needs_the_hubs_key() {
        let code = RecoveryCode::new().unwrap();
        let one = digest(&code, &Sealer::new([7; 32]));
        assert_ne!(one, digest(&code, &Sealer::new([8; 32])));
        assert!(!format!("{code:?}").contains(&code.in_words()));
    }
}
