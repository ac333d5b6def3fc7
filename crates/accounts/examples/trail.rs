//! How long the lists take with 10,000 people and 100,000 entries of the trail, through the real router.
//! `make bench` runs it; with an address (`postgres://…`, which must be empty) it measures that database.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement stops where something is not as it says"
)]

#[path = "../tests/both/trail/hub.rs"]
#[expect(dead_code, reason = "the tests need more of it")]
mod hub;
#[path = "../tests/both/trail/searches.rs"]
mod searches;
#[path = "../tests/both/trail/seeding.rs"]
mod seeding;

use std::time::{Duration, Instant};

use db::{Db, Tx, sqlx};
use hub::{Browser, now, sign_in, verify};
use searches::SEARCHES;
use web::HubRole;

/// How often each page is asked for.
const TIMES: usize = 40;
const TARGET: Duration = Duration::from_millis(50);

fn row(what: &str, took: Duration, target: Duration) -> bool {
    let is_met = took < target;
    let mark = if is_met { "ok  " } else { "MISS" };
    let took = format!("{:.1} ms", took.as_secs_f64() * 1000.0);
    println!("{mark}  {what:<58} {took:>24}   target under {} ms", target.as_millis());
    is_met
}

/// The 95th of a hundred, after the pages were asked for once.
async fn p95(browser: &Browser<'_>, address: &str) -> Duration {
    browser.get(address).await;
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let began = Instant::now();
        let answer = browser.get(address).await;
        took.push(began.elapsed());
        assert_eq!(answer.status, 200, "{address}");
    }
    took.sort();
    took[TIMES * 95 / 100]
}

/// PostgreSQL learns by itself, after a while, how its tables look.
async fn let_it_learn(db: &Db) {
    if let Tx::Postgres(mut tx) = db.write().await.unwrap() {
        sqlx::query("analyze").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("hub.sqlite").display());
    let db = Db::open(&std::env::args().nth(1).unwrap_or(file)).await.unwrap();
    println!("10,000 people and 100,000 entries of the trail on {}:", db.name());
    let seeded = seeding::seed(&db, 10_000, 100_000, now()).await.unwrap();
    let_it_learn(&db).await;
    let hub = hub::hub(&db);
    let ada = sign_in(&hub, &db, seeded.people[0], Some(seeded.organisations[0])).await;
    let kit = hub::person(&db, "Kit Keeper", Some(HubRole::Administrator)).await;
    let kit = sign_in(&hub, &db, kit, None).await;
    let mut is_met = true;
    for (browser, page) in [(&ada, "/organisation/audit"), (&kit, "/hub/audit")] {
        for search in SEARCHES {
            let address = format!("{page}{search}");
            let took = p95(browser, &address).await;
            is_met &= row(&format!("{address}, p95"), took, TARGET);
        }
    }
    for (browser, list) in [
        (&ada, "/organisation/people"),
        (&kit, "/hub/people"),
        (&kit, "/hub/organisations"),
    ] {
        for search in ["", "?q=person", "?q=number12", "?q=nobody"] {
            let address = format!("{list}{search}");
            is_met &= row(&format!("{address}, p95"), p95(browser, &address).await, TARGET);
        }
    }
    for address in ["/account/data", "/account/forgetting"] {
        is_met &= row(&format!("{address}, p95"), p95(&ada, address).await, TARGET);
    }
    let began = Instant::now();
    assert!(verify(&db).await.is_whole());
    is_met &= row("proving 100,000 entries", began.elapsed(), Duration::from_secs(3));
    if is_met { 0.into() } else { 1.into() }
}
