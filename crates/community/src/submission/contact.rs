//! Who sends it, for those who want an answer.

use ui::form::Field;
use web::Form;

use super::{
    model::Submission,
    words::{check_email, limit_line, line},
};

/// The two fields in which a reader may say who they are.
#[derive(Debug)]
pub(super) struct Contact {
    pub(super) name: Field,
    pub(super) email: Field,
}

impl Contact {
    pub(super) fn blank() -> Self {
        Self {
            name: Field::empty("name"),
            email: Field::empty("email"),
        }
    }

    pub(super) fn filled(form: &Form) -> Self {
        let mut contact = Self {
            name: Field::new("name", form.field("name")),
            email: Field::new("email", form.field("email")),
        };
        limit_line(&mut contact.name);
        limit_line(&mut contact.email);
        check_email(&mut contact.email);
        contact
    }

    /// `submission` with its sender.
    pub(super) fn of(&self, submission: Submission) -> Submission {
        Submission {
            contact_name: line(self.name.value()),
            contact_email: line(self.email.value()),
            ..submission
        }
    }
}
