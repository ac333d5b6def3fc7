//! People and organisations: who may see what, and who did what.
//!
//! A *person* can sign in. An *organisation* is a council or another body; a person belongs to it by a
//! *membership*, which has a role. A *session* is a browser in which a person is signed in. The *audit
//! trail* says who did what to what, when and from where. What a role may do is decided in `web::Access`,
//! and nowhere else.
//!
//! Every change writes its line of the audit trail in its own transaction, so both happen or neither does.

mod account;
mod around;
mod attempt;
pub mod audit;
mod code_app;
pub mod controller;
mod cookie;
pub mod directory;
mod doorkeeper;
pub mod email_domain;
mod form;
pub mod host_name;
mod link;
mod listing;
pub mod local_fact;
pub mod membership;
mod merge;
pub mod organisation;
pub mod password;
pub mod person;
#[cfg(test)]
mod sample;
pub mod sealed;
pub mod secret;
pub mod session;
mod settings;
pub mod sign_in;
#[cfg(feature = "testing")]
pub mod testing;
mod typed;

use db::{Time, Tx};
use jobs::Work;
use web::Feature;

pub use doorkeeper::AccountsDoorkeeper;
pub use settings::Settings;

/// What this feature hands to the roof.
pub fn feature() -> Feature {
    let routes = [
        sign_in::routes(),
        account::routes(),
        membership::routes(),
        person::routes(),
        organisation::routes(),
        host_name::routes(),
        email_domain::routes(),
        local_fact::routes(),
        controller::routes(),
        merge::routes(),
    ];
    let jobs = [vec![Work::on(link::run)], email_domain::jobs()];
    Feature {
        name: "accounts",
        routes: routes.into_iter().flatten().collect(),
        jobs: jobs.into_iter().flatten().collect(),
        page_foot: None,
        merge: Some(merge::part()),
    }
}

/// Forgets what is of no use any more: sessions that hold no longer, what nobody finished in time, links
/// whose time is over, and old failed attempts. Says how many rows that were.
///
/// # Errors
/// When the database fails.
pub async fn forget_old(tx: &mut Tx, settings: &Settings, now: Time) -> db::Result<u64> {
    Ok(session::store::forget_old(tx, settings.lifetimes, now).await?
        + sign_in::forget_old(tx, now).await?
        + link::store::forget_old(tx, now).await?
        + attempt::forget_old(tx, now).await?)
}

/// Forgets all that a person signs in with by password, and whatever is half way or on its way in their name.
/// Their sessions are another matter: [`session::store::end_all`].
///
/// # Errors
/// When the database fails.
pub async fn forget_ways_in(tx: &mut Tx, person: web::PersonId) -> db::Result<()> {
    password::store::remove(tx, person).await?;
    code_app::store::remove(tx, person).await?;
    sign_in::pending::remove_of_person(tx, person).await?;
    link::store::remove_of_person(tx, person).await?;
    Ok(())
}
