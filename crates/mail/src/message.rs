//! One message of plain text.

use lettre::message::{
    MessageBuilder,
    header::{ContentType, HeaderName, HeaderValue},
};

use crate::{Address, Error};

/// A message of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Whom it is for.
    pub to: Address,
    /// Whom an answer goes to, when that is not the sender.
    pub reply_to: Option<Address>,
    /// What it is about, in a line.
    pub subject: String,
    /// What it says.
    pub text: String,
}

impl Message {
    /// The message in the form in which it travels.
    pub(crate) fn composed(&self, from: &Address) -> Result<lettre::Message, Error> {
        // Asks machines not to answer: RFC 3834, section 5.
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".into(),
        );
        let mut builder = MessageBuilder::new()
            .from(from.0.clone())
            .to(self.to.0.clone())
            .subject(one_line(&self.subject))
            .raw_header(automatic)
            .header(ContentType::TEXT_PLAIN);
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.0.clone());
        }
        builder
            .body(self.text.clone())
            .map_err(|cause| Error::Message(Box::new(cause)))
    }
}

/// `text` as one line: what would end a line, or steer a terminal, becomes a space.
pub(crate) fn one_line(text: &str) -> String {
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    text.split(|letter| breaks(letter) || letter == ' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(subject: &str, text: &str) -> Message {
        let reply_to = "sam@example.org"
            .parse::<Address>()
            .unwrap()
            .named("Sam\r\nBcc: c@example.org");
        let to = "editors@northvale.gov.uk".parse().unwrap();
        Message {
            to,
            reply_to: Some(reply_to),
            subject: subject.into(),
            text: text.into(),
        }
    }

    fn wire(message: &Message) -> String {
        let from = "hub@northvale.gov.uk".parse().unwrap();
        String::from_utf8(message.composed(&from).unwrap().formatted()).unwrap()
    }

    #[test]
    fn nobody_can_add_a_header() {
        for end in ["\r\n", "\n", "\r", "\u{2028}", "\u{85}", "\0"] {
            let sent = wire(&message(&format!("Hello{end}Bcc: b@example.org{end}{end}body"), "text"));
            let (head, _) = sent.split_once("\r\n\r\n").unwrap();
            let names: Vec<&str> = head
                .lines()
                .filter(|line| !line.starts_with(' '))
                .filter_map(|line| line.split_once(':').map(|(name, _)| name))
                .collect();
            assert!(!names.contains(&"Bcc"), "{head}");
            assert_eq!(names.iter().filter(|name| **name == "Subject").count(), 1, "{head}");
        }
    }

    #[test]
    fn machines_are_asked_not_to_answer() {
        assert!(wire(&message("Hello", "text")).contains("Auto-Submitted: auto-generated\r\n"));
    }

    #[test]
    fn every_line_of_the_text_ends_as_the_wire_wants_it() {
        let sent = wire(&message("Hello", "one\ntwo\r\n.\r\nthree £"));
        assert!(!sent.replace("\r\n", "").contains(['\r', '\n']), "{sent}");
    }
}
