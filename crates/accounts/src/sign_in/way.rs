//! Ways in other than a password: a seam at which rooms add theirs.

use db::Tx;
use web::{Read, Result};

use crate::{
    paper_code, passkey, single_sign_on,
    ways_in::{self, Held},
};

/// Where a way is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// To whoever wants to sign in.
    SignIn,
    /// To somebody signed in who must prove once more who they are.
    Again,
    /// To somebody who has been invited and chooses how to sign in from now on.
    SettingUp,
    /// To somebody signed in who looks at their account.
    Account,
}

/// One way: words for a button or a link, and where it leads. The address is a page of the room that
/// offers it, and is given `next` where the person wants to go on afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What the button says, such as "Sign in with a passkey".
    pub label: String,
    /// Where it leads, such as "/sign-in/passkey".
    pub address: String,
    /// What it is, or for whom, in a line.
    pub about: Option<&'static str>,
    /// Whether few need it, and only when all else is down.
    pub is_rare: bool,
}

impl Way {
    /// A way of these words to this address.
    pub(crate) fn new(label: &str, address: &str) -> Self {
        Self {
            label: label.to_owned(),
            address: address.to_owned(),
            about: None,
            is_rare: false,
        }
    }

    /// What it is, or for whom, in a line.
    pub(crate) fn about(mut self, about: &'static str) -> Self {
        self.about = Some(about);
        self
    }

    /// Few need it, and only when all else is down.
    pub(crate) fn rare(mut self) -> Self {
        self.is_rare = true;
        self
    }
}

/// What rooms offer at `door`. A line a room. It asks the same of the database whoever asks; only whoever is signed
/// in already and proves who they are is offered no more than what they have.
pub(crate) async fn ways(tx: &mut Tx, door: Door, read: &Read) -> Result<Vec<Way>> {
    let held = match read.viewer.person.filter(|_| door == Door::Again) {
        Some(person) => Some(ways_in::held(tx, person).await?),
        None => None,
    };
    let has = |count: fn(&Held) -> i64| held.as_ref().is_none_or(|held| count(held) > 0);
    let ways = [
        passkey::ways(door).filter(|_| has(|held| held.passkeys)),
        single_sign_on::ways(tx, door)
            .await?
            .filter(|_| has(|held| held.work_accounts)),
        paper_code::ways(door, read),
    ];
    Ok(ways.into_iter().flatten().collect())
}
