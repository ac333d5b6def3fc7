//! Groups of people: where a question names one.
//!
//! "What should the chief executive say to the press" is about the press. Whom a question is about or asked
//! by says little of what it asks, so those words count for less than the others; so do those that name a
//! nation, which `nation` weighs apart.

use std::ops::Range;
use std::sync::LazyLock;

use crate::words;

/// The words of the name of a group or a nation count so much, beside those of the subject.
pub(crate) const COUNTS: f32 = 0.3;

/// How people name a group. What a group works with is not here: that is a subject.
const NAMES: [&str; 27] = [
    "chief executive",
    "chief exec",
    "chief officer",
    "director",
    "finance director",
    "senior manager",
    "senior leader",
    "head of service",
    "monitoring officer",
    "section 151 officer",
    "social worker",
    "social care",
    "social care team",
    "care manager",
    "finance",
    "finance team",
    "finance officer",
    "hr",
    "hr team",
    "human resources",
    "payroll team",
    "procurement",
    "procurement team",
    "contract manager",
    "returning officer",
    "elections team",
    "councillor",
];

/// The stems of each name, the longest first.
static STEMS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let mut names: Vec<_> = NAMES.into_iter().map(words::stems).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
});

/// Where these words name groups.
pub(crate) fn named(stems: &[String]) -> Vec<Range<usize>> {
    let mut named = Vec::new();
    let mut from = 0;
    while from < stems.len() {
        let name = STEMS.iter().find(|name| stems[from..].starts_with(name));
        named.extend(name.map(|name| from..from + name.len()));
        from += name.map_or(1, Vec::len);
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_named_by_its_longest_name() {
        let places = |text: &str| named(&words::stems(text));
        assert_eq!(places("what should the chief executive say").first(), Some(&(3..5)));
        assert_eq!(places("HR or the finance director?"), [0..1, 3..5]);
        assert!(places("who is paid when payroll is down").is_empty());
    }
}
