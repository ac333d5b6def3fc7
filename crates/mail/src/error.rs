//! Why a message was not sent, and why a setting is not one.

use lettre::transport::smtp;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a message was not sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The mail server could not be reached, or asked us to come back.
    #[error("the mail server did not take the message for now{}", code(*.status))]
    Later {
        /// The server's answer in three digits, if it gave one.
        status: Option<u16>,
        /// What happened.
        #[source]
        cause: Cause,
    },
    /// The mail server said no, and will say no again.
    #[error("the mail server refused the message{}", code(*.status))]
    Refused {
        /// The server's answer in three digits, if it gave one.
        status: Option<u16>,
        /// What happened.
        #[source]
        cause: Cause,
    },
    /// The message cannot be put into the form in which messages travel.
    #[error("the message could not be composed")]
    Message(#[source] Cause),
    /// The folder did not take it.
    #[error("the message could not be written to the folder")]
    Folder(#[from] std::io::Error),
}

fn code(status: Option<u16>) -> String {
    status.map_or_else(String::new, |status| format!(" ({status})"))
}

impl Error {
    /// Whether trying again later, with the same settings, may work.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Later { .. } | Self::Folder(_))
    }
}

impl From<smtp::Error> for Error {
    fn from(error: smtp::Error) -> Self {
        let status = error.status().map(u16::from);
        // `client` is how the library says that the server lacks what we insist on, such as STARTTLS.
        let is_final = error.is_permanent() || error.is_client();
        let cause = Box::new(error);
        if is_final {
            Self::Refused { status, cause }
        } else {
            Self::Later { status, cause }
        }
    }
}

/// Why a setting does not say where mail goes. The setting itself is not repeated: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum BadSetting {
    /// It begins with nothing that we know.
    #[error("the mail setting is not understood: use smtp://user:password@host:587, smtps://… or folder:PATH")]
    Unknown,
    /// Something after the question mark is not known.
    #[error("the mail setting has an option that is not known: use tls=none, tls=required or ca=FILE")]
    Option,
    /// A password would cross the network in the clear.
    #[error("the mail setting has a password and tls=none: a password is sent only over TLS, or to this machine")]
    PasswordInTheClear,
    /// The certificates of `ca` could not be read.
    #[error("the certificates at {path} could not be read")]
    Authority {
        /// The file.
        path: String,
        /// What happened.
        #[source]
        cause: Cause,
    },
    /// TLS could not be set up.
    #[error("the mail setting could not be used")]
    Smtp(#[source] Cause),
}
