//! Signing in: proving who one is, by a password with a code from an app, or in another way.
//!
//! A password alone never signs in. Whoever has shown one is *half way*: their browser holds a token that
//! opens nothing but the page that asks for a code from their app. Only then does a session begin. Whoever
//! has no app yet is led to set one up first. Ways that rooms add (a passkey, single sign-on) stand beside
//! the password wherever it is asked for; see [`Way`].
//!
//! How attempts are limited is told in the room `attempt`.

pub(crate) mod again;
mod code;
mod first;
pub(crate) mod home;
mod invitation;
mod known_browser;
pub(crate) mod new_app;
pub(crate) mod new_password;
pub(crate) mod next;
mod out;
mod pages;
pub(crate) mod pending;
mod personal;
mod recovery;
pub(crate) mod recovery_codes;
mod set_up;
mod store;
mod way;

use web::{
    Access::{Anybody, SignedIn},
    Route, get, post,
};

pub use first::{first_link, has_administrator};
pub(crate) use home::at_home;
pub(crate) use known_browser::given as known_browser;
pub(crate) use next::{Next, with_next};
pub(crate) use pending::forget_old;
pub(crate) use personal::personal;
pub(crate) use way::ways;
pub use way::{Door, Way};

/// Everything a browser can ask of signing in.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/sign-in", Anybody, at_home(pages::show)),
        post("/sign-in", Anybody, pages::send),
        get("/sign-in/code", Anybody, code::show),
        post("/sign-in/code", Anybody, code::send),
        get("/sign-in/again", SignedIn, again::show),
        post("/sign-in/again", SignedIn, again::send),
        get("/sign-in/set-up", Anybody, set_up::show),
        get("/sign-in/password", Anybody, new_password::show),
        post("/sign-in/password", Anybody, new_password::send),
        get("/sign-in/app", Anybody, new_app::show),
        post("/sign-in/app", Anybody, new_app::send),
        get("/sign-in/invitation/{token}", Anybody, at_home(invitation::show)),
        post("/sign-in/invitation/{token}", Anybody, invitation::send),
        get("/sign-in/recovery", Anybody, at_home(recovery::show)),
        post("/sign-in/recovery", Anybody, recovery::send),
        get("/sign-in/recovery/{token}", Anybody, at_home(recovery::open)),
        post("/sign-in/recovery/{token}", Anybody, recovery::take),
        post("/sign-out", Anybody, out::send),
    ]
}
