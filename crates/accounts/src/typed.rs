//! What people type into the forms of this feature, and what is wrong with it.

use ui::form::Field;
use web::{Form, Tlp};

/// The most that one line may have, in characters.
pub(crate) const LONGEST_LINE: usize = 200;

/// One line as it was typed: white space folded, control characters gone.
pub(crate) fn line(form: &Form, name: &str) -> Field {
    let typed: String = form
        .field(name)
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let mut field = Field::new(name, typed.split_whitespace().collect::<Vec<_>>().join(" "));
    if field.value().chars().count() > LONGEST_LINE {
        field.refuse(format!("Use {LONGEST_LINE} characters or fewer"));
    }
    field
}

/// Refuses a field with nothing in it.
pub(crate) fn require(field: &mut Field, words: &str) {
    if field.value().is_empty() {
        field.refuse(words);
    }
}

/// The labels that a fact can have, and what each permits, for the people of an organisation.
pub(crate) const LABELS: [(Tlp, &str); 4] = [
    (
        Tlp::Clear,
        "Everybody may see it: it stands in pages that are read at your organisation",
    ),
    (
        Tlp::Green,
        "Your members see it in pages. They may pass it on to other councils, and not to the public",
    ),
    (
        Tlp::Amber,
        "Your members see it in pages. They may pass it on to those you work for who need to know",
    ),
    (
        Tlp::AmberStrict,
        "Your members see it in pages. They may not pass it on to anybody else",
    ),
];

/// The label that was chosen, if it is one that a fact can have.
pub(crate) fn label_of(word: &str) -> Option<Tlp> {
    LABELS.iter().map(|(tlp, _)| *tlp).find(|tlp| tlp.as_str() == word)
}

/// A label as it stands beside what it is about.
pub(crate) fn label_words(tlp: &str) -> String {
    format!("TLP:{tlp}")
}

/// A value with its label beside it.
pub(crate) fn with_label(value: &str, tlp: &str) -> ui::Markup {
    ui::Markup::trusted(format!("{} {}", ui::Markup::text(value), ui::Sharing::of(tlp)))
}
