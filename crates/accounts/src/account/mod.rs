//! One's own account: name, how one signs in, the browsers in which one is, the organisations one belongs to.

mod code_app;
mod name;
mod organisation;
mod pages;
mod password;
mod recovery_codes;
mod sessions;

use web::{Access::SignedIn, Route, get, post};

/// Everything a browser can ask of one's own account.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/account", SignedIn, pages::show),
        get("/account/name", SignedIn, name::show),
        post("/account/name", SignedIn, name::send),
        get("/account/password", SignedIn, password::show).sensitive(),
        post("/account/password", SignedIn, password::send).sensitive(),
        get("/account/code-app", SignedIn, code_app::show).sensitive(),
        post("/account/code-app", SignedIn, code_app::send).sensitive(),
        get("/account/recovery-codes", SignedIn, recovery_codes::show).sensitive(),
        post("/account/recovery-codes", SignedIn, recovery_codes::send).sensitive(),
        post("/account/sessions/others/end", SignedIn, sessions::end_others),
        post("/account/sessions/{session}/end", SignedIn, sessions::end),
        post("/account/organisation", SignedIn, organisation::send),
    ]
}
