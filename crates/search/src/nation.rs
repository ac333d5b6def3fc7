//! Nations: which of them a question names, and what that makes of a document.

use std::ops::Range;
use std::sync::LazyLock;

use crate::words;

/// What holds just where a question asks is what it asks for.
const THERE: f32 = 0.7;
/// What holds only in other nations than those that a question names is hardly meant.
const ELSEWHERE: f32 = -2.0;
/// What holds in one of the smaller nations alone is seldom meant when none is named.
const SMALL: f32 = -0.6;

/// How people name a nation, beside its key.
const NAMES: [(&str, &[&str]); 4] = [
    ("england", &["england"]),
    ("scotland", &["scotland", "scottish"]),
    ("wales", &["wales", "welsh"]),
    (
        "northern-ireland",
        &["northern ireland", "northern irish", "ni", "belfast"],
    ),
];

/// The stems of each name.
static STEMS: LazyLock<Vec<(&'static str, Vec<String>)>> = LazyLock::new(|| {
    let names = NAMES
        .into_iter()
        .flat_map(|(nation, names)| names.iter().map(move |name| (nation, words::stems(name))));
    names.collect()
});

/// The nations that these words name, each with where.
pub(crate) fn named(stems: &[String]) -> Vec<(&'static str, Range<usize>)> {
    let places = |name: &'static [String]| {
        let words = stems.windows(name.len()).enumerate();
        words
            .filter(move |(_, words)| *words == name)
            .map(move |(from, _)| from..from + name.len())
    };
    let named = STEMS
        .iter()
        .flat_map(|(nation, name)| places(name).map(move |words| (*nation, words)));
    named.collect()
}

/// How much likelier it is that a document is meant, which holds in these nations (all, when there are none),
/// when those are named or chosen.
pub(crate) fn worth(holds: &[String], named: &[&str]) -> f32 {
    match holds {
        [] => 0.0,
        holds if holds.iter().all(|nation| named.contains(&nation.as_str())) => THERE,
        holds if holds.iter().any(|nation| named.contains(&nation.as_str())) => 0.0,
        _ if !named.is_empty() => ELSEWHERE,
        [only] if only != "england" => SMALL,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named_in(text: &str) -> Vec<&'static str> {
        named(&words::stems(text))
            .into_iter()
            .map(|(nation, _)| nation)
            .collect()
    }

    #[test]
    fn a_question_names_nations_by_their_names() {
        assert_eq!(named_in("who do I ring in Wales"), ["wales"]);
        assert_eq!(named_in("the Northern Ireland police"), ["northern-ireland"]);
        assert_eq!(named_in("Scottish and Welsh elections"), ["scotland", "wales"]);
        assert!(named_in("northern powerhouse, in plain English").is_empty());
    }

    #[test]
    fn what_holds_elsewhere_is_worth_less() {
        let holds = |nations: &[&str]| nations.iter().map(|&nation| nation.to_owned()).collect::<Vec<_>>();
        let scotland = holds(&["scotland"]);
        assert!(worth(&scotland, &["wales"]) < worth(&scotland, &[]));
        assert!(worth(&scotland, &[]) < worth(&[], &["scotland"]));
        assert!(worth(&[], &["scotland"]) < worth(&scotland, &["scotland"]));
        assert!(worth(&holds(&["england"]), &[]).abs() < f32::EPSILON);
    }
}
