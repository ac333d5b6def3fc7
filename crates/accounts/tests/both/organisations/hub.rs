//! A hub with this feature alone, and people who are signed in to it.

use accounts::{
    AccountsDoorkeeper, Settings,
    organisation::{self, Organisation},
    person::{self, Person},
    sealed::Sealer,
    secret::Token,
    session::{self, Lifetimes, Session},
};
use axum::body::Body;
use db::{Db, fetch_all, testing::TestDb};
use http::{Method, Request, header};
use testkit::{Answer, TestHub, noon};
use web::{Doorkeeper, Feature, OrganisationId, PersonId, Role, SessionId};

const FORM: &str = "application/x-www-form-urlencoded";

/// A hub of `accounts` alone.
pub struct Hub {
    pub hub: TestHub,
    pub db: Db,
    _test: TestDb,
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Somebody {
    pub id: PersonId,
    token: Token,
}

impl Hub {
    pub fn new(test: TestDb) -> Self {
        Self::of(test, vec![accounts::feature()])
    }

    /// A hub of these features.
    pub fn of(test: TestDb, features: Vec<Feature>) -> Self {
        let settings = Settings {
            hub_name: "Watchward".into(),
            public_url: Some("https://hub.test".into()),
            lifetimes: Lifetimes::default(),
            sealer: Sealer::new([7; 32]),
            passwords: accounts::password::Passwords::default(),
            allow_private_issuers: false,
        };
        let plain = Settings {
            public_url: None,
            ..settings.clone()
        };
        let doorkeeper: Box<dyn Doorkeeper> = Box::new(AccountsDoorkeeper(plain));
        let hub = TestHub::new(&test.db, features, |shared| shared.with(settings).with(doorkeeper));
        Self {
            hub,
            db: test.db.clone(),
            _test: test,
        }
    }

    /// An organisation that is kept.
    pub async fn organisation(&self, name: &str) -> Organisation {
        let organisation = Organisation {
            id: OrganisationId::new(),
            slug: text::slug::of(name),
            name: name.into(),
            kind: "council".into(),
            nation: "england".into(),
            code: None,
            merged_into_id: None,
            version: 1,
        };
        let mut tx = self.db.write().await.unwrap();
        organisation::store::add(&mut tx, &organisation, noon().into())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        organisation
    }

    /// Somebody with these roles, who acts for the first of their organisations.
    pub async fn somebody(&self, roles: &[(&Organisation, Role)], hub_role: Option<&str>) -> Somebody {
        let mut tx = self.db.write().await.unwrap();
        let id = PersonId::new();
        let person = Person {
            hub_role: hub_role.map(str::to_owned),
            id,
            ..Person::new("Sam", format!("{id}@northvale.gov.uk"))
        };
        person::store::add(&mut tx, &person, noon().into()).await.unwrap();
        for (organisation, role) in roles {
            accounts::membership::store::save(&mut tx, organisation.id, id, *role, "test", noon().into())
                .await
                .unwrap();
        }
        let token = Token::new().unwrap();
        let session = Session {
            id: SessionId::new(),
            person_id: id,
            organisation_id: roles.first().map(|(organisation, _)| organisation.id),
            method: "password".into(),
            address: String::new(),
            agent: String::new(),
            began_at: self.hub.clock.now(),
            proved_at: self.hub.clock.now(),
            seen_at: self.hub.clock.now(),
        };
        session::store::add(&mut tx, &session, &token).await.unwrap();
        tx.commit().await.unwrap();
        Somebody { id, token }
    }

    pub async fn hub_administrator(&self) -> Somebody {
        self.somebody(&[], Some("hub-administrator")).await
    }

    pub async fn get(&self, who: &Somebody, address: &str) -> Answer {
        let request = Request::get(address).header(header::COOKIE, who.cookie());
        self.hub.ask(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, who: &Somebody, address: &str, fields: &[(&str, &str)]) -> Answer {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(header::CONTENT_TYPE, FORM)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, who.cookie());
        self.hub.ask(request.body(Body::from(form)).unwrap()).await
    }

    /// The actions in the audit trail, in order.
    pub async fn actions(&self) -> Vec<String> {
        let mut tx = self.db.read().await.unwrap();
        let actions: Vec<(String,)> = fetch_all!(&mut tx, "select action from audit_entry order by number").unwrap();
        actions.into_iter().map(|(action,)| action).collect()
    }
}

impl Somebody {
    fn cookie(&self) -> String {
        format!("watchward={}", self.token.reveal())
    }
}

/// Fails unless the answer is a form that is shown again with this said about it.
pub fn refused(answer: &Answer, status: u16, words: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.words());
    assert!(answer.says("<title>Error: "), "{}", answer.text);
    answer.assert_page_says("There is a problem");
    answer.assert_page_says(words);
}
