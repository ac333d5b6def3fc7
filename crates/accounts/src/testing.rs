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
    AccountsDoorkeeper, Settings,
    code_app::{self, Key, RecoveryCode},
    membership,
    organisation::{self, Organisation},
    password::{self, Passwords},
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
    share_with(shared, settings())
}

/// The same, when accounts are told something else.
pub fn share_with(shared: Shared, settings: Settings) -> Shared {
    let doorkeeper: Box<dyn Doorkeeper> = Box::new(AccountsDoorkeeper(settings.clone()));
    shared.with(settings).with(doorkeeper)
}

/// The code app of somebody, in a test's pocket.
#[derive(Debug, Clone)]
pub struct App {
    key: Key,
    /// The recovery codes that came with it.
    pub recovery_codes: Vec<String>,
}

impl App {
    /// The app whose key a page shows.
    ///
    /// # Panics
    /// When the page shows none.
    pub fn of_page(text: &str) -> Self {
        let shown = text
            .split_once("Key: <code class=\"ww-key\">")
            .and_then(|(_, rest)| rest.split_once('<'));
        let (shown, _) = shown.expect("a key on the page");
        Self {
            key: Key::typed(shown).expect("a key"),
            recovery_codes: Vec::new(),
        }
    }

    /// The code that it shows at `now`.
    pub fn code(&self, now: Time) -> String {
        self.key.code(now)
    }
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

    /// Gives a person a password and a code app.
    pub async fn password(&self, person: &Person, password: &str) -> App {
        let settings = settings();
        let hash = settings.passwords.hash(password).await.expect("memory");
        let key = Key::new().expect("randomness");
        let sealed = key.sealed(&settings.sealer, person.id).expect("randomness");
        let codes = RecoveryCode::set().expect("randomness");
        let mut tx = self.tx().await;
        password::store::save(&mut tx, person.id, &hash, self.now)
            .await
            .expect("a password");
        code_app::store::save(&mut tx, person.id, &sealed, 0, self.now)
            .await
            .expect("an app");
        code_app::store::save_recovery_codes(&mut tx, person.id, &codes, &settings.sealer, self.now)
            .await
            .expect("codes");
        tx.commit().await.expect("a database");
        App {
            key,
            recovery_codes: codes.iter().map(RecoveryCode::in_words).collect(),
        }
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
