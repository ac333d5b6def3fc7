//! Every room that holds anything about people shows it and forgets it.

use std::collections::BTreeSet;

use accounts::{
    person::{self, Person},
    secret::Token,
    session::{self, Method, Session},
};
use axum::{body::Body, http::Request};
use db::{Tx, fetch_one, on_both_databases, testing::TestDb};
use testkit::noon;
use watchward::features;
use web::{PersonalRooms, SessionId};

use crate::whole_hub::whole_hub;

/// The tables that refer to a person, or have an e-mail address.
async fn tables_about_people() -> BTreeSet<String> {
    let test = TestDb::sqlite().await;
    let Tx::Sqlite(mut tx) = test.db.read().await.unwrap() else {
        unreachable!("it is SQLite")
    };
    let tables: Vec<(String,)> = db::sqlx::query_as(
        "select t.name from sqlite_master t
          where t.type = 'table'
            and (exists (select 1 from pragma_foreign_key_list(t.name) f where f.\"table\" = 'person')
                 or exists (select 1 from pragma_table_info(t.name) c
                             where c.name like '%person_id' or c.name like '%email%'))",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    tables.into_iter().map(|(name,)| name).collect()
}

#[tokio::test]
async fn every_table_about_people_is_shown_and_forgotten_by_a_room() {
    let rooms = PersonalRooms::of(&features::features());
    let named: BTreeSet<String> = rooms
        .0
        .iter()
        .flat_map(|room| room.tables)
        .map(|name| (*name).to_owned())
        .collect();
    let all = tables_about_people().await;
    assert!(all.contains("session") && all.contains("submission"), "{all:?}");
    let forgotten_by_nobody: Vec<_> = all.difference(&named).collect();
    assert!(
        forgotten_by_nobody.is_empty(),
        "these tables have something about people, and no room of a feature names them in a \
         `web::PersonalData`, with what shows it to its person and what forgets it: {forgotten_by_nobody:?}"
    );
}

on_both_databases!(
    what_somebody_sent_is_among_their_data_and_is_forgotten_with_them,
    |test| {
        let hub = whole_hub(&test.db);
        for (email, message) in [
            ("Sam@example.gov.uk", "Zanzibar words"),
            ("ada@example.gov.uk", "Other words"),
        ] {
            let fields = [("message", message), ("email", email)];
            assert_eq!(hub.post("/get-involved/feedback", &fields).await.status, 303);
        }
        let sam = Person::new("Sam Reader", "sam@example.gov.uk");
        let (token, now) = (Token::new().unwrap(), noon().into());
        let session = Session {
            id: SessionId::new(),
            person_id: sam.id,
            organisation_id: None,
            method: Method::Passkey.as_str().to_owned(),
            address: String::new(),
            agent: String::new(),
            began_at: now,
            proved_at: now,
            seen_at: now,
        };
        let mut tx = test.db.write().await.unwrap();
        person::store::add(&mut tx, &sam, now).await.unwrap();
        session::store::add(&mut tx, &session, &token).await.unwrap();
        tx.commit().await.unwrap();
        let line = session::set_cookie(&token, true);
        let cookie = line.split(';').next().unwrap().to_owned();
        let get = |address: &'static str| {
            Request::get(address)
                .header("cookie", &cookie)
                .body(Body::empty())
                .unwrap()
        };

        let page = hub.ask(get("/account/data")).await;
        page.assert_sound();
        page.assert_page_says("Zanzibar words");
        assert!(!page.says("Other words"));
        let request = Request::post("/account/forgetting")
            .header("cookie", &cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let answer = hub.ask(request.body(Body::from("sure=yes")).unwrap()).await;
        assert_eq!(answer.location(), "/account/forgotten", "{answer:?}");
        let mut tx = test.db.read().await.unwrap();
        let (left, people): (i64, i64) = fetch_one!(
            &mut tx,
            "select (select count(*) from submission), (select count(*) from person)"
        )
        .unwrap();
        assert_eq!((left, people), (1, 0));
    }
);

on_both_databases!(the_page_on_privacy_says_how_long_each_thing_is_kept, |test| {
    let page = whole_hub(&test.db).get("/privacy").await;
    page.assert_sound();
    for words in [
        "Where and when you are signed in until you sign out, at most 12 hours",
        "Names and addresses in the audit trail 2 years",
        "What was done, without names 6 years",
        "Accounts until their owner is forgotten, or 2 years after",
        "What you send us 2 years",
    ] {
        page.assert_page_says(words);
    }
});
