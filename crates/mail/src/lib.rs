//! Messages out: SMTP, a folder, or memory.
//!
//! A [`Mailer`] is opened once from a setting and sends [`Message`]s of plain text. Line breaks in a
//! subject or a name become spaces, so nobody can add a header. A failure says whether trying
//! [again later](Error::is_temporary) may help. Passwords are in no error and in no debug text.

mod address;
mod error;
mod folder;
mod mailer;
mod message;
mod smtp;

pub use address::{Address, NotAnAddress};
pub use error::{BadSetting, Error};
pub use mailer::Mailer;
pub use message::Message;
