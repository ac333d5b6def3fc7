//! People and organisations: who may see what, and who did what.
//!
//! A *person* can sign in. An *organisation* is a council or another body; a person belongs to it by a
//! *membership*, which has a role. A *session* is a browser in which a person is signed in. The *audit
//! trail* says who did what to what, when and from where. What a role may do is decided in `web::Access`,
//! and nowhere else.
//!
//! Every change writes its line of the audit trail in its own transaction, so both happen or neither does.

pub mod audit;
mod doorkeeper;
mod forgetting;
pub mod membership;
pub mod organisation;
pub mod person;
mod personal_data;
mod retention;
pub mod sealed;
pub mod secret;
pub mod session;
mod settings;

use web::Feature;

pub use doorkeeper::AccountsDoorkeeper;
pub use retention::Retention;
pub use settings::Settings;

/// What this feature hands to the roof.
pub fn feature() -> Feature {
    let routes = [audit::routes(), personal_data::routes(), forgetting::routes()];
    // What others refer to stands before them: it is forgotten after them.
    let personal = vec![
        person::personal(),
        membership::personal(),
        session::personal(),
        audit::personal(),
    ];
    let daily = vec![session::daily(), forgetting::daily(), audit::daily()];
    Feature {
        name: "accounts",
        routes: routes.into_iter().flatten().collect(),
        personal,
        daily,
        ..Feature::default()
    }
}
