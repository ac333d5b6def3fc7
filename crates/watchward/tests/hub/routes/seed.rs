//! A hub with two organisations and somebody of every kind, and what the `{…}` of an address stands for.

use std::collections::HashMap;

use accounts::{
    controller::{self, Controller, ControllerId},
    email_domain, host_name, membership,
    organisation::{self, Organisation},
    person::{self, Person},
    secret::Token,
    session::{self, Session},
};
use db::{
    Db, Time, Tx, execute, id,
    testing::{Ran, TestDb, counted},
};
use http::{Method, Request, header};
use library::{Library, item::Kind};
use testkit::{Answer, TestHub, noon};
use web::{HubRole, OrganisationId, PersonId, Role, SessionId, Viewer};

use crate::whole_hub::whole_hub;

/// Everybody who may come to a hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    Stranger,
    SignedIn,
    Member,
    Editor,
    Administrator,
    MemberOfB,
    AdministratorOfB,
    HubEditor,
    HubAdministrator,
}

impl Who {
    /// In the order of the letters in the table.
    pub const ALL: [Self; 9] = [
        Self::Stranger,
        Self::SignedIn,
        Self::Member,
        Self::Editor,
        Self::Administrator,
        Self::MemberOfB,
        Self::AdministratorOfB,
        Self::HubEditor,
        Self::HubAdministrator,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Self::Stranger => "a stranger",
            Self::SignedIn => "somebody signed in who is nowhere a member",
            Self::Member => "a member of organisation A",
            Self::Editor => "an editor of organisation A",
            Self::Administrator => "an administrator of organisation A",
            Self::MemberOfB => "a member of organisation B",
            Self::AdministratorOfB => "an administrator of organisation B",
            Self::HubEditor => "a hub editor",
            Self::HubAdministrator => "a hub administrator",
        }
    }

    fn role(self) -> Option<(Side, Role)> {
        match self {
            Self::Member => Some((Side::A, Role::Member)),
            Self::Editor => Some((Side::A, Role::Editor)),
            Self::Administrator => Some((Side::A, Role::Administrator)),
            Self::MemberOfB => Some((Side::B, Role::Member)),
            Self::AdministratorOfB => Some((Side::B, Role::Administrator)),
            _ => None,
        }
    }

    fn hub_role(self) -> Option<HubRole> {
        match self {
            Self::HubEditor => Some(HubRole::Editor),
            Self::HubAdministrator => Some(HubRole::Administrator),
            _ => None,
        }
    }

    /// What the web knows of them.
    pub fn viewer(self) -> Viewer {
        let role = self.role();
        Viewer {
            person: (self != Self::Stranger).then(PersonId::new),
            organisation: role.map(|_| OrganisationId::new()),
            role: role.map(|(_, role)| role),
            hub_role: self.hub_role(),
            ..Viewer::stranger()
        }
    }

    /// The organisation whose things are their own; A for those who have none.
    pub fn side(self) -> Side {
        self.role().map_or(Side::A, |(side, _)| side)
    }
}

/// One of the two organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    A,
    B,
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// Whose thing the `{…}` of an address stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A thing of the viewer, or of the viewer's organisation.
    Own,
    /// A thing of somebody else, in the other organisation.
    Others,
    /// A thing that does not exist.
    Nobodys,
}

/// What an organisation has of each thing that addresses name.
#[derive(Debug)]
pub struct Things {
    organisation: OrganisationId,
    slug: String,
    /// A member whom nobody here signs in as.
    person: Person,
    /// A session of that member.
    session: SessionId,
    controller: ControllerId,
    /// An invitation that is on its way.
    link: LinkId,
    /// An identity provider that nobody has tried.
    provider: ProviderId,
    /// A passkey of that member.
    passkey: PasskeyId,
}

id!(
    /// An identity provider.
    ProviderId
);
id!(
    /// A passkey.
    PasskeyId
);

id!(
    /// A link that was sent.
    LinkId
);

/// A hub with somebody of every kind.
#[derive(Debug)]
pub struct Seeded {
    pub hub: TestHub,
    pub test: TestDb,
    people: Vec<(Who, Person)>,
    sessions: HashMap<Who, SessionId>,
    passkeys: HashMap<Who, PasskeyId>,
    a: Things,
    b: Things,
}

/// When people of this hub last proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proved {
    JustNow,
    TooLongAgo,
}

impl Seeded {
    /// Asked from elsewhere than the machine it runs on, with a database of its own.
    pub async fn new() -> Self {
        Self::on(TestDb::sqlite().await).await
    }

    /// The same on this database.
    pub async fn on(test: TestDb) -> Self {
        let a = things(&test.db, "anytown", "Anytown Council").await;
        let b = things(&test.db, "otherham", "Otherham Council").await;
        let (mut people, mut sessions, mut passkeys) = (Vec::new(), HashMap::new(), HashMap::new());
        let mut tx = test.db.write().await.expect("the database");
        for who in Who::ALL.into_iter().filter(|who| *who != Who::Stranger) {
            let email = format!("{who:?}@council.test");
            let mut person = Person::new(who.words(), email);
            person.hub_role = who.hub_role().map(|role| role.as_str().to_owned());
            person::store::add(&mut tx, &person, now()).await.expect("a person");
            if let Some((side, role)) = who.role() {
                let organisation = if side == Side::A { &a } else { &b }.organisation;
                membership::store::save(&mut tx, organisation, person.id, role, "test", now())
                    .await
                    .expect("a membership");
            }
            let organisation = who
                .role()
                .map(|(side, _)| if side == Side::A { &a } else { &b }.organisation);
            let (token, session) = session_of(&person, organisation, Proved::JustNow);
            session::store::add(&mut tx, &session, &token).await.expect("a session");
            sessions.insert(who, session.id);
            passkeys.insert(who, add_passkey(&mut tx, person.id).await);
            people.push((who, person));
        }
        tx.commit().await.expect("kept");
        let hub = whole_hub(&test.db).from_elsewhere();
        Self {
            hub,
            test,
            people,
            sessions,
            passkeys,
            a,
            b,
        }
    }

    fn things(&self, side: Side) -> &Things {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }

    /// The organisation of one side.
    pub fn organisation(&self, side: Side) -> OrganisationId {
        self.things(side).organisation
    }

    /// Somebody who has an account.
    pub fn person(&self, who: Who) -> PersonId {
        let known = self.people.iter().find(|(known, _)| *known == who);
        known.map(|(_, person)| person.id).expect("somebody who has an account")
    }

    /// Signs somebody in, in a browser of its own, and says what the browser shows.
    pub async fn sign_in(&self, who: Who, proved: Proved) -> Option<String> {
        let (_, person) = self.people.iter().find(|(known, _)| *known == who)?;
        let organisation = who.role().map(|(side, _)| self.organisation(side));
        let (token, session) = session_of(person, organisation, proved);
        let mut tx = self.test.db.write().await.expect("the database");
        session::store::add(&mut tx, &session, &token).await.expect("a session");
        tx.commit().await.expect("kept");
        let line = session::set_cookie(&token, true);
        line.split(';').next().map(str::to_owned)
    }

    /// What a browser that shows `cookie` is answered.
    pub async fn ask(&self, method: &str, address: &str, cookie: Option<&str>) -> Answer {
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).expect("a method"))
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        self.hub
            .ask(request.body(axum::body::Body::empty()).expect("a request"))
            .await
    }

    /// A session of somebody, in a browser other than the one that they ask from; or of a member of the other
    /// organisation.
    fn session(&self, who: Who, whose: Whose) -> SessionId {
        match whose {
            Whose::Own if who != Who::Stranger => self.sessions[&who],
            _ => self.things(who.side().other()).session,
        }
    }

    /// A passkey of somebody, or of a member of the other organisation.
    fn passkey(&self, who: Who, whose: Whose) -> PasskeyId {
        match whose {
            Whose::Own if who != Who::Stranger => self.passkeys[&who],
            _ => self.things(who.side().other()).passkey,
        }
    }

    /// The same, and what it asked of the database.
    pub async fn count(&self, address: &str, cookie: Option<&str>) -> (Answer, Ran) {
        counted(self.ask("GET", address, cookie)).await
    }

    /// The address that a path stands for.
    pub fn address(&self, path: &str, who: Who, whose: Whose) -> String {
        let mut address = String::new();
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').expect("a name in braces");
            address += before;
            address += &self.value(path, name, who, whose);
            rest = after;
        }
        address + rest
    }

    /// What `{name}` stands for in `path`. A name that nobody gave a meaning ends the test and says so.
    fn value(&self, path: &str, name: &str, who: Who, whose: Whose) -> String {
        if let Some(value) = self.content(path, name) {
            return value;
        }
        let things = match whose {
            Whose::Own => self.things(who.side()),
            Whose::Others => self.things(who.side().other()),
            Whose::Nobodys => return db::new_uuid().to_string(),
        };
        match name {
            // One line for each name; a thing that has none yet is made in `things`.
            "organisation" if path.starts_with("/sign-in/") => things.slug.clone(),
            "organisation" => things.organisation.to_string(),
            "person" => things.person.id.to_string(),
            "session" => self.session(who, whose).to_string(),
            "provider" => things.provider.to_string(),
            "passkey" => self.passkey(who, whose).to_string(),
            "link" => things.link.to_string(),
            "controller" => things.controller.to_string(),
            "domain" => format!("{}.gov.test", things.slug),
            "host" => format!("hub.{}.gov.test", things.slug),
            "into" => self.things(who.side().other()).organisation.to_string(),
            "submission" => db::new_uuid().to_string(),
            _ => panic!("{path}: say in Seeded::value what {{{name}}} stands for"),
        }
    }

    /// What a name stands for that is the same for everybody.
    fn content(&self, path: &str, name: &str) -> Option<String> {
        let kind = match (path, name) {
            ("/api/v1/items/{kind}/{slug}", "kind") => return Some("guidance".into()),
            ("/get-involved/thank-you/{kind}", _) => return Some("feedback".into()),
            ("/organisation/facts/{fact}", _) => return Some("siro".into()),
            (_, "token") => return Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into()),
            ("/logo/{name}", _) => return Some("none.svg".into()),
            (_, "*path") => {
                let address = ui::assets::asset_url("main.css");
                return Some(address.trim_start_matches("/assets/").to_owned());
            }
            (_, "audience") => Kind::Audience,
            (_, "threat") => Kind::Threat,
            (_, "service") => Kind::Service,
            (_, "trouble") => Kind::FirstHour,
            (_, "guidance" | "slug") => Kind::Guidance,
            (_, "resource") => Kind::Resource,
            (_, "opportunity") => Kind::Opportunity,
            (_, "case_study") => Kind::CaseStudy,
            (_, "question") => Kind::Question,
            (_, "term") => Kind::Glossary,
            (_, "event") => Kind::Event,
            (_, "contact") => Kind::Contact,
            (_, "alert") => Kind::Alert,
            _ => return None,
        };
        let library = self.hub.shared.get::<std::sync::Arc<Library>>();
        let shelf = library.for_viewer(&Viewer::stranger());
        shelf.all(kind).next().map(|item| item.slug.clone())
    }
}

fn now() -> Time {
    noon().into()
}

fn session_of(person: &Person, organisation_id: Option<OrganisationId>, proved: Proved) -> (Token, Session) {
    let session = Session {
        id: SessionId::new(),
        person_id: person.id,
        organisation_id,
        method: "password".into(),
        address: "203.0.113.9".into(),
        agent: "a test".into(),
        began_at: now().plus_seconds(-1800),
        proved_at: match proved {
            Proved::JustNow => now(),
            Proved::TooLongAgo => now().plus_seconds(-1800),
        },
        seen_at: now(),
    };
    (Token::new().expect("randomness"), session)
}

/// A passkey that opens nothing: its name and dates are there, and no key.
async fn add_passkey(tx: &mut Tx, person: PersonId) -> PasskeyId {
    let passkey = PasskeyId::new();
    execute!(
        tx,
        "insert into passkey (id, person_id, credential_id, credential, name, added_at)
         values ($1, $2, $3, '{}', 'A phone', $4)",
        passkey,
        person,
        passkey.uuid().as_bytes().as_slice(),
        now(),
    )
    .expect("a passkey");
    passkey
}

/// An organisation with one of each thing.
async fn things(db: &Db, slug: &str, name: &str) -> Things {
    let mut tx = db.write().await.expect("the database");
    let organisation = Organisation {
        id: OrganisationId::new(),
        slug: slug.into(),
        name: name.into(),
        kind: "council".into(),
        nation: "england".into(),
        code: None,
        merged_into_id: None,
        version: 1,
    };
    organisation::store::add(&mut tx, &organisation, now())
        .await
        .expect("an organisation");
    let person = Person::new(format!("Somebody of {name}"), format!("somebody@{slug}.test"));
    person::store::add(&mut tx, &person, now()).await.expect("a person");
    membership::store::save(&mut tx, organisation.id, person.id, Role::Member, "test", now())
        .await
        .expect("a membership");
    let (token, session) = session_of(&person, Some(organisation.id), Proved::JustNow);
    session::store::add(&mut tx, &session, &token).await.expect("a session");
    let controller = Controller {
        id: ControllerId::new(),
        kind: "other".into(),
        title: format!("Returning officer of {name}"),
        version: 1,
    };
    controller::store::add(&mut tx, organisation.id, &controller, &[], now())
        .await
        .expect("a controller");
    email_domain::store::add(&mut tx, organisation.id, &format!("{slug}.gov.test"), now())
        .await
        .expect("an e-mail domain");
    host_name::store::add(&mut tx, organisation.id, &format!("hub.{slug}.gov.test"), now())
        .await
        .expect("a host name");
    let link = LinkId::new();
    execute!(
        &mut tx,
        "insert into link (id, kind, token_digest, name, email, email_key, organisation_id, role, made_at, expires_at)
         values ($1, 'invitation', $2, 'Sam', 'sam@example.org', 'sam@example.org', $3, 'member', $4, $5)",
        link,
        Token::new().expect("randomness").digest(),
        organisation.id,
        now(),
        now().plus_seconds(3600),
    )
    .expect("an invitation");
    let provider = ProviderId::new();
    execute!(
        &mut tx,
        "insert into identity_provider (id, organisation_id, name, issuer, client_id, client_secret, scopes, claim,
                joins_by_domain, added_at, version)
         values ($1, $2, 'Work account', 'https://127.0.0.1:1', 'hub', $3, '', '', $4, $5, 1)",
        provider,
        organisation.id,
        [0_u8; 48].as_slice(),
        false,
        now(),
    )
    .expect("an identity provider");
    let passkey = add_passkey(&mut tx, person.id).await;
    tx.commit().await.expect("kept");
    Things {
        organisation: organisation.id,
        slug: slug.into(),
        person,
        session: session.id,
        controller: controller.id,
        link,
        provider,
        passkey,
    }
}
