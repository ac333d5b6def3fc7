//! Forms: each field keeps what was typed and what is wrong with it.
//!
//! A form is a struct of [`Field`]s. A page shows it; a handler reads it, refuses what it must with
//! [`Field::refuse`], and shows the same page again with what was typed.
//!
//! ```
//! use ui::form::{Errors, Field};
//!
//! let mut email = Field::new("email", "not an address");
//! email.refuse("Enter an e-mail address in the right form, like name@example.gov.uk");
//! let errors = Errors::of([&email]);
//! assert_eq!(errors.len(), 1);
//! ```

/// One field of a form: its name, what was typed or chosen, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    name: String,
    values: Vec<String>,
    errors: Vec<String>,
}

impl Field {
    /// A field holding one value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            values: vec![value.into()],
            errors: Vec::new(),
        }
    }

    /// A field with nothing in it yet.
    pub fn empty(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// A field that may hold several values, such as checkboxes.
    pub fn many<V: Into<String>>(name: impl Into<String>, values: impl IntoIterator<Item = V>) -> Self {
        Self {
            name: name.into(),
            values: values.into_iter().map(Into::into).collect(),
            errors: Vec::new(),
        }
    }

    /// Says what is wrong, in words for the person who filled it in.
    pub fn refuse(&mut self, message: impl Into<String>) {
        self.errors.push(message.into());
    }

    /// The same field with something wrong with it.
    #[must_use]
    pub fn refused(mut self, message: impl Into<String>) -> Self {
        self.refuse(message);
        self
    }

    /// Forgets what was typed: a secret is never echoed.
    pub fn forget(&mut self) {
        self.values.clear();
    }

    /// Its name in the form, and the id of its first input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was typed, or nothing.
    pub fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// What was typed without the space round it.
    pub fn trimmed(&self) -> &str {
        self.value().trim()
    }

    /// Everything that was chosen.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// True when `value` is among what was chosen.
    pub fn holds(&self, value: &str) -> bool {
        self.values.iter().any(|chosen| chosen == value)
    }

    /// The first thing that is wrong.
    pub fn error(&self) -> Option<&str> {
        self.errors.first().map(String::as_str)
    }

    /// Everything that is wrong.
    pub fn errors(&self) -> &[String] {
        &self.errors
    }

    /// True when nothing is wrong.
    pub fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }
}

impl AsRef<Field> for Field {
    fn as_ref(&self) -> &Field {
        self
    }
}

/// Everything that is wrong with a form, in the order of its fields, for the summary at the top.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors {
    listed: Vec<(Option<String>, String)>,
}

impl Errors {
    /// What is wrong with `fields`, in the order given.
    pub fn of<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Self {
        let mut errors = Self::default();
        for field in fields {
            errors.add(field);
        }
        errors
    }

    /// Adds what is wrong with one more field.
    pub fn add(&mut self, field: &Field) {
        for message in field.errors() {
            self.listed.push((Some(field.name().to_owned()), message.clone()));
        }
    }

    /// Adds what is wrong with the form as a whole.
    pub fn refuse(&mut self, message: impl Into<String>) {
        self.listed.push((None, message.into()));
    }

    /// Each message with the id of its input, when it has one.
    pub fn list(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        self.listed
            .iter()
            .map(|(id, message)| (id.as_deref(), message.as_str()))
    }

    /// How many things are wrong.
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

impl AsRef<Errors> for Errors {
    fn as_ref(&self) -> &Errors {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_field_keeps_what_was_typed() {
        let field = Field::new("cost", "lots").refused("Enter a number, like 250");
        assert_eq!(field.value(), "lots");
        assert_eq!(field.error(), Some("Enter a number, like 250"));
    }

    #[test]
    fn errors_come_in_the_order_of_the_fields_and_name_their_inputs() {
        let (first, second) = (Field::empty("a").refused("A"), Field::empty("b").refused("B"));
        let mut errors = Errors::of([&first, &second]);
        errors.refuse("Whole");
        let listed: Vec<_> = errors.list().collect();
        assert_eq!(listed, [(Some("a"), "A"), (Some("b"), "B"), (None, "Whole")]);
    }

    #[test]
    fn a_secret_can_be_forgotten() {
        let mut field = Field::new("password", "hunter2");
        field.forget();
        assert_eq!(field.value(), "");
    }
}
