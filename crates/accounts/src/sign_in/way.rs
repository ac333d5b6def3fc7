//! Ways in other than a password: a seam at which rooms add theirs.

use db::Tx;
use web::{Read, Result};

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
}

/// What rooms offer at `door`. A line a room. It asks the same of the database whoever asks.
pub(crate) async fn ways(_tx: &mut Tx, _door: Door, _read: &Read) -> Result<Vec<Way>> {
    let ways = Vec::new();
    Ok(ways)
}
