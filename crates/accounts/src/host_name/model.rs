//! What a name of a machine or a domain is.

/// Why what was typed is no such name.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("Enter a name such as northvale.gov.uk, without https:// and without anything after it")]
pub(crate) struct NotAName;

/// A name as it is compared: lower case, without a dot at its end. It has letters, digits, hyphens and at
/// least one dot (RFC 1123, section 2.1), and does not end in a number, as an address would.
pub(crate) fn name_of(typed: &str) -> Result<String, NotAName> {
    let name = typed.trim().trim_end_matches('.').to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let ends_in_letters = name
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()));
    if name.len() <= 253 && name.contains('.') && name.split('.').all(is_label) && ends_in_letters {
        Ok(name)
    } else {
        Err(NotAName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_without_regard_to_case() {
        assert_eq!(name_of(" Hub.Northvale.gov.uk. ").unwrap(), "hub.northvale.gov.uk");
        for wrong in [
            "",
            "northvale",
            "https://northvale.gov.uk",
            "northvale.gov.uk/x",
            "a@northvale.gov.uk",
            "-a.uk",
            "a..uk",
            "127.0.0.1",
            "a_b.uk",
        ] {
            assert_eq!(name_of(wrong), Err(NotAName), "{wrong}");
        }
    }
}
