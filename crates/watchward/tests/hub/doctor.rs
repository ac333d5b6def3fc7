//! The doctor says what is configured, missing, overdue and broken, and never a secret.

use crate::program::{Program, command, printed, run};

#[tokio::test]
async fn a_new_hub_has_things_missing_and_nothing_broken() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let told = run(folder.path(), &["doctor"]).await;
    let text = printed(&told);
    assert_eq!(told.status.code(), Some(0), "{text}");
    for words in [
        "Configured",
        "SQLite",
        "statements prepared",
        "Missing",
        "public_url",
        "Nothing is broken.",
    ] {
        assert!(text.contains(words), "no {words:?}:\n{text}");
    }
    assert_eq!(hub.stop().await.code(), Some(0));
}

#[tokio::test]
async fn what_is_broken_and_overdue_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let guidance = folder.path().join("content/guidance");
    std::fs::create_dir_all(&guidance).unwrap();
    std::fs::write(guidance.join("broken.md"), "+++\ntitle = \"No end\n+++\n").unwrap();
    let overdue = "+++\ntitle = \"Old\"\nsummary = \"Old.\"\nowner = \"Ada\"\nreviewed = 2020-01-01\n\
                   review_by = 2020-07-01\nown = \"Ours.\"\nstage = \"prevent\"\n+++\nOld.\n";
    std::fs::write(guidance.join("old.md"), overdue).unwrap();
    let told = run(folder.path(), &["doctor", "--content", "content"]).await;
    let text = printed(&told);
    assert_eq!(told.status.code(), Some(1), "{text}");
    assert!(text.contains("guidance/broken.md:2: not served"), "{text}");
    assert!(
        text.contains("guidance/old was to be reviewed by 1 July 2020"),
        "{text}"
    );
    drop(hub);
}

#[tokio::test]
async fn no_secret_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let told = command(folder.path())
        .args(["doctor", "--operator-token", "hush1", "--mail-from", "hub@hub.test"])
        .args([
            "--smtp",
            "smtp://ada:hush2@mail.hub.test",
            "--database",
            "postgres://ada:hush3@127.0.0.1:9/hub",
        ])
        .output()
        .await
        .unwrap();
    let all = format!("{}{}", printed(&told), crate::program::complained(&told));
    assert!(!all.contains("hush"), "{all}");
    assert!(all.contains("127.0.0.1:9"), "{all}");
    assert_eq!(told.status.code(), Some(1), "a database that does not answer is broken");
}
