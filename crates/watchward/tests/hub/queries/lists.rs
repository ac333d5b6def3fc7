//! Lists of people, organisations and what they did: a long one asks no more of the database than a short one.

use std::ops::Range;

use accounts::{
    audit::{Act, record},
    controller::{self, Controller, ControllerId},
    email_domain, host_name, membership,
    organisation::{self, Organisation},
    person::{self, Person},
    secret::Token,
};
use db::{Time, Tx, insert_many, on_both_databases, testing::Ran};
use http::StatusCode;
use serde_json::json;
use testkit::noon;
use web::{OrganisationId, PersonId, Role};

use crate::routes::seed::{Proved, Seeded, Side, Who};

/// How many there are of everything in the end.
const MANY: usize = 200;

fn now() -> Time {
    noon().into()
}

/// Adds so many of everything that lists show: to organisation A, to the hub, and to both who will ask.
async fn add(seeded: &Seeded, numbers: Range<usize>) {
    let a = seeded.organisation(Side::A);
    let asking = [Who::Administrator, Who::HubAdministrator].map(|who| seeded.person(who));
    let mut tx = seeded.test.db.write().await.unwrap();
    for number in numbers {
        let person = Person::new(format!("Zed {number:03}"), format!("zed{number:03}@council.test"));
        person::store::add(&mut tx, &person, now()).await.unwrap();
        membership::store::save(&mut tx, a, person.id, Role::Member, "test", now())
            .await
            .unwrap();
        let other = add_organisation(&mut tx, number, None).await;
        add_organisation(&mut tx, number, Some(a)).await;
        for person in asking {
            membership::store::save(&mut tx, other, person, Role::Member, "test", now())
                .await
                .unwrap();
            add_session(&mut tx, person).await;
        }
        add_invitation(&mut tx, a, number).await;
        host_name::store::add(&mut tx, a, &format!("zed{number:03}.test"), now())
            .await
            .unwrap();
        email_domain::store::add(&mut tx, a, &format!("zed{number:03}.test"), now())
            .await
            .unwrap();
        let controller = Controller {
            id: ControllerId::new(),
            kind: "other".into(),
            title: format!("Zed {number:03}"),
            version: 1,
        };
        controller::store::add(&mut tx, a, &controller, &[], now())
            .await
            .unwrap();
        for scope in [Some(a), None] {
            let act = Act::of_the_hub("person.added").in_organisation(scope);
            let act = act.on("person", person.id).with("name", person.name.as_str());
            let act = asking.into_iter().fold(act, Act::about);
            record(&mut tx, &act, now()).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// An organisation that goes on, or one that merged into another.
async fn add_organisation(tx: &mut Tx, number: usize, into: Option<OrganisationId>) -> OrganisationId {
    let name = match into {
        None => format!("Zed {number:03}"),
        Some(_) => format!("Former {number:03}"),
    };
    let organisation = Organisation {
        id: OrganisationId::new(),
        slug: text::slug::of(&name),
        name,
        kind: "council".into(),
        nation: "england".into(),
        code: None,
        merged_into_id: None,
        version: 1,
    };
    organisation::store::add(tx, &organisation, now()).await.unwrap();
    if let Some(into) = into {
        db::execute!(
            tx,
            "update organisation set merged_into_id = $1 where id = $2",
            into,
            organisation.id
        )
        .unwrap();
        db::execute!(
            tx,
            "update organisation_slug set organisation_id = $1 where organisation_id = $2",
            into,
            organisation.id
        )
        .unwrap();
    }
    organisation.id
}

/// Somebody signed in once more, in another browser.
async fn add_session(tx: &mut Tx, person: PersonId) {
    let now = now().timestamp().as_microsecond();
    let session = json!({
        "id": db::new_uuid().to_string(), "person_id": person.to_string(), "token_digest": digest(),
        "method": "password", "address": "203.0.113.9", "agent": "a test",
        "began_at": now, "proved_at": now, "seen_at": now, "is_to_rotate": false,
    });
    insert_many(tx, "session", &[session]).await.unwrap();
}

async fn add_invitation(tx: &mut Tx, organisation: OrganisationId, number: usize) {
    let (made, expires) = (now(), now().plus_seconds(3600));
    let email = format!("invited{number:03}@council.test");
    let invitation = json!({
        "id": db::new_uuid().to_string(), "kind": "invitation", "token_digest": digest(), "name": "",
        "email": email, "email_key": email, "organisation_id": organisation.to_string(), "role": "member",
        "made_at": made.timestamp().as_microsecond(), "expires_at": expires.timestamp().as_microsecond(),
    });
    insert_many(tx, "link", &[invitation]).await.unwrap();
}

/// The digest of a token that nobody has, as rows in JSON have it.
fn digest() -> String {
    let bytes = Token::new().unwrap().digest();
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\\x{digits}")
}

/// Every list, and who asks for it.
fn lists(seeded: &Seeded) -> Vec<(Who, String)> {
    let (a, b) = (seeded.organisation(Side::A), seeded.organisation(Side::B));
    let member = seeded.person(Who::Member);
    let mut lists = Vec::new();
    // People and invitations; sessions; the trail, by each of its searches.
    let own = ["people", "people?q=zed", "domains", "controllers", ""].map(|page| format!("/organisation/{page}"));
    let own = own.map(|page| page.trim_end_matches('/').to_owned());
    let account = ["/account", "/account/data"].map(str::to_owned);
    let searches = [
        "",
        "?action=person.added",
        "?kind=person",
        "?person=zed",
        "?from=2026-11-01",
    ];
    let trail = |base: &str| searches.map(|search| format!("{base}{search}"));
    let hub = [
        "/hub/people".to_owned(),
        "/hub/people?q=zed".to_owned(),
        format!("/hub/people?after={member}"),
        format!("/hub/people/{}", seeded.person(Who::Administrator)),
        "/hub/organisations".to_owned(),
        "/hub/organisations?q=zed".to_owned(),
        format!("/hub/organisations?after={a}"),
        format!("/hub/organisations/{a}"),
        format!("/hub/organisations/{b}/merge"),
    ];
    lists.extend(own.into_iter().map(|address| (Who::Administrator, address)));
    lists.push((Who::Administrator, format!("/organisation/people?after={member}")));
    lists.extend(account.clone().map(|address| (Who::Administrator, address)));
    lists.extend(trail("/organisation/audit").map(|address| (Who::Administrator, address)));
    lists.extend(hub.map(|address| (Who::HubAdministrator, address)));
    lists.extend(account.map(|address| (Who::HubAdministrator, address)));
    lists.extend(trail("/hub/audit").map(|address| (Who::HubAdministrator, address)));
    lists
}

/// What each list is, and what it asks of the database.
async fn ask(seeded: &Seeded) -> Vec<(String, usize, Ran)> {
    let mut asked = Vec::new();
    for (who, address) in lists(seeded) {
        let cookie = seeded.sign_in(who, Proved::JustNow).await;
        let (answer, ran) = seeded.count(&address, cookie.as_deref()).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        asked.push((address, answer.text.len(), ran));
    }
    asked
}

on_both_databases!(a_list_of_two_hundred_asks_no_more_than_a_list_of_one, |test| {
    let seeded = Seeded::on(test).await;
    add(&seeded, 0..1).await;
    // Whoever reads the trail is written into it: the first entry of each is there before anything is counted.
    ask(&seeded).await;
    let few = ask(&seeded).await;
    add(&seeded, 1..MANY).await;
    let many = ask(&seeded).await;
    assert!(few.len() > 25);
    for ((address, short, one), (_, long, two_hundred)) in few.into_iter().zip(many) {
        assert!(
            long > short + 2_000,
            "{address} is no longer than it was: {short}, {long}"
        );
        assert_eq!(two_hundred, one, "{address}");
    }
});
