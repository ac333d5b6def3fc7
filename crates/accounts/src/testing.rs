//! Makers for tests: people, organisations, memberships, and browsers in which somebody is signed in.
//!
//! ```text
//! let hub = TestHub::new(&test.db, vec![accounts::feature()], accounts::testing::share);
//! let make = Maker::new(&test.db, hub.clock.now());
//! let council = make.organisation("Northvale").await;
//! let sam = make.member("Sam Reader", council.id, Role::Administrator).await;
//! let page = hub.get_as(&make.cookie(&sam).await, "/account").await;
//! ```

use db::{Db, Time, Tx, execute};
use web::{Doorkeeper, HubRole, OrganisationId, Role, SessionId, Shared};

use crate::{
    AccountsDoorkeeper, Settings, membership,
    organisation::{self, Organisation},
    password::Passwords,
    person::{self, Person},
    sealed::Sealer,
    secret::Token,
    session::{self, Lifetimes, Method, Session},
};

/// What accounts are told in tests: no public address, the usual lifetimes, and a key of sevens.
pub fn settings() -> Settings {
    Settings {
        hub_name: "Watchward".into(),
        public_url: None,
        lifetimes: Lifetimes::default(),
        sealer: Sealer::new([7; 32]),
        passwords: Passwords::default(),
        allow_private_issuers: false,
    }
}

/// Shares what the rooms of this crate find by type, the doorkeeper among it.
pub fn share(shared: Shared) -> Shared {
    let doorkeeper: Box<dyn Doorkeeper> = Box::new(AccountsDoorkeeper(settings()));
    shared.with(settings()).with(doorkeeper)
}

/// Makes what a test needs, each thing kept at once.
#[derive(Debug, Clone, Copy)]
pub struct Maker<'a> {
    db: &'a Db,
    now: Time,
}

impl<'a> Maker<'a> {
    /// A maker that works at `now`.
    pub fn new(db: &'a Db, now: Time) -> Self {
        Self { db, now }
    }

    async fn tx(&self) -> Tx {
        self.db.write().await.expect("a database")
    }

    /// An English council. Its slug is made of its name.
    pub async fn organisation(&self, name: &str) -> Organisation {
        let organisation = Organisation {
            id: OrganisationId::new(),
            slug: hyphenated(name),
            name: name.into(),
            kind: "council".into(),
            nation: "england".into(),
            code: None,
            merged_into_id: None,
            version: 1,
        };
        let mut tx = self.tx().await;
        organisation::store::add(&mut tx, &organisation, self.now)
            .await
            .expect("a new slug");
        tx.commit().await.expect("a database");
        organisation
    }

    /// A person without any role: Sam Reader has the address `sam-reader@example.org`.
    pub async fn person(&self, name: &str) -> Person {
        self.person_with(name, None).await
    }

    /// A person with a role in the hub itself.
    pub async fn hub_person(&self, name: &str, role: HubRole) -> Person {
        self.person_with(name, Some(role)).await
    }

    async fn person_with(&self, name: &str, role: Option<HubRole>) -> Person {
        let person = Person {
            hub_role: role.map(|role| role.as_str().to_owned()),
            ..Person::new(name, format!("{}@example.org", hyphenated(name)))
        };
        let mut tx = self.tx().await;
        person::store::add(&mut tx, &person, self.now)
            .await
            .expect("a new address");
        tx.commit().await.expect("a database");
        person
    }

    /// A person with a role in an organisation.
    pub async fn member(&self, name: &str, organisation: OrganisationId, role: Role) -> Person {
        let person = self.person(name).await;
        self.membership(organisation, &person, role).await;
        person
    }

    /// Gives a person a role in an organisation.
    pub async fn membership(&self, organisation: OrganisationId, person: &Person, role: Role) {
        let mut tx = self.tx().await;
        membership::store::save(&mut tx, organisation, person.id, role, "invitation", self.now)
            .await
            .expect("a membership");
        tx.commit().await.expect("a database");
    }

    /// A browser in which the person is signed in, for the organisation that they joined first. What it
    /// shows the hub, as a `Cookie` header has it.
    pub async fn cookie(&self, person: &Person) -> String {
        let mut tx = self.tx().await;
        let first: Option<(OrganisationId,)> = db::fetch_optional!(
            &mut tx,
            "select organisation_id from membership where person_id = $1 order by since, organisation_id limit 1",
            person.id,
        )
        .expect("a database");
        drop(tx);
        self.cookie_for(person, first.map(|(organisation,)| organisation)).await
    }

    /// The same, for an organisation that they belong to, or for none.
    pub async fn cookie_for(&self, person: &Person, organisation: Option<OrganisationId>) -> String {
        let session = Session {
            id: SessionId::new(),
            person_id: person.id,
            organisation_id: organisation,
            method: Method::Password.as_str().into(),
            address: "127.0.0.1".into(),
            agent: "A test".into(),
            began_at: self.now,
            proved_at: self.now,
            seen_at: self.now,
        };
        let token = Token::new().expect("randomness");
        let mut tx = self.tx().await;
        session::store::add(&mut tx, &session, &token).await.expect("a session");
        execute!(
            &mut tx,
            "update person set signed_in_at = $1 where id = $2",
            self.now,
            person.id,
        )
        .expect("a person");
        tx.commit().await.expect("a database");
        let line = session::set_cookie(&token, false);
        line.split(';').next().unwrap_or_default().to_owned()
    }
}

fn hyphenated(name: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    name.to_lowercase().chars().map(letter).collect()
}
