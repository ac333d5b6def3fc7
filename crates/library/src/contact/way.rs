//! Ways to reach a contact that are no telephone number.

use super::Contact;
use crate::item_page;

/// A way to reach somebody, in words that can be copied from paper by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    /// What stands before it: "Text".
    pub(crate) before: &'static str,
    /// The address, as it is written by hand.
    pub(crate) words: String,
    /// Where it leads.
    pub(crate) href: Option<String>,
}

impl Way {
    /// Every way that the contact has beside its number.
    pub(crate) fn all(contact: &Contact) -> Vec<Self> {
        let text = contact.text_number.as_ref().map(|number| Self {
            before: "Text ",
            words: number.clone(),
            href: Some(format!("sms:{number}")),
        });
        let email = contact.email.as_ref().map(|email| Self {
            before: "",
            words: email.clone(),
            href: Some(format!("mailto:{email}")),
        });
        let form = contact.form.as_ref();
        let words = contact.how.clone().or_else(|| form.map(|form| by_hand(form)));
        let online = words.map(|words| Self {
            before: "",
            words,
            href: form.filter(|form| text::markdown::is_safe_address(form)).cloned(),
        });
        [text, email, online].into_iter().flatten().collect()
    }
}

/// An address short enough to be copied from paper by hand: the host, and the path when it is short.
fn by_hand(address: &str) -> String {
    const SHORT: usize = 16;
    let host = item_page::host(address);
    let path = url::Url::parse(address).map(|url| url.path().trim_end_matches('/').to_owned());
    match path {
        Ok(path) if path.len() <= SHORT => host + &path,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_short_enough_to_be_copied_from_paper() {
        for (address, written) in [
            ("https://report.ncsc.gov.uk", "report.ncsc.gov.uk"),
            ("https://www.dsptoolkit.nhs.uk/Help", "dsptoolkit.nhs.uk/Help"),
            (
                "https://ico.org.uk/for-organisations/report-a-breach/personal-data-breach/",
                "ico.org.uk",
            ),
        ] {
            assert_eq!(by_hand(address), written);
        }
    }
}
