//! Passkeys: keys on people's devices, each with a name that its owner gave it.
//!
//! A passkey is enough by itself to sign in: the device makes sure that it is its owner who uses it. Passkeys
//! here are *discoverable*, so nobody is asked for an address first, and no answer tells whether an account
//! exists. The hub is a *relying party*: it is known to devices by its host name, which must not change.

mod add;
mod list;
mod model;
mod personal;
mod relying_party;
mod remove;
mod set_up;
mod sign_in;
pub mod store;

use web::{
    Access::{Anybody, SignedIn},
    Route, get, post,
};

pub use model::{Passkey, PasskeyId};
pub(crate) use personal::personal;

use crate::sign_in::{Door, Way, at_home};

/// Everything a browser can ask of passkeys.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/account/passkeys", SignedIn, list::show).sensitive(),
        post("/account/passkeys", SignedIn, add::add).sensitive(),
        post("/account/passkeys/challenge", SignedIn, add::challenge).sensitive(),
        get("/account/passkeys/{passkey}/removal", SignedIn, remove::ask).sensitive(),
        post("/account/passkeys/{passkey}/removal", SignedIn, remove::remove).sensitive(),
        get("/sign-in/passkey", Anybody, at_home(sign_in::show)),
        post("/sign-in/passkey", Anybody, sign_in::sign_in),
        post("/sign-in/passkey/challenge", Anybody, sign_in::challenge),
        get("/sign-in/set-up/passkey", Anybody, set_up::show),
        post("/sign-in/set-up/passkey", Anybody, set_up::add),
        post("/sign-in/set-up/passkey/challenge", Anybody, set_up::challenge),
    ]
}

/// What this room offers at a door.
pub(crate) fn ways(door: Door) -> Option<Way> {
    let (label, address) = match door {
        Door::SignIn => ("Sign in with a passkey", "/sign-in/passkey"),
        Door::Again => ("Use your passkey", "/sign-in/passkey"),
        Door::SettingUp => ("A passkey", "/sign-in/set-up/passkey"),
        Door::Account => ("Your passkeys", "/account/passkeys"),
    };
    Some(Way::new(label, address).about(
        "Your phone or computer lets you in by its screen lock or PIN. There is nothing to remember, and nothing for a \
         false page to steal.",
    ))
}
