//! Codes on paper: how an administrator comes in when single sign-on is down.
//!
//! Ten codes are made at a time, shown once on a page made to be printed, and each lets its owner in once.
//! Only a hash of each is kept. Whoever comes in so is written down, and the other administrators get a mail.

mod make;
mod model;
mod personal;
mod sign_in;
pub mod store;
mod tell_administrators;

use jobs::Work;
use web::{
    Access::{AnyAdministrator, Anybody},
    Read, Route, Shared, get, post,
};

use crate::sign_in::{Door, Way, at_home};

pub(crate) use personal::personal;
pub use tell_administrators::TellAdministrator;

/// Everything a browser can ask of codes on paper.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/account/paper-codes", AnyAdministrator, make::ask).sensitive(),
        post("/account/paper-codes", AnyAdministrator, make::make).sensitive(),
        get("/sign-in/paper", Anybody, at_home(sign_in::ask)),
        post("/sign-in/paper", Anybody, sign_in::sign_in),
    ]
}

/// What is done later.
pub(crate) fn jobs() -> Vec<Work<Shared>> {
    vec![Work::on(tell_administrators::run)]
}

/// What this room offers at a door.
pub(crate) fn ways(door: Door, read: &Read) -> Option<Way> {
    match door {
        Door::SignIn => Some(
            Way::new("Use a code on paper", "/sign-in/paper")
                .about("for administrators, when nothing else works")
                .rare(),
        ),
        Door::Account if AnyAdministrator.allows(&read.viewer) => {
            Some(Way::new("Your codes on paper", "/account/paper-codes"))
        }
        Door::Again | Door::SettingUp | Door::Account => None,
    }
}
