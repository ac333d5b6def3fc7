//! The one door through which messages leave.

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{Address, BadSetting, Error, Message, folder, smtp};

/// Sends messages, each from the same address.
#[derive(Debug, Clone)]
pub struct Mailer {
    from: Address,
    transport: Transport,
}

#[derive(Clone)]
enum Transport {
    Smtp(Box<smtp::Server>),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<Message>>>),
}

impl Mailer {
    /// A mailer for `setting`: `smtp://user:password@host:587`, `smtps://…` or `folder:PATH`.
    ///
    /// Nothing is sent to another machine without TLS, unless the address ends in `?tls=none`. With
    /// `?ca=FILE` the certificates in that file are believed besides the machine's own.
    ///
    /// # Errors
    /// When the setting is not understood, or asks for what is not safe.
    pub fn open(setting: &str, from: Address) -> Result<Self, BadSetting> {
        let transport = match setting.strip_prefix("folder:") {
            Some("") => return Err(BadSetting::Unknown),
            Some(path) => Transport::Folder(path.into()),
            None => Transport::Smtp(Box::new(smtp::server(setting)?)),
        };
        Ok(Self { from, transport })
    }

    /// A mailer that only remembers, for tests.
    pub fn memory(from: Address) -> Self {
        Self {
            from,
            transport: Transport::Memory(Arc::default()),
        }
    }

    /// Sends `message`.
    ///
    /// # Errors
    /// When nobody took it; [`Error::is_temporary`] says whether somebody may, later.
    pub async fn send(&self, message: &Message) -> Result<(), Error> {
        let composed = message.composed(&self.from)?;
        match &self.transport {
            Transport::Smtp(server) => server.send(composed).await?,
            Transport::Folder(path) => folder::write(path, &composed.formatted()).await?,
            Transport::Memory(sent) => sent
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(message.clone()),
        }
        Ok(())
    }

    /// What a mailer that only remembers was given; nothing for any other.
    pub fn sent(&self) -> Vec<Message> {
        match &self.transport {
            Transport::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Transport::Smtp(_) | Transport::Folder(_) => Vec::new(),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(server) => write!(formatter, "Smtp({})", server.host),
            Self::Folder(path) => write!(formatter, "Folder({})", path.display()),
            Self::Memory(_) => formatter.write_str("Memory"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from() -> Address {
        "Northvale hub <hub@northvale.gov.uk>".parse().unwrap()
    }

    fn message() -> Message {
        let to = "editors@northvale.gov.uk".parse().unwrap();
        Message {
            to,
            reply_to: None,
            subject: "Feedback".into(),
            text: "Thank you.\n".into(),
        }
    }

    #[tokio::test]
    async fn a_mailer_for_tests_remembers_what_it_was_given() {
        let mailer = Mailer::memory(from());
        mailer.clone().send(&message()).await.unwrap();
        assert_eq!(mailer.sent(), [message()]);
    }

    #[tokio::test]
    async fn a_folder_gets_a_file_a_message_and_none_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/when/needed");
        let mailer = Mailer::open(&format!("folder:{}", path.display()), from()).unwrap();
        mailer.send(&message()).await.unwrap();
        mailer.send(&message()).await.unwrap();
        let first = std::fs::read_to_string(path.join("000001.eml")).unwrap();
        assert!(
            first.contains("To: editors@northvale.gov.uk\r\n") && first.contains("Thank you."),
            "{first}"
        );
        assert!(path.join("000002.eml").exists());
    }

    #[test]
    fn a_password_is_shown_nowhere() {
        let secrets = ["smtp://ada:s3cret@mail.example:587", "smtps://ada:s3cret@mail.example"];
        for setting in secrets {
            let shown = format!("{:?}", Mailer::open(setting, from()).unwrap());
            assert!(shown.contains("mail.example") && !shown.contains("s3cret"), "{shown}");
        }
        let refused = [
            "smtp://ada:s3cret@mail.example?tls=none",
            "smtp://ada:s3cret@mail.example?tls=maybe",
            "smtp://ada:s3cret@mail.example?ca=/nowhere.pem",
            "imap://ada:s3cret@mail.example",
            "smtp://ada:s3cret@mail.example:none",
        ];
        for setting in refused {
            let error = Mailer::open(setting, from()).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("s3cret"), "{shown}");
        }
    }
}
