//! Starting, answering, stopping, and saying plainly why not.

use std::{fs::Permissions, os::unix::fs::PermissionsExt as _};

use crate::program::{Program, command, complained, get, printed, run};

#[tokio::test]
async fn it_says_where_it_listens_answers_and_stops_when_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    for (path, words) in [
        ("/healthz", "ok"),
        ("/readyz", "ready"),
        ("/", "Watchward"),
        ("/metrics", "watchward_answers_total"),
    ] {
        let reply = get(&hub.address, path).await.unwrap();
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.text.contains(words), "{path}: {}", reply.text);
    }
    for (kept, mode) in [
        ("data", 0o700),
        ("data/watchward.sqlite", 0o600),
        ("data/secret.key", 0o600),
    ] {
        let found = folder.path().join(kept).metadata().unwrap().permissions().mode();
        assert_eq!(found & 0o777, mode, "{kept} is nobody else's");
    }
    assert_eq!(hub.stop().await.code(), Some(0));
    assert!(
        !folder.path().join("data/watchward.sqlite-wal").exists(),
        "SQLite was closed, so its log is folded in"
    );
}

#[tokio::test]
async fn a_request_that_is_under_way_ends_before_it_stops() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let address = hub.address.clone();
    let mut slow = tokio::net::TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /get-involved/feedback HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: 23\r\n\r\nmessage="
    );
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    slow.write_all(head.as_bytes()).await.unwrap();
    // Another request is answered after this one was taken up, so the hub has it.
    get(&address, "/healthz").await.unwrap();
    let stopping = tokio::spawn(hub.stop());
    while get(&address, "/healthz").await.is_ok() {
        tokio::task::yield_now().await;
    }
    slow.write_all(b"It+works+well+x").await.unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(stopping.await.unwrap().code(), Some(0));
}

#[tokio::test]
async fn a_second_hub_on_the_same_folder_is_refused_and_the_first_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let second = run(folder.path(), &["serve", "--data", "data", "--listen", "127.0.0.1:0"]).await;
    assert_eq!(second.status.code(), Some(1));
    let said = complained(&second);
    assert!(
        said.contains("another watchward serves") && said.trim().lines().count() == 1,
        "{said}"
    );
    assert_eq!(get(&hub.address, "/healthz").await.unwrap().status, 200);
}

#[tokio::test]
async fn a_taken_port_is_one_clear_sentence() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let refused = run(folder.path(), &["serve", "--listen", &address]).await;
    assert_eq!(refused.status.code(), Some(1));
    let said = complained(&refused);
    assert!(
        said.contains(&address) && said.contains("--listen") && said.trim().lines().count() == 1,
        "{said}"
    );
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    // The system's own folder refuses root as well.
    let locked = if is_root() {
        "/proc/watchward".to_owned()
    } else {
        lock_away(folder.path())
    };
    let refused = run(folder.path(), &["serve", "--data", &locked, "--listen", "127.0.0.1:0"]).await;
    assert_eq!(refused.status.code(), Some(1));
    let said = complained(&refused);
    assert!(said.contains(&locked) && said.trim().lines().count() == 1, "{said}");
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn lock_away(folder: &std::path::Path) -> String {
    let locked = folder.join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, Permissions::from_mode(0o555)).unwrap();
    locked.join("data").display().to_string()
}

#[tokio::test]
async fn a_database_that_is_not_there_is_one_clear_sentence_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let address = "postgres://ada:hush@127.0.0.1:9/hub";
    let refused = run(
        folder.path(),
        &["serve", "--listen", "127.0.0.1:0", "--database", address],
    )
    .await;
    assert_eq!(refused.status.code(), Some(1));
    let said = complained(&refused);
    assert!(
        said.contains("127.0.0.1:9") && !said.contains("hush") && said.trim().lines().count() == 1,
        "{said}"
    );
}

#[tokio::test]
async fn help_tells_every_command_and_every_setting() {
    let folder = tempfile::tempdir().unwrap();
    let help = printed(&run(folder.path(), &["--help"]).await);
    for name in ["serve", "check", "backup", "restore", "inbox", "doctor"] {
        assert!(help.contains(name), "{help}");
    }
    let help = printed(
        &command(folder.path())
            .args(["serve", "--help"])
            .env("WATCHWARD_OPERATOR_TOKEN", "hush")
            .output()
            .await
            .unwrap(),
    );
    for name in ["--trusted-proxies", "WATCHWARD_PUBLIC_URL", "--smtp-password-file"] {
        assert!(help.contains(name), "{help}");
    }
    assert!(!help.contains("hush"), "{help}");
}
