//! Checkpoints: signed marks on the chain.
//!
//! Once a day the newest link is signed. So whoever cuts off the end of the trail, or makes all of it anew,
//! must also have the hub's key. When the oldest entries are removed, the last of them stays as a
//! checkpoint that says how many went, and the chain goes on from there.
//!
//! A checkpoint is signed with Ed25519 over a text of four lines ([`Checkpoint::text`]), so that somebody
//! outside can check it with any tool that knows Ed25519 and the hub's public key.

use data_encoding::{BASE64, HEXLOWER};
use db::Time;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use super::model::Hash;
use crate::sealed::Sealer;

/// What begins an Ed25519 public key in DER, before its 32 bytes (RFC 8410, section 4).
const DER_PREFIX: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// One signed mark.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Checkpoint {
    /// The number of the entry that it marks.
    pub number: i64,
    /// The hash of that entry.
    pub hash: Hash,
    /// When it was signed.
    pub at: Time,
    /// How many entries were removed, up to and with this one; 0 while they all stand.
    pub removed: i64,
    /// The signature over [`Checkpoint::text`].
    pub signature: Vec<u8>,
}

impl Checkpoint {
    /// What is signed.
    pub fn text(&self) -> String {
        format!(
            "watchward audit checkpoint\nentry {} has the hash {}\nsigned at {}\nremoved up to it: {}\n",
            self.number,
            HEXLOWER.encode(&self.hash),
            self.at,
            self.removed,
        )
    }

    /// Its signature, in hexadecimal digits.
    pub fn signature(&self) -> String {
        HEXLOWER.encode(&self.signature)
    }
}

/// What signs checkpoints: a key derived from the hub's own.
#[derive(Debug)]
pub struct Signer(Ed25519KeyPair);

/// What checks them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(Vec<u8>);

impl Signer {
    /// The signer of the hub whose secrets `sealer` seals.
    pub fn of(sealer: &Sealer) -> Self {
        let seed = sealer.derive("audit checkpoint");
        Self(Ed25519KeyPair::from_seed_unchecked(&seed).expect("a seed of Ed25519 is any 32 bytes"))
    }

    /// The key that checks what this one signs.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(self.0.public_key().as_ref().to_vec())
    }

    /// A checkpoint with its signature.
    pub(super) fn sign(&self, number: i64, hash: Hash, removed: i64, at: Time) -> Checkpoint {
        let mut checkpoint = Checkpoint {
            number,
            hash,
            at,
            removed,
            signature: Vec::new(),
        };
        checkpoint.signature = self.0.sign(checkpoint.text().as_bytes()).as_ref().to_vec();
        checkpoint
    }
}

impl PublicKey {
    /// Whether a checkpoint was signed by the key that belongs to this one, and not changed since.
    pub fn has_signed(&self, checkpoint: &Checkpoint) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, &self.0);
        key.verify(checkpoint.text().as_bytes(), &checkpoint.signature).is_ok()
    }

    /// In the form that other tools read (PEM, RFC 8410).
    pub fn pem(&self) -> String {
        let der = [DER_PREFIX.as_slice(), &self.0].concat();
        format!(
            "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
            BASE64.encode(&der)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(byte: u8) -> Signer {
        Signer::of(&Sealer::new([byte; 32]))
    }

    fn checkpoint() -> Checkpoint {
        let at = "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        signer(7).sign(12, vec![1; 32], 0, at)
    }

    #[test]
    fn a_checkpoint_is_what_was_signed_and_by_whom() {
        let (key, other) = (signer(7).public_key(), signer(8).public_key());
        assert!(key.has_signed(&checkpoint()));
        assert!(!other.has_signed(&checkpoint()));
        let changed: [fn(&mut Checkpoint); 4] = [
            |it| it.number += 1,
            |it| it.hash[0] ^= 1,
            |it| it.at = it.at.plus_seconds(1),
            |it| it.removed = 12,
        ];
        for change in changed {
            let mut checkpoint = checkpoint();
            change(&mut checkpoint);
            assert!(!key.has_signed(&checkpoint), "{checkpoint:?}");
        }
    }

    #[test]
    fn the_public_key_is_in_the_form_of_others() {
        let pem = signer(7).public_key().pem();
        assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"), "{pem}");
    }
}
