//! A hub of this feature alone, its people, and somebody who is signed in.

use accounts::{
    audit::{PublicKey, Report, Signer},
    membership, organisation,
    organisation::Organisation,
    person::{self, Person},
    secret::Token,
    session::{self, Method, Session},
};
use axum::{body::Body, http::Request};
use db::{Db, Time};
use testkit::{Answer, TestHub, noon};
use web::{HubRole, OrganisationId, PersonId, Role, SessionId};

/// The key that checks what the hub signs.
pub fn key() -> PublicKey {
    Signer::of(&accounts::testing::settings().sealer).public_key()
}

/// A hub of this feature alone.
pub fn hub(db: &Db) -> TestHub {
    TestHub::new(db, vec![accounts::feature()], accounts::testing::share)
}

pub fn now() -> Time {
    noon().into()
}

/// Walks the chain.
pub async fn verify(db: &Db) -> Report {
    accounts::audit::verify(&mut db.read().await.unwrap(), &key())
        .await
        .unwrap()
}

/// An organisation of this name.
pub async fn organisation(db: &Db, name: &str) -> OrganisationId {
    let organisation = Organisation {
        id: OrganisationId::new(),
        slug: name.to_lowercase(),
        name: name.to_owned(),
        kind: "council".into(),
        nation: "england".into(),
        code: None,
        merged_into_id: None,
        version: 1,
    };
    let mut tx = db.write().await.unwrap();
    organisation::store::add(&mut tx, &organisation, now()).await.unwrap();
    tx.commit().await.unwrap();
    organisation.id
}

/// A person, known by the first word of their name at example.gov.uk.
pub async fn person(db: &Db, name: &str, hub_role: Option<HubRole>) -> PersonId {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let mut person = Person::new(name, format!("{first}@example.gov.uk"));
    person.hub_role = hub_role.map(|role| role.as_str().to_owned());
    let mut tx = db.write().await.unwrap();
    person::store::add(&mut tx, &person, now()).await.unwrap();
    tx.commit().await.unwrap();
    person.id
}

/// A person with a role in an organisation.
pub async fn member(db: &Db, organisation: OrganisationId, name: &str, role: Role) -> PersonId {
    let person = person(db, name, None).await;
    let mut tx = db.write().await.unwrap();
    membership::store::save(&mut tx, organisation, person, role, "invitation", now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    person
}

/// A browser in which somebody is signed in.
pub struct Browser<'h> {
    hub: &'h TestHub,
    cookie: String,
}

/// Signs a person in, acting for an organisation.
pub async fn sign_in<'h>(
    hub: &'h TestHub,
    db: &Db,
    person: PersonId,
    organisation: Option<OrganisationId>,
) -> Browser<'h> {
    let token = Token::new().unwrap();
    let now = hub.clock.now();
    let session = Session {
        id: SessionId::new(),
        person_id: person,
        organisation_id: organisation,
        method: Method::Passkey.as_str().to_owned(),
        address: "198.51.100.7".into(),
        agent: "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0".into(),
        began_at: now,
        proved_at: now,
        seen_at: now,
    };
    let mut tx = db.write().await.unwrap();
    session::store::add(&mut tx, &session, &token).await.unwrap();
    tx.commit().await.unwrap();
    let line = session::set_cookie(&token, false);
    let cookie = line.split(';').next().unwrap_or_default().to_owned();
    Browser { hub, cookie }
}

impl Browser<'_> {
    /// Asks for a page.
    pub async fn get(&self, address: &str) -> Answer {
        let request = Request::get(address).header("cookie", &self.cookie);
        self.hub.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Posts a form.
    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::post(address)
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.hub.ask(request.body(Body::from(form)).unwrap()).await
    }
}
