//! Single sign-on: people come in by the identity provider of their organisation, by OpenID Connect.
//!
//! A browser *leaves* for the provider and *arrives* back with a code, which the hub exchanges for an ID
//! token. Who somebody is there, the *identity*, is the issuer and its subject, bound to one person here.
//! An e-mail address alone binds nobody: it must be verified, and of a domain that the organisation has
//! verified. It binds nobody either to an account that another subject of that issuer is bound to: a mailbox is
//! handed on, an account is not. Roles that the provider gives are given and taken away at each arrival; roles given by hand
//! are left alone.

mod arrive;
mod enter;
mod fetch;
mod find;
mod guard;
mod leave;
mod link;
mod model;
mod personal;
mod protocol;
mod store;
mod trial;

use axum::response::Response;
use db::Tx;
use web::{
    Access::{Administrator, Anybody, SignedIn},
    PersonId, Read, Result, Route, get, post,
};

use crate::{
    identity_provider,
    sign_in::{Door, Way, at_home},
};

pub(crate) use personal::personal;
pub use store::required_by;
pub(crate) use store::unlink_all;

use model::{Purpose, Refusal};

/// Everything a browser can ask of single sign-on.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/sign-in/single", Anybody, at_home(find::ask)),
        post("/sign-in/single", Anybody, find::find),
        get("/sign-in/single/callback", Anybody, arrive::arrive),
        get("/sign-in/single/{organisation}", Anybody, at_home(leave::leave)),
        get(
            "/organisation/sign-in/provider/{provider}/trial",
            Administrator,
            trial::begin,
        )
        .sensitive(),
        get("/account/single-sign-on", SignedIn, link::show).sensitive(),
        get("/account/single-sign-on/{provider}", SignedIn, link::begin).sensitive(),
        get("/account/single-sign-on/removal", SignedIn, link::ask_removal).sensitive(),
        post("/account/single-sign-on/removal", SignedIn, link::remove).sensitive(),
    ]
}

/// The page for somebody who may come by single sign-on only, and comes another way. `None` when they may.
pub(crate) async fn only_way(tx: &mut Tx, read: &Read, person: PersonId) -> Result<Option<Response>> {
    match required_by(tx, person).await? {
        Some(organisation) => {
            let refusal = Refusal::OnlyWay(organisation);
            arrive::refused(read, None, Purpose::SignIn, &refusal).map(Some)
        }
        None => Ok(None),
    }
}

/// What this room offers at a door: to sign in, only where some organisation has set that up.
pub(crate) async fn ways(tx: &mut Tx, door: Door) -> Result<Option<Way>> {
    if door != Door::Account && !identity_provider::store::is_any_offered(tx).await? {
        return Ok(None);
    }
    let (label, address) = match door {
        Door::SignIn => ("Sign in with your work account", "/sign-in/single"),
        Door::Again => ("Use your work account", "/sign-in/single"),
        Door::SettingUp => ("Your work account", "/sign-in/single"),
        Door::Account => ("Your work accounts", "/account/single-sign-on"),
    };
    Ok(Some(Way::new(label, address).about(
        "You sign in as you do at work, where your organisation has set that up here.",
    )))
}
