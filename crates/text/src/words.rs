//! Small changes to words, so that parts make a sentence.

use std::fmt;

/// The words with a capital first letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// The words with a small first letter, unless they begin with an abbreviation.
pub fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), words.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().collect::<String>() + letters.as_str()
        }
        _ => words.to_owned(),
    }
}

/// "1 person", "2 people": so many, with the word for one or for more.
pub fn counted<N: fmt::Display + Copy + TryInto<i64>>(count: N, one: &str, many: &str) -> String {
    let is_one = count.try_into().is_ok_and(|count: i64| count == 1);
    format!("{count} {}", if is_one { one } else { many })
}

/// "a", "a and b", "a, b and c".
pub fn join(words: &[impl AsRef<str>]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A name as it is compared: without regard to case, spaces and punctuation, and "&" as people say it.
pub fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace('&', " and ").replace(['\'', '’', '.'], "");
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_keeps_its_capitals() {
        assert_eq!(lower_first("IT help"), "IT help");
        assert_eq!(lower_first("Finance"), "finance");
        assert_eq!(lower_first("Élan"), "élan");
        assert_eq!((lower_first(""), capital("")), (String::new(), String::new()));
        assert_eq!(capital("élan"), "Élan");
    }

    #[test]
    fn names_that_people_take_for_one_are_folded_to_one() {
        for name in [
            "Telford & Wrekin Council",
            "telford  AND wrekin council",
            "Telford&Wrekin Council.",
        ] {
            assert_eq!(folded(name), "telford and wrekin council", "{name}");
        }
        assert_ne!(folded("Bristol"), folded("Bristol City"));
    }

    #[test]
    fn one_is_not_said_in_the_plural() {
        let said = [0, 1, 2].map(|count| counted(count, "person", "people"));
        assert_eq!(said, ["0 people", "1 person", "2 people"]);
        assert_eq!(counted(1_usize, "day", "days"), "1 day");
    }

    #[test]
    fn several_words_are_joined_as_people_say_them() {
        assert_eq!(join(&[""; 0]), "");
        assert_eq!(join(&["a"]), "a");
        assert_eq!(join(&["a", "b", "c"]), "a, b and c");
    }
}
