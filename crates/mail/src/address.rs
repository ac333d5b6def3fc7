//! Whom a message is for, or from.

use std::{fmt, str::FromStr};

use lettre::message::Mailbox;

use crate::message::one_line;

/// The address of a mailbox, with or without a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(pub(crate) Mailbox);

/// A text that is not an address.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address: write it like name@example.gov.uk")]
pub struct NotAnAddress;

impl Address {
    /// The same mailbox under another name.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let name = one_line(name);
        Self(Mailbox::new((!name.is_empty()).then_some(name), self.0.email))
    }

    /// The address alone, without a name.
    pub fn email(&self) -> &str {
        self.0.email.as_ref()
    }

    /// What stands after the @.
    pub fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

impl FromStr for Address {
    type Err = NotAnAddress;

    /// Reads `name@example.gov.uk` or `A name <name@example.gov.uk>`.
    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        if text.contains(char::is_control) {
            return Err(NotAnAddress);
        }
        text.trim().parse().map(Self).map_err(|_| NotAnAddress)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_with_and_without_a_name() {
        let address: Address = "Northvale hub <hub@northvale.gov.uk>".parse().unwrap();
        assert_eq!(
            (address.email(), address.domain()),
            ("hub@northvale.gov.uk", "northvale.gov.uk")
        );
        assert_eq!(
            "sam@example.org".parse::<Address>().unwrap().to_string(),
            "sam@example.org"
        );
    }

    #[test]
    fn what_is_not_an_address_is_refused_and_not_repeated() {
        for text in [
            "",
            "sam",
            "sam@",
            "@example.org",
            "a b@example.org",
            "a@example.org\r\nBcc: b@example.org",
        ] {
            let error = text.parse::<Address>().unwrap_err();
            assert!(!error.to_string().contains("Bcc"), "{text}");
        }
    }

    #[test]
    fn a_name_with_line_breaks_becomes_one_line() {
        let address = "sam@example.org"
            .parse::<Address>()
            .unwrap()
            .named("Sam\r\nBcc: all@example.org\u{2028}x");
        assert_eq!(address.0.name.as_deref(), Some("Sam Bcc: all@example.org x"));
    }
}
