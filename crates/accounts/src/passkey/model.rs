//! What a passkey is.

use db::Time;
use ui::form::Field;
use web::PersonId;

db::id!(
    /// One passkey.
    PasskeyId
);

/// The most passkeys that one person may have.
pub(super) const MOST: usize = 20;
/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// One passkey of one person.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Passkey {
    /// Its identifier.
    pub id: PasskeyId,
    /// Whose it is.
    pub person_id: PersonId,
    /// What its owner calls it.
    pub name: String,
    /// What is known of the key, as JSON. Nothing in it is secret.
    pub credential: String,
    /// When it was added.
    pub added_at: Time,
    /// When somebody last signed in with it.
    pub used_at: Option<Time>,
}

/// Why no passkey was added, in words for the person who tried.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotAdded {
    #[error("You have {MOST} passkeys, which is the most you can have. Remove one first")]
    TooMany,
    #[error("Your browser did not make a passkey. Try again, or use another browser or device")]
    NotMade,
    #[error("What your device sent could not be used. Try again, or use another device")]
    NotSound,
    #[error("That took too long, or it was sent twice. Try again")]
    TooLate,
    #[error("This passkey is here already")]
    Already,
}

/// Why nobody was signed in. One sentence for every reason: it tells a stranger nothing.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotSignedIn {
    #[error("That passkey could not be used here. Try again, or sign in another way")]
    NotKnown,
    #[error("{0} asks its people to use single sign-on")]
    SingleSignOnOnly(String),
}

/// The name that somebody typed, with what is wrong with it.
pub(super) fn name_field(typed: &str) -> Field {
    let mut field = Field::new("name", typed);
    if typed.is_empty() {
        field.refuse("Give the passkey a name, such as the name of the device");
    } else if typed.chars().count() > LONGEST_NAME {
        field.refuse(format!("The name must be {LONGEST_NAME} characters or fewer"));
    } else if typed.chars().any(char::is_control) {
        field.refuse("The name must be one line");
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_needs_a_short_name_of_one_line() {
        assert!(name_field("My phone").is_fine());
        for wrong in ["", "a\nb", &"x".repeat(61)] {
            assert!(!name_field(wrong).is_fine(), "{wrong:?}");
        }
    }
}
