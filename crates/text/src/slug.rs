//! Slugs: the last part of an address, in lower case words joined by hyphens.

/// Whether `candidate` may be a slug: `a-z`, `0-9` and single hyphens between them, 80 bytes at most.
pub fn is_slug(candidate: &str) -> bool {
    !candidate.is_empty()
        && candidate.len() <= 80
        && candidate.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The slug of a heading: letters and digits kept in lower case, all else a hyphen.
pub fn of(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for letter in words.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if letter != '\'' && letter != '’' && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(80);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_words_and_single_hyphens() {
        for good in ["payroll", "the-72-hours", "a"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "a b",
            "../etc",
            "é",
            "a/b",
            &"a".repeat(81),
        ] {
            assert!(!is_slug(bad), "{bad}");
        }
    }

    #[test]
    fn a_heading_becomes_a_slug() {
        assert_eq!(of("What stops it, by group"), "what-stops-it-by-group");
        assert_eq!(of("  Who's on call? "), "whos-on-call");
        assert_eq!(of("???"), "");
    }
}
