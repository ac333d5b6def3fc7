//! The database is taken away: readers go on reading, writers are told, and all is well again by itself.

use std::time::{Duration, Instant};

use accounts::{
    membership,
    organisation::{self, Organisation},
    person::{self, Person},
    secret::Token,
    session::{self, Session},
};
use db::{Db, Time, on_both_databases, testing};
use http::StatusCode;
use library::item::{Kind, store};
use web::{Access, Feature, OrganisationId, Role, SessionId, Tlp};

use crate::{
    program::{Program, Reply, Wire, get, kept, post, request, until},
    routes::seed::{Proved, Seeded, Who},
    whole_hub::hub_with,
};

const NOTICE: &str = "Nothing can be sent just now";

async fn send(address: &str, message: &str) -> Reply {
    post(address, "/get-involved/feedback", &[("message", message)])
        .await
        .expect("an answer")
}

/// A wire to a new PostgreSQL database, the address of the database through it, and its own address.
async fn through_a_wire() -> (Wire, String, String) {
    let database = testing::new_postgres_address().await;
    let mut through_wire = url::Url::parse(&database).unwrap();
    let far = format!("{}:{}", through_wire.host_str().unwrap(), through_wire.port().unwrap());
    let wire = Wire::to(far).await;
    let (host, port) = wire.address.split_once(':').unwrap();
    through_wire.set_host(Some(host)).unwrap();
    through_wire.set_port(port.parse().ok()).unwrap();
    (wire, through_wire.to_string(), database)
}

#[tokio::test]
async fn readers_go_on_and_writers_are_told_until_it_is_back() {
    let (wire, through_wire, database) = through_a_wire().await;
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), &through_wire, &[]).await;
    assert_eq!(send(&hub.address, "Before it was cut").await.status, 303);
    assert!(!get(&hub.address, "/").await.unwrap().text.contains(NOTICE));

    wire.cut();
    let noticed = until("pages say so", async || {
        get(&hub.address, "/").await.unwrap().text.contains(NOTICE)
    })
    .await;
    for path in [
        "/",
        "/threats",
        "/for/finance",
        "/search?q=phishing",
        "/get-involved/feedback",
    ] {
        let page = get(&hub.address, path).await.unwrap();
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text.contains(NOTICE), "{path} has no notice");
    }
    let refused = send(&hub.address, "While it was cut").await;
    assert_eq!(refused.status, 503);
    assert!(
        refused.text.contains("While it was cut"),
        "what was typed is still there"
    );
    assert!(
        refused.text.contains("try again") || refused.text.contains("Try again"),
        "{}",
        refused.text
    );
    assert_eq!(get(&hub.address, "/readyz").await.unwrap().status, 503);
    assert_eq!(get(&hub.address, "/healthz").await.unwrap().status, 200);

    wire.mend();
    let recovered = until("posts are kept", async || {
        send(&hub.address, "When it was mended").await.status == 303
    })
    .await;
    until("the notice is gone", async || {
        !get(&hub.address, "/").await.unwrap().text.contains(NOTICE)
    })
    .await;
    assert_eq!(get(&hub.address, "/readyz").await.unwrap().status, 200);
    println!("noticed after {noticed:?}, recovered after {recovered:?}");
    assert!(recovered < Duration::from_secs(15), "{recovered:?}");

    let kept = kept(&Db::open(&database).await.unwrap()).await;
    assert!(kept.contains(&"Before it was cut".to_owned()) && kept.contains(&"When it was mended".to_owned()));
    assert!(
        !kept.contains(&"While it was cut".to_owned()),
        "what was refused was kept"
    );
    let log = hub.log();
    assert!(
        log.matches("the database is away").count() <= 2,
        "the log repeats itself:\n{log}"
    );
    assert_eq!(hub.stop().await.code(), Some(0));
}

const GREEN: &str = "+++\ntitle = \"Shared among councils\"\nsummary = \"It is shared.\"\nowner = \"Editors\"\n\
    reviewed = 2026-11-24\nreview_by = 2027-05-24\nown = \"It is ours.\"\nstage = \"prevent\"\n+++\nIt is so.\n";
const GREEN_PAGE: &str = "/guidance/shared-among-councils";

/// A member of some council, and what the browser in which they are signed in shows.
async fn member(db: &Db) -> String {
    let now = Time::now();
    let organisation = Organisation {
        id: OrganisationId::new(),
        slug: "anytown".into(),
        name: "Anytown Council".into(),
        kind: "council".into(),
        nation: "england".into(),
        code: None,
        merged_into_id: None,
        version: 1,
    };
    let person = Person::new("Sam Reader", "sam@anytown.test");
    let session = Session {
        id: SessionId::new(),
        person_id: person.id,
        organisation_id: Some(organisation.id),
        method: "password".into(),
        address: String::new(),
        agent: String::new(),
        began_at: now,
        proved_at: now,
        seen_at: now,
    };
    let token = Token::new().unwrap();
    let mut tx = db.write().await.unwrap();
    organisation::store::add(&mut tx, &organisation, now).await.unwrap();
    person::store::add(&mut tx, &person, now).await.unwrap();
    membership::store::save(&mut tx, organisation.id, person.id, Role::Member, "test", now)
        .await
        .unwrap();
    session::store::add(&mut tx, &session, &token).await.unwrap();
    tx.commit().await.unwrap();
    let line = session::set_cookie(&token, false);
    line.split(';').next().unwrap().to_owned()
}

async fn get_as(address: &str, path: &str, cookie: &str) -> Reply {
    let head = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncookie: {cookie}\r\n\r\n");
    request(address, &head).await.expect("an answer")
}

#[tokio::test]
async fn who_is_signed_in_goes_on_reading_what_everybody_may_and_is_known_again_by_itself() {
    let (wire, through_wire, database) = through_a_wire().await;
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), &through_wire, &[]).await;
    let db = Db::open(&database).await.unwrap();
    let cookie = member(&db).await;
    let mut tx = db.write().await.unwrap();
    let (kind, slug, now) = (Kind::Guidance, "shared-among-councils", Time::now());
    store::save(&mut tx, None, kind, slug, Tlp::Green, GREEN, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    until("a member reads what is GREEN", async || {
        get_as(&hub.address, GREEN_PAGE, &cookie).await.status == 200
    })
    .await;

    wire.cut();
    until("pages say so", async || {
        get(&hub.address, "/").await.unwrap().text.contains(NOTICE)
    })
    .await;
    let began = Instant::now();
    const PAGES: [&str; 6] = [
        "/",
        "/threats",
        "/for/finance",
        "/search?q=phishing",
        "/guidance",
        "/contacts",
    ];
    for path in PAGES {
        let page = get_as(&hub.address, path, &cookie).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text.contains(NOTICE), "{path} has no notice");
        assert!(
            !page.text.contains("Shared among councils"),
            "{path} shows what is GREEN to nobody known"
        );
    }
    let took = began.elapsed();
    println!("{} pages took {took:?}", PAGES.len());
    // Not each of them waits until the database has been given up.
    assert!(took < Duration::from_secs(9), "{took:?}");
    assert_eq!(get_as(&hub.address, GREEN_PAGE, &cookie).await.status, 404);

    wire.mend();
    let recovered = until("they are known again", async || {
        get_as(&hub.address, GREEN_PAGE, &cookie).await.status == 200
    })
    .await;
    println!("known again after {recovered:?}");
    assert!(recovered < Duration::from_secs(15), "{recovered:?}");
    assert!(
        hub.log().matches("nobody can be recognised").count() <= 2,
        "{}",
        hub.log()
    );
    assert_eq!(hub.stop().await.code(), Some(0));
}

/// A feature with a page for whoever is signed in.
fn for_members() -> Feature {
    Feature {
        name: "for members",
        routes: vec![web::get("/for-members", Access::Member, async || "for members")],
        ..Feature::default()
    }
}

on_both_databases!(a_page_for_members_says_that_nobody_can_be_recognised, |test| {
    let mut seeded = Seeded::on(test).await;
    seeded.hub = hub_with(&seeded.test.db, vec![for_members()]).from_elsewhere();
    let cookie = seeded.sign_in(Who::Member, Proved::JustNow).await;
    assert_eq!(
        seeded.ask("GET", "/for-members", cookie.as_deref()).await.text,
        "for members"
    );

    seeded.test.db.close().await;
    let refused = seeded.ask("GET", "/for-members", cookie.as_deref()).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    refused.assert_page_says("This page is for people who are signed in, and nobody can be recognised just now.");
    assert!(!refused.says("What you sent"), "nothing was sent");
    let led = seeded.ask("GET", "/for-members", None).await;
    assert_eq!(
        (led.status, led.location()),
        (StatusCode::SEE_OTHER, "/sign-in?next=%2Ffor-members")
    );
    assert_eq!(
        seeded.ask("GET", "/threats", cookie.as_deref()).await.status,
        StatusCode::OK
    );
});
