//! The key that an app and the hub share, and the codes that it makes.

use data_encoding::BASE32_NOPAD;
use db::Time;
use qrcode::{QrCode, render::svg};
use totp_rs::{Builder, Totp};
use web::{Error, PersonId, Result};

use crate::{sealed::Sealer, secret};

/// A key of 160 bits, as RFC 4226 recommends.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key([u8; 20]);

impl Key {
    /// A new one.
    pub(crate) fn new() -> Result<Self> {
        Ok(Self(secret::random()?))
    }

    /// The key, sealed for its person: nobody can have somebody else's taken for their own.
    pub(crate) fn sealed(&self, sealer: &Sealer, person: PersonId) -> Result<Vec<u8>> {
        Ok(sealer.seal(&usage(person), &self.0)?)
    }

    /// The key that was sealed for this person.
    pub(crate) fn opened(sealed: &[u8], sealer: &Sealer, person: PersonId) -> Result<Self> {
        let bytes = sealer.open(&usage(person), sealed).map_err(Error::failed)?;
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| Error::failed("a key of a code app is not 20 bytes long"))
    }

    /// The key as people type it: letters and digits in groups of four.
    pub(crate) fn in_words(&self) -> String {
        let text = BASE32_NOPAD.encode(&self.0);
        let groups: Vec<&str> = (0..text.len())
            .step_by(4)
            .filter_map(|at| text.get(at..at + 4))
            .collect();
        groups.join(" ")
    }

    /// The step of `code`, when it is a code of this key at `now`, the one before or the one after.
    pub(crate) fn step_of(&self, code: &str, now: Time) -> Result<Option<i64>> {
        let seconds = u64::try_from(now.timestamp().as_second()).unwrap_or_default();
        let step = self.totp("", "")?.check(code, seconds);
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }

    /// The key that somebody types into an app.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn typed(words: &str) -> Option<Self> {
        let bytes = BASE32_NOPAD.decode(words.replace(' ', "").as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The code that an app shows at `now`.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn code(&self, now: Time) -> String {
        let seconds = u64::try_from(now.timestamp().as_second()).unwrap_or_default();
        self.totp("", "")
            .map(|totp| totp.generate(seconds).to_string())
            .unwrap_or_default()
    }

    /// The address that opens an app with the key, on the phone that has the app.
    pub(crate) fn address(&self, hub: &str, email: &str) -> Result<String> {
        self.totp(hub, email)?.to_url().map_err(Error::failed)
    }

    /// A picture that an app reads the key from: SVG, black on white.
    pub(crate) fn picture(&self, hub: &str, email: &str) -> Result<String> {
        let address = self.address(hub, email)?;
        let code = QrCode::new(address).map_err(Error::failed)?;
        let svg = code.render::<svg::Color>().min_dimensions(200, 200).build();
        // Inside a page there is no place for the line that begins a file.
        let start = svg.find("<svg").unwrap_or_default();
        Ok(svg[start..].replacen("<svg ", "<svg role=\"img\" aria-label=\"QR code for your app\" ", 1))
    }

    fn totp(&self, hub: &str, email: &str) -> Result<Totp> {
        let plain = |text: &str| text.replace(':', " ");
        Builder::new()
            .with_secret(self.0.to_vec())
            .with_issuer((!hub.is_empty()).then(|| plain(hub)))
            .with_account_name(plain(email))
            .build()
            .map_err(Error::failed)
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key(…)")
    }
}

fn usage(person: PersonId) -> String {
    format!("code-app:{person}")
}

/// What was typed as a code of six digits, without the spaces that apps show; nothing when it is none.
pub(crate) fn digits_of(typed: &str) -> Option<String> {
    let digits: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Time {
        Time::from(jiff::Timestamp::UNIX_EPOCH).plus_seconds(seconds)
    }

    /// RFC 6238, appendix B: the key "12345678901234567890"; the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let key = Key(*b"12345678901234567890");
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(key.step_of(code, at(seconds)).unwrap(), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_for_a_step_before_and_after_its_own() {
        let key = Key(*b"12345678901234567890");
        for (seconds, is_good) in [(29, true), (0, true), (59, true), (89, true), (90, false)] {
            assert_eq!(
                key.step_of("287082", at(seconds)).unwrap().is_some(),
                is_good,
                "{seconds}"
            );
        }
        assert_eq!(key.step_of("287083", at(59)).unwrap(), None);
    }

    #[test]
    fn a_key_opens_for_its_person_alone() {
        let (sealer, key, person) = (Sealer::new([7; 32]), Key::new().unwrap(), PersonId::new());
        let sealed = key.sealed(&sealer, person).unwrap();
        assert_eq!(Key::opened(&sealed, &sealer, person).unwrap(), key);
        assert!(Key::opened(&sealed, &sealer, PersonId::new()).is_err());
        assert!(!format!("{key:?}").contains(&key.in_words()));
    }

    #[test]
    fn the_picture_has_no_style_and_no_beginning_of_a_file() {
        let picture = Key::new().unwrap().picture("Our: hub", "sam@example.org").unwrap();
        assert!(picture.starts_with("<svg ") && !picture.contains("style="), "{picture}");
    }

    #[test]
    fn what_is_typed_with_a_space_is_a_code() {
        assert_eq!(digits_of(" 287 082 ").as_deref(), Some("287082"));
        assert!(digits_of("28708").is_none() && digits_of("287o82").is_none() && digits_of("").is_none());
    }
}
