//! Passkeys, single sign-on and codes on paper, from the page to the session.

mod authenticator;
mod doors;
mod paper_codes;
mod passkeys;
mod provider;
mod providers;
mod single_sign_on;

use accounts::{
    AccountsDoorkeeper, Settings,
    testing::{self, Maker},
};
use db::{Db, Tx, execute};
use http::header;
use testkit::{Answer, TestHub};
use web::{Doorkeeper, OrganisationId, Shared};

/// A hub whose address is known, and which may ask providers on this machine.
fn hub(db: &Db) -> TestHub {
    hub_that(db, true)
}

fn hub_that(db: &Db, allow_private_issuers: bool) -> TestHub {
    let settings = Settings {
        public_url: Some("http://localhost:8080".into()),
        allow_private_issuers,
        ..testing::settings()
    };
    let doorkeeper: Box<dyn Doorkeeper> = Box::new(AccountsDoorkeeper(settings.clone()));
    let share = |shared: Shared| shared.with(settings).with(doorkeeper);
    TestHub::new(db, vec![accounts::feature()], share)
}

fn maker<'a>(hub: &TestHub, db: &'a Db) -> Maker<'a> {
    Maker::new(db, hub.clock.now())
}

/// The `name=value` of a cookie that an answer sets, by how its name begins; nothing when it is taken away.
fn cookie_of(answer: &Answer, name: &str) -> Option<String> {
    let lines = answer.headers.get_all(header::SET_COOKIE).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .filter(|line| line.starts_with(&format!("{name}=")) && !line.contains("Max-Age=0"))
        .find_map(|line| line.split(';').next().map(str::to_owned))
}

/// The session that an answer begins.
fn session_of(answer: &Answer) -> Option<String> {
    cookie_of(answer, "watchward")
}

/// Verifies a domain for an organisation.
async fn verify_domain(tx: &mut Tx, organisation: OrganisationId, domain: &str, now: db::Time) {
    execute!(
        tx,
        "insert into email_domain (organisation_id, domain, added_at, verified_at) values ($1, $2, $3, $3)",
        organisation,
        domain,
        now,
    )
    .unwrap();
}

/// The actions in the audit trail, in order.
async fn actions(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let rows: Vec<(String,)> = db::fetch_all!(&mut tx, "select action from audit_entry order by number").unwrap();
    rows.into_iter().map(|(action,)| action).collect()
}
