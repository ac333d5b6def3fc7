//! People and organisations: who may see what, and who did what.
//!
//! A *person* can sign in. An *organisation* is a council or another body; a person belongs to it by a
//! *membership*, which has a role. A *session* is a browser in which a person is signed in. The *audit
//! trail* says who did what to what, when and from where. What a role may do is decided in `web::Access`,
//! and nowhere else.
//!
//! Every change writes its line of the audit trail in its own transaction, so both happen or neither does.

mod address;
mod around;
pub mod audit;
mod ceremony;
pub mod controller;
pub mod directory;
mod doorkeeper;
pub mod email_domain;
pub mod host_name;
pub mod identity_provider;
pub mod joining;
pub mod local_fact;
pub mod membership;
mod merge;
pub mod organisation;
pub mod paper_code;
pub mod passkey;
pub mod password;
pub mod person;
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

use web::Feature;

pub use doorkeeper::AccountsDoorkeeper;
pub use settings::Settings;

/// What this feature hands to the roof.
pub fn feature() -> Feature {
    let routes = [
        sign_in::routes(),
        organisation::routes(),
        host_name::routes(),
        email_domain::routes(),
        local_fact::routes(),
        controller::routes(),
        merge::routes(),
        passkey::routes(),
        single_sign_on::routes(),
        identity_provider::routes(),
        paper_code::routes(),
    ];
    let jobs = [email_domain::jobs(), paper_code::jobs()];
    Feature {
        name: "accounts",
        routes: routes.into_iter().flatten().collect(),
        jobs: jobs.into_iter().flatten().collect(),
        page_foot: None,
        merge: Some(merge::part()),
    }
}
