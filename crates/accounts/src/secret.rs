//! Secrets: made here, shown once, kept only as digests.

use data_encoding::BASE64URL_NOPAD;
use ring::{
    digest::{SHA256, digest},
    rand::{SecureRandom as _, SystemRandom},
};

/// The system has no randomness to give, so no secret can be made.
#[derive(Debug, thiserror::Error)]
#[error("the system has no randomness to give")]
pub struct NoRandomness;

/// A secret that a browser or a letter carries: 256 random bits. It never shows itself in debug text.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn new() -> Result<Self, NoRandomness> {
        Ok(Self(BASE64URL_NOPAD.encode(&random::<32>()?)))
    }

    /// The one that these bytes make, such as those derived from the hub's key.
    pub(crate) fn of(bytes: [u8; 32]) -> Self {
        Self(BASE64URL_NOPAD.encode(&bytes))
    }

    /// One that somebody shows; `None` when it cannot be one of ours.
    pub fn shown(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The secret itself, for the one who is to hold it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn digest(&self) -> Vec<u8> {
        digest(&SHA256, self.0.as_bytes()).as_ref().to_vec()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// Random bytes.
///
/// # Errors
/// When the system has none to give.
pub fn random<const COUNT: usize>() -> Result<[u8; COUNT], NoRandomness> {
    let mut bytes = [0; COUNT];
    SystemRandom::new().fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

impl From<NoRandomness> for web::Error {
    fn from(error: NoRandomness) -> Self {
        Self::failed(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_new_each_time_and_known_by_its_digest() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert_ne!(one, other);
        assert_eq!(Token::shown(one.reveal()).unwrap().digest(), one.digest());
        assert!(Token::shown("short").is_none() && Token::shown("").is_none());
    }

    #[test]
    fn a_token_does_not_show_itself() {
        let token = Token::new().unwrap();
        assert!(!format!("{token:?}").contains(token.reveal()));
    }
}
