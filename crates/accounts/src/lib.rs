//! People and organisations: who may see what, and who did what.
//!
//! A *person* can sign in. An *organisation* is a council or another body; a person belongs to it by a
//! *membership*, which has a role. A *session* is a browser in which a person is signed in. The *audit
//! trail* says who did what to what, when and from where. What a role may do is decided in `web::Access`,
//! and nowhere else.
//!
//! Every change writes its line of the audit trail in its own transaction, so both happen or neither does.

mod account;
mod address;
mod around;
mod asking;
mod attempt;
pub mod audit;
mod ceremony;
mod code_app;
pub mod controller;
mod cookie;
pub mod directory;
mod doorkeeper;
pub mod email_domain;
mod forgetting;
mod form;
pub mod host_name;
pub mod identity_provider;
pub mod joining;
mod link;
mod listing;
pub mod local_fact;
pub mod membership;
mod merge;
pub mod organisation;
pub mod paper_code;
pub mod passkey;
pub mod password;
pub mod person;
mod personal_data;
mod retention;
#[cfg(test)]
mod sample;
pub mod sealed;
pub mod secret;
pub mod session;
mod settings;
pub mod sign_in;
pub mod single_sign_on;
#[cfg(feature = "testing")]
pub mod testing;
mod typed;
pub mod ways_in;
mod words;

use db::{Time, Tx};
use jobs::Work;
use web::Feature;

pub use doorkeeper::AccountsDoorkeeper;
pub use retention::Retention;
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
        audit::routes(),
        personal_data::routes(),
        forgetting::routes(),
        passkey::routes(),
        single_sign_on::routes(),
        identity_provider::routes(),
        paper_code::routes(),
    ];
    let jobs = [vec![Work::on(link::run)], email_domain::jobs(), paper_code::jobs()];
    // What others refer to stands before them: it is forgotten after them.
    let personal = vec![
        person::personal(),
        membership::personal(),
        password::personal(),
        code_app::personal(),
        passkey::personal(),
        single_sign_on::personal(),
        paper_code::personal(),
        ceremony::personal(),
        sign_in::personal(),
        link::personal(),
        session::personal(),
        audit::personal(),
    ];
    let daily = vec![forgetting::of_no_use(), forgetting::daily(), audit::daily()];
    Feature {
        name: "accounts",
        routes: routes.into_iter().flatten().collect(),
        jobs: jobs.into_iter().flatten().collect(),
        merge: Some(merge::part()),
        personal,
        daily,
        ..Feature::default()
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
        + attempt::forget_old(tx, now).await?
        + ceremony::forget_old(tx, now).await?)
}

/// Forgets all that a person signs in with, and whatever is half way or on its way in their name.
/// Their sessions are another matter: [`session::store::end_all`].
///
/// # Errors
/// When the database fails.
pub async fn forget_ways_in(tx: &mut Tx, person: web::PersonId) -> db::Result<()> {
    ways_in::forget(tx, person).await?;
    password::store::remove(tx, person).await?;
    code_app::store::remove(tx, person).await?;
    sign_in::pending::remove_of_person(tx, person).await?;
    link::store::remove_of_person(tx, person).await?;
    Ok(())
}
