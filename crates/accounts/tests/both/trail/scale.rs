//! Ten thousand people and a hundred thousand entries. Exact figures are for the released program and come
//! from the example `trail`, which `make bench` runs; the bounds here are for a busy machine and no
//! optimising, and fail when something reads all where it should read a page.

use std::time::{Duration, Instant};

use db::{Db, on_both_databases, testing::counted};
use testkit::TestHub;
use web::HubRole;

use super::{
    hub::{Browser, hub, now, person, sign_in, verify},
    searches::SEARCHES,
    seeding::{Seeded, seed},
};

const BOUND: Duration = Duration::from_secs(5);

async fn browser<'h>(hub: &'h TestHub, db: &Db, seeded: &Seeded) -> Browser<'h> {
    // The first person is an administrator of the first organisation.
    sign_in(hub, db, seeded.people[0], Some(seeded.organisations[0])).await
}

/// Asks, and says how many statements that took.
async fn statements(browser: &Browser<'_>, address: &str) -> usize {
    let began = Instant::now();
    let (answer, ran) = counted(browser.get(address)).await;
    assert_eq!(answer.status, 200, "{address}");
    assert!(began.elapsed() < BOUND, "{address} took {:?}", began.elapsed());
    ran.statements.len()
}

on_both_databases!(a_long_trail_is_searched_and_proved_without_reading_all_of_it, |test| {
    let seeded = seed(&test.db, 10_000, 100_000, now()).await.unwrap();
    let hub = hub(&test.db);
    let browser = browser(&hub, &test.db, &seeded).await;
    for search in SEARCHES {
        let page = browser.get(&format!("/organisation/audit{search}")).await;
        assert!(page.says("id=\"entry-"), "{search} finds nothing");
        statements(&browser, &format!("/organisation/audit{search}")).await;
    }
    let kit = person(&test.db, "Kit Keeper", Some(HubRole::Administrator)).await;
    let kit = sign_in(&hub, &test.db, kit, None).await;
    for search in SEARCHES {
        statements(&kit, &format!("/hub/audit{search}")).await;
    }
    statements(&browser, "/account/data").await;

    let began = Instant::now();
    let report = verify(&test.db).await;
    assert!(report.is_whole(), "{report:?}");
    assert!(report.entries > 100_000);
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
});

on_both_databases!(how_many_questions_a_page_asks_does_not_grow_with_the_trail, |test| {
    let seeded = seed(&test.db, 200, 40, now()).await.unwrap();
    let hub = hub(&test.db);
    let browser = browser(&hub, &test.db, &seeded).await;
    let mut few = Vec::new();
    for search in SEARCHES {
        few.push(statements(&browser, &format!("/organisation/audit{search}")).await);
    }
    let data = statements(&browser, "/account/data").await;
    let more = db::testing::TestDb::sqlite().await;
    let seeded = seed(&more.db, 200, 4_000, now()).await.unwrap();
    let hub = crate::trail::hub::hub(&more.db);
    let browser = super::browser(&hub, &more.db, &seeded).await;
    for (search, few) in SEARCHES.iter().zip(few) {
        let many = statements(&browser, &format!("/organisation/audit{search}")).await;
        assert_eq!(many, few, "{search}");
        // Who asks; that it is read: six; the days, if any; the entries.
        assert!(many <= 10, "{search} asks {many} questions");
    }
    assert_eq!(statements(&browser, "/account/data").await, data);
});
