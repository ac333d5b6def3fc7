//! A hub that is killed at any moment has lost nothing that it acknowledged, and starts again as it is.

use std::path::Path;

use db::{Db, testing};

use crate::program::{PATIENCE, People, Program, Seed, kept};

const ROUNDS: usize = 100;
const SENDERS: usize = 4;
/// So many more are killed while they start for the first time, making tables and the index.
const UNBORN: usize = 10;

#[tokio::test]
async fn a_hundred_kills_on_sqlite_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("data/watchward.sqlite").display());
    kill_again_and_again(folder.path(), &address).await;
}

#[tokio::test]
async fn a_hundred_kills_on_postgres_lose_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let address = testing::new_postgres_address().await;
    kill_again_and_again(folder.path(), &address).await;
}

async fn kill_again_and_again(folder: &Path, database: &str) {
    let mut seed = Seed::new();
    for _ in 0..UNBORN {
        Program::start_and_kill(folder, database, seed.between(5, 1000)).await;
    }
    // An index that was never whole is made anew, and the log says so; from here on nothing has to be.
    Program::forget_log(folder);
    let mut people = People::default();
    for round in 0..ROUNDS {
        let hub = Program::serve(folder, database, &["--log", "warn"]).await;
        people.send(&hub.address, round, SENDERS);
        tokio::time::sleep(seed.between(20, 320)).await;
        hub.kill().await;
        tokio::time::timeout(PATIENCE, people.notice())
            .await
            .expect("everybody notices");
    }
    let acknowledged = people.acknowledged();
    let db = Db::open(database).await.unwrap();
    let kept = kept(&db).await;
    let lost: Vec<_> = acknowledged.iter().filter(|message| !kept.contains(message)).collect();
    println!(
        "{ROUNDS} kills, {} posts acknowledged, {} kept",
        acknowledged.len(),
        kept.len()
    );
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert!(
        acknowledged.len() >= ROUNDS,
        "too few posts to prove anything: {}",
        acknowledged.len()
    );

    let hub = Program::serve(folder, database, &["--log", "warn"]).await;
    let log = hub.log();
    assert_eq!(hub.stop().await.code(), Some(0));
    assert!(
        !log.contains("emptied") && !log.contains("ERROR"),
        "a start needed repair:\n{log}"
    );
}
