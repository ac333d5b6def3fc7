//! Secrets that must be read again, such as the key of somebody's code app: sealed in the database under a
//! key that is not in it, so that an archive or a stolen disk of the database tells none of them.

use std::{io, path::Path};

use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey},
    hmac,
};

use crate::secret;

/// What seals and opens. Every process of one hub has the same key.
#[derive(Clone)]
pub struct Sealer {
    key: [u8; 32],
}

/// A sealed secret that does not open: it was changed, or sealed under another key or for another use.
#[derive(Debug, thiserror::Error)]
#[error("a sealed secret does not open: the hub's key is not the one that sealed it")]
pub struct DoesNotOpen;

const NONCE: usize = 12;

impl Sealer {
    /// A sealer of this key.
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// The sealer of the key in `file`, which is made when it is not there, for its owner's eyes alone.
    ///
    /// # Errors
    /// When the file cannot be read or made, or is not a key.
    pub fn of_file(file: &Path) -> io::Result<Self> {
        match std::fs::read(file) {
            Ok(bytes) => match data_encoding::HEXLOWER.decode(bytes.trim_ascii()) {
                Ok(key) if key.len() == 32 => Ok(Self::new(std::array::from_fn(|at| key[at]))),
                _ => Err(io::Error::other("it is not a key of 64 hexadecimal digits")),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(file),
            Err(error) => Err(error),
        }
    }

    fn make(file: &Path) -> io::Result<Self> {
        use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
        let key = secret::random::<32>().map_err(io::Error::other)?;
        let mut open = std::fs::OpenOptions::new();
        let mut made = open.write(true).create_new(true).mode(0o600).open(file)?;
        made.write_all(data_encoding::HEXLOWER.encode(&key).as_bytes())?;
        made.sync_all()?;
        Ok(Self::new(key))
    }

    /// Seals `plain` for one use, such as "totp".
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn seal(&self, usage: &str, plain: &[u8]) -> Result<Vec<u8>, secret::NoRandomness> {
        let nonce = secret::random::<NONCE>()?;
        let mut sealed = plain.to_vec();
        self.key_for(usage)
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(usage.as_bytes()),
                &mut sealed,
            )
            .map_err(|_| secret::NoRandomness)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for the same use.
    ///
    /// # Errors
    /// When it was changed, or sealed under another key or for another use.
    pub fn open(&self, usage: &str, sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(DoesNotOpen)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| DoesNotOpen)?;
        let mut plain = sealed.to_vec();
        let length = self
            .key_for(usage)
            .open_in_place(nonce, Aad::from(usage.as_bytes()), &mut plain)
            .map_err(|_| DoesNotOpen)?
            .len();
        plain.truncate(length);
        Ok(plain)
    }

    fn key_for(&self, usage: &str) -> LessSafeKey {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &self.derive(usage));
        LessSafeKey::new(key.expect("the cipher takes 32 bytes"))
    }

    /// 32 bytes derived from the key for one use: HMAC with SHA-256, as the one-block case of HKDF-Expand
    /// (RFC 5869, section 2.3).
    pub fn derive(&self, usage: &str) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &self.key));
        context.update(usage.as_bytes());
        context.update(&[1]);
        let tag = context.sign();
        std::array::from_fn(|at| tag.as_ref()[at])
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Sealer(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_for_its_use_and_under_its_key_alone() {
        let sealer = Sealer::new([7; 32]);
        let sealed = sealer.seal("totp", b"secret").unwrap();
        assert_eq!(sealer.open("totp", &sealed).unwrap(), b"secret");
        assert!(sealer.open("other", &sealed).is_err());
        assert!(Sealer::new([8; 32]).open("totp", &sealed).is_err());
        let mut changed = sealed.clone();
        changed[NONCE] ^= 1;
        assert!(sealer.open("totp", &changed).is_err());
        assert!(sealer.open("totp", b"short").is_err());
        assert_ne!(sealer.seal("totp", b"secret").unwrap(), sealed);
    }

    #[test]
    fn a_key_is_made_once_and_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret.key");
        let first = Sealer::of_file(&file).unwrap();
        assert_eq!(Sealer::of_file(&file).unwrap().key, first.key);
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::write(&file, "nonsense").unwrap();
        assert!(Sealer::of_file(&file).is_err());
    }
}
