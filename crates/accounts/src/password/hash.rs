//! Hashing passwords, at the same cost whether or not there is one to compare with.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use tokio::sync::Semaphore;
use web::{Error, Result};

/// Memory in KiB, passes and lanes: the second of the equal choices that OWASP's password storage cheat
/// sheet gives for argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// How many hashes are made at once: each takes 19 MiB.
const AT_ONCE: usize = 4;
/// The hash that is compared with when there is no password: of nothing that anybody can type.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What hashes passwords. Clones share one set of seats.
#[derive(Clone)]
pub struct Passwords {
    cost: Params,
    seats: Arc<Semaphore>,
    compared: Arc<AtomicU64>,
}

/// Whether what was typed is the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matches {
    /// It is not, or there is none.
    No,
    /// It is.
    Yes,
    /// It is, and the hash was made at another cost than today's: it is time for a new one.
    YesAtOldCost,
}

impl Default for Passwords {
    fn default() -> Self {
        let (memory, passes, lanes) = COST;
        Self::at_cost(Params::new(memory, passes, lanes, None).expect("the cost is within argon2's bounds"))
    }
}

impl Passwords {
    fn at_cost(cost: Params) -> Self {
        Self {
            cost,
            seats: Arc::new(Semaphore::new(AT_ONCE)),
            compared: Arc::default(),
        }
    }

    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.cost.clone())
    }

    /// The hash of a new password, as a PHC string with a salt of its own.
    ///
    /// # Errors
    /// When the system has no memory or randomness to give.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let (argon2, password) = (self.argon2(), password.to_owned());
        self.in_a_seat(move || {
            let hash = argon2.hash_password(password.as_bytes()).map_err(Error::failed)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether `password` is the one that `hash` was made of. Without a hash it is not, and finding that
    /// out costs the same.
    ///
    /// # Errors
    /// When the hash cannot be read.
    pub async fn matches(&self, password: &str, hash: Option<String>) -> Result<Matches> {
        let compared = Arc::clone(&self.compared);
        let (argon2, password, cost) = (self.argon2(), password.to_owned(), self.cost.clone());
        self.in_a_seat(move || {
            let is_somebodys = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
            let hash = PasswordHash::new(&hash).map_err(Error::failed)?;
            let is_it = argon2.verify_password(password.as_bytes(), &hash).is_ok();
            compared.fetch_add(1, Ordering::Relaxed);
            let hashed_at = Params::try_from(&hash).map_err(Error::failed)?;
            let is_same_cost = (hashed_at.m_cost(), hashed_at.t_cost(), hashed_at.p_cost())
                == (cost.m_cost(), cost.t_cost(), cost.p_cost());
            Ok(match (is_it && is_somebodys, is_same_cost) {
                (false, _) => Matches::No,
                (true, true) => Matches::Yes,
                (true, false) => Matches::YesAtOldCost,
            })
        })
        .await
    }

    /// How often something was compared, for tests and for those who count.
    pub fn compared(&self) -> u64 {
        self.compared.load(Ordering::Relaxed)
    }

    async fn in_a_seat<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let _seat = self.seats.acquire().await.map_err(Error::failed)?;
        tokio::task::spawn_blocking(work).await.map_err(Error::failed)?
    }
}

impl std::fmt::Debug for Passwords {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Passwords({:?})", self.cost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &str = "eleven blue herons";

    #[tokio::test]
    async fn a_password_matches_its_hash_and_no_other_does() {
        let passwords = Passwords::default();
        let hash = passwords.hash(PASSWORD).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(passwords.hash(PASSWORD).await.unwrap(), hash);
        let matches = passwords.matches(PASSWORD, Some(hash.clone())).await.unwrap();
        assert_eq!(matches, Matches::Yes);
        assert_eq!(
            passwords.matches("eleven blue heron", Some(hash)).await.unwrap(),
            Matches::No
        );
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_is_known_as_one() {
        let cheap = Passwords::at_cost(Params::new(1024, 1, 1, None).unwrap());
        let hash = cheap.hash(PASSWORD).await.unwrap();
        let matches = Passwords::default().matches(PASSWORD, Some(hash)).await.unwrap();
        assert_eq!(matches, Matches::YesAtOldCost);
    }

    #[tokio::test]
    async fn where_there_is_no_password_nothing_matches_at_the_same_cost() {
        let passwords = Passwords::default();
        assert_eq!(passwords.matches("", None).await.unwrap(), Matches::No);
        let nobodys = Params::try_from(&PasswordHash::new(NOBODYS).unwrap()).unwrap();
        assert_eq!((nobodys.m_cost(), nobodys.t_cost(), nobodys.p_cost()), COST);
    }
}
