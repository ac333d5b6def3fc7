//! Identity providers: where an organisation's people sign in, by OpenID Connect.
//!
//! A provider is *offered* once an administrator came through it as it stands: whoever changes its issuer or
//! its client tries it again. A *value* is one word of the claim that carries roles or groups, and each makes
//! somebody one role. The client's secret goes to the issuer that it was typed for, and to no other. An organisation may say that its members come by *single sign-on only*.

pub(crate) mod edit;
mod form;
pub(crate) mod issuer;
mod list;
mod model;
mod remove;
mod rule;
pub mod store;

use web::{Access::Administrator, Route, get, post};

pub use model::{IdentityProvider, IdentityProviderId, RoleValue};
pub(crate) use model::{SEALED_FOR, role_of};

/// Everything a browser can ask of identity providers.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/organisation/sign-in", Administrator, list::show).sensitive(),
        get("/organisation/sign-in/rule", Administrator, rule::ask).sensitive(),
        post("/organisation/sign-in/rule", Administrator, rule::save).sensitive(),
        get("/organisation/sign-in/provider", Administrator, edit::new).sensitive(),
        post("/organisation/sign-in/provider", Administrator, edit::add).sensitive(),
        get("/organisation/sign-in/provider/{provider}", Administrator, edit::show).sensitive(),
        post("/organisation/sign-in/provider/{provider}", Administrator, edit::save).sensitive(),
        get(
            "/organisation/sign-in/provider/{provider}/removal",
            Administrator,
            remove::ask,
        )
        .sensitive(),
        post(
            "/organisation/sign-in/provider/{provider}/removal",
            Administrator,
            remove::remove,
        )
        .sensitive(),
    ]
}
