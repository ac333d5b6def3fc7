//! What may be a password.

use zxcvbn::{Score, zxcvbn};

/// The fewest characters of a password.
pub const LEAST: usize = 12;
/// The most characters.
const MOST: usize = 200;

/// Why a password was not taken, in words for whoever chose it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPassword {
    /// Nothing was typed.
    #[error("Enter a new password")]
    Nothing,
    /// Too few characters.
    #[error(
        "Choose a password of at least {LEAST} characters. Three or four words that have nothing to do with one another are easy to remember"
    )]
    Short,
    /// Too many characters.
    #[error("Choose a password of at most {MOST} characters")]
    Long,
    /// Like the person's name or address, or the hub's name.
    #[error("Choose a password that has nothing to do with your name, your e-mail address or the name of this hub")]
    AboutYou,
    /// Often used, or easily guessed.
    #[error(
        "Choose another password: this one is easy to guess. Three or four words that have nothing to do with one another are not"
    )]
    EasyToGuess,
}

/// Whether `password` may be the password of a person about whom others know `known`: their name, their
/// address, the hub's name.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn judged(password: &str, known: &[&str]) -> Result<(), NotAPassword> {
    match password.chars().count() {
        0 => return Err(NotAPassword::Nothing),
        few if few < LEAST => return Err(NotAPassword::Short),
        many if many > MOST => return Err(NotAPassword::Long),
        _ => {}
    }
    let folded = folded(password);
    let parts: Vec<String> = known.iter().flat_map(|text| parts(text)).collect();
    let rest = parts
        .iter()
        .fold(folded.clone(), |rest, part| rest.replace(part.as_str(), ""));
    // What is left when all that others know is taken away must still be worth something.
    if rest.len() < folded.len() && rest.chars().count() < LEAST / 2 {
        return Err(NotAPassword::AboutYou);
    }
    let inputs: Vec<&str> = parts.iter().map(String::as_str).collect();
    if zxcvbn(password, &inputs).score() < Score::Three {
        return Err(NotAPassword::EasyToGuess);
    }
    Ok(())
}

/// The words in a name or an address that are long enough to matter, and all of it as one word.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .map(folded)
        .chain([folded(text)])
        .filter(|part| part.chars().count() > 2)
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.dedup();
    parts
}

/// Letters and digits alone, without regard to case.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 3] = ["Ada Archer", "ada.archer@northvale.gov.uk", "Watchward"];

    #[test]
    fn a_few_words_are_a_password_and_so_is_any_mix_that_nobody_guesses() {
        for password in [
            "eleven blue herons walk",
            "kx7#Wq!9zLm2",
            "pâté d'été à Évreux",
            "Ada knows eleven herons",
        ] {
            assert_eq!(judged(password, &KNOWN), Ok(()), "{password}");
        }
    }

    #[test]
    fn what_is_short_or_often_used_is_refused() {
        assert_eq!(judged("", &KNOWN), Err(NotAPassword::Nothing));
        assert_eq!(judged("kx7#Wq!9zLm", &KNOWN), Err(NotAPassword::Short));
        assert_eq!(judged(&"kx7#".repeat(51), &KNOWN), Err(NotAPassword::Long));
        for password in [
            "passwordpassword",
            "qwertyuiop123",
            "aaaaaaaaaaaaaaaa",
            "123456789012",
            "Password1234!",
        ] {
            assert_eq!(judged(password, &KNOWN), Err(NotAPassword::EasyToGuess), "{password}");
        }
    }

    #[test]
    fn what_others_know_of_somebody_is_no_password() {
        for password in [
            "ada.archer@northvale.gov.uk",
            "AdaArcher2026",
            "Watchward2026!",
            "northvale-archer1",
        ] {
            assert_eq!(judged(password, &KNOWN), Err(NotAPassword::AboutYou), "{password}");
        }
    }
}
