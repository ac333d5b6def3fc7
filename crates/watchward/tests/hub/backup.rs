//! A backup while people post, restored into the other kind of database.

use std::path::Path;

use db::{Db, testing};

use crate::program::{People, Program, complained, kept, printed, run};

#[tokio::test]
async fn from_sqlite_to_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let from = format!("sqlite:{}", folder.path().join("data/watchward.sqlite").display());
    move_over(folder.path(), &from, &testing::new_postgres_address().await).await;
}

#[tokio::test]
async fn from_postgres_to_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let to = format!("sqlite:{}", folder.path().join("other.sqlite").display());
    move_over(folder.path(), &testing::new_postgres_address().await, &to).await;
}

async fn move_over(folder: &Path, from: &str, to: &str) {
    let hub = Program::serve(folder, from, &[]).await;
    let mut people = People::default();
    people.send(&hub.address, 0, 4);
    while people.acknowledged().len() < 20 {
        tokio::task::yield_now().await;
    }
    let before = people.acknowledged();
    let backup = run(folder, &["backup", "hub.zip", "--database", from]).await;
    assert!(backup.status.success(), "{}", complained(&backup));
    people.end().await;
    assert!(
        people.acknowledged().len() > before.len(),
        "people went on posting while it was taken"
    );

    let again = run(folder, &["backup", "hub.zip", "--database", from]).await;
    assert_eq!(again.status.code(), Some(1));
    assert!(complained(&again).contains("--force"), "{}", complained(&again));

    let restored = run(folder, &["restore", "hub.zip", "--database", to]).await;
    assert!(restored.status.success(), "{}", complained(&restored));
    assert!(printed(&restored).contains("restored into"), "{}", printed(&restored));
    let kept = kept(&Db::open(to).await.unwrap()).await;
    let lost: Vec<_> = before.iter().filter(|message| !kept.contains(message)).collect();
    assert!(
        lost.is_empty(),
        "acknowledged before the backup and not in it: {lost:?}"
    );

    let onto = run(folder, &["restore", "hub.zip", "--database", to]).await;
    assert_eq!(onto.status.code(), Some(1));
    assert!(complained(&onto).contains("not empty"), "{}", complained(&onto));
    assert_eq!(hub.stop().await.code(), Some(0));
}

#[tokio::test]
async fn a_hub_that_is_not_there_is_not_backed_up() {
    let folder = tempfile::tempdir().unwrap();
    let refused = run(folder.path(), &["backup", "hub.zip"]).await;
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        complained(&refused).contains("there is no hub"),
        "{}",
        complained(&refused)
    );
    assert!(!folder.path().join("hub.zip").exists());
}
