//! The audit trail is proved beside a hub that serves, and everything that people are is known to be theirs.

use accounts::audit::{Act, record};
use db::{Db, Time, execute};

use crate::program::{Program, complained, printed, run};

async fn open(folder: &std::path::Path) -> Db {
    let file = folder.join("data/watchward.sqlite");
    Db::open(&format!("sqlite:{}", file.display())).await.unwrap()
}

#[tokio::test]
async fn the_trail_is_proved_beside_a_hub_that_serves() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let empty = run(folder.path(), &["audit", "verify"]).await;
    assert_eq!(empty.status.code(), Some(0), "{}", complained(&empty));
    // The link that makes the first administrator is written down at each start until it is used.
    let told = printed(&empty);
    assert!(told.starts_with("The audit trail is whole: 1 entry, "), "{told}");

    let db = open(folder.path()).await;
    let mut tx = db.write().await.unwrap();
    for _ in 0..2 {
        record(
            &mut tx,
            &Act::of_the_hub("person.added").with("name", "Sam"),
            Time::now(),
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(hub.stop().await.code(), Some(0));
    // It is signed when the hub starts.
    let hub = Program::serve(folder.path(), "", &[]).await;
    crate::program::until("the trail is signed", async || {
        let told = printed(&run(folder.path(), &["audit", "verify"]).await);
        told.starts_with("The audit trail is whole: 4 entries, last signed at ") && !told.contains("with entry 1.")
    })
    .await;
    let key = printed(&run(folder.path(), &["audit", "verify", "--public-key"]).await);
    assert!(key.starts_with("-----BEGIN PUBLIC KEY-----\n"), "{key}");
    assert!(key.contains("\n----\nwatchward audit checkpoint\nentry "), "{key}");
    let well = printed(&run(folder.path(), &["doctor"]).await);
    assert!(well.contains("Audit trail: whole, 4 entries"), "{well}");

    let mut tx = db.write().await.unwrap();
    execute!(
        &mut tx,
        "update audit_entry set action = 'person.read' where number = 1"
    )
    .unwrap();
    tx.commit().await.unwrap();
    let broken = run(folder.path(), &["audit", "verify"]).await;
    assert_eq!(broken.status.code(), Some(1));
    let told = printed(&broken);
    assert!(told.contains("The audit trail is broken.\n  entry 1, of "), "{told}");
    assert!(
        told.contains("was changed: it no longer has the hash that it carries"),
        "{told}"
    );
    let ill = run(folder.path(), &["doctor"]).await;
    assert_eq!(ill.status.code(), Some(1));
    assert!(printed(&ill).contains("The audit trail is broken: entry 1"));
    drop(hub);
}

#[tokio::test]
async fn no_key_is_made_where_one_was_lost() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    assert_eq!(hub.stop().await.code(), Some(0));
    let key = folder.path().join("data/secret.key");
    std::fs::remove_file(&key).unwrap();
    let told = run(folder.path(), &["audit", "verify"]).await;
    assert_eq!(told.status.code(), Some(1));
    assert!(
        complained(&told).contains("There is no key in "),
        "{}",
        complained(&told)
    );
    assert!(!key.exists());
}
