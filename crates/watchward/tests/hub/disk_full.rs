//! The disk is full under SQLite: readers go on, writers are told, nothing that was kept is lost.
//!
//! Where the tests may mount, the hub gets a small disk of its own and that is filled. Elsewhere the
//! system is asked to let the hub write no file beyond its present size, which SQLite meets in the same
//! place.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use db::Db;

use crate::program::{Program, get, kept, post, until, wrapped};

/// What takes the room away, and gives it back.
enum Shortage {
    /// A file that fills the hub's own small disk, as seen from outside.
    Filler(PathBuf),
    /// A limit on the size of files.
    Limit(u32),
}

impl Shortage {
    fn begin(&self) {
        match self {
            Self::Filler(path) => {
                let mut file = std::fs::File::create(path).unwrap();
                let block = [7; 4096];
                while std::io::Write::write_all(&mut file, &block).is_ok() {}
            }
            Self::Limit(pid) => limit(*pid, "4096:"),
        }
    }

    fn end(&self) {
        match self {
            Self::Filler(path) => std::fs::remove_file(path).unwrap(),
            Self::Limit(pid) => limit(*pid, "unlimited:"),
        }
    }
}

fn limit(pid: u32, soft: &str) {
    let status = Command::new("prlimit")
        .arg(format!("--pid={pid}"))
        .arg(format!("--fsize={soft}"))
        .status()
        .unwrap();
    assert!(status.success());
}

fn may_mount() -> bool {
    let tried = Command::new("unshare")
        .args(["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"])
        .output();
    tried.is_ok_and(|tried| tried.status.success())
}

async fn serve(folder: &Path) -> (Program, Shortage) {
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    if may_mount() {
        println!("on a small disk of its own");
        let mount = format!(
            "mount -t tmpfs -o size=24m tmpfs '{}' && exec \"$0\" \"$@\"",
            data.display()
        );
        let command = wrapped(folder, &["unshare", "-m", "sh", "-c", &mount]);
        let hub = Program::of(command, folder, "", &[]).await;
        let seen = PathBuf::from(format!("/proc/{}/root", hub.pid())).join(data.strip_prefix("/").unwrap());
        (hub, Shortage::Filler(seen.join("filler")))
    } else {
        println!("under a limit on the size of files");
        // Without this the system would end the hub in place of refusing the write.
        let command = wrapped(folder, &["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""]);
        let hub = Program::of(command, folder, "", &[]).await;
        let pid = hub.pid();
        (hub, Shortage::Limit(pid))
    }
}

async fn send(address: &str, message: &str) -> u16 {
    post(address, "/get-involved/feedback", &[("message", message)])
        .await
        .expect("an answer")
        .status
}

#[tokio::test]
async fn a_full_disk_refuses_writers_loses_nothing_and_is_got_over() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, shortage) = serve(folder.path()).await;
    assert_eq!(send(&hub.address, "Before it was full").await, 303);

    shortage.begin();
    // A little may still fit into what SQLite had taken already.
    let mut fitted = Vec::new();
    until("a post is refused", async || {
        let message = format!("While it was filling: {}", fitted.len());
        let status = send(&hub.address, &message).await;
        if status == 303 {
            fitted.push(message);
        } else {
            assert_eq!(status, 503);
        }
        status == 503
    })
    .await;
    assert_eq!(get(&hub.address, "/threats").await.unwrap().status, 200);

    shortage.end();
    until("posts are kept", async || {
        send(&hub.address, "When there was room").await == 303
    })
    .await;
    let backup = folder.path().join("hub.zip");
    take_backup(&hub, folder.path(), &backup);
    let restored = format!("sqlite:{}", folder.path().join("other.sqlite").display());
    let other = Db::open(&restored).await.unwrap();
    db::portable::restore(&other, &backup).await.unwrap();
    let kept = kept(&other).await;
    for message in fitted
        .iter()
        .map(String::as_str)
        .chain(["Before it was full", "When there was room"])
    {
        assert!(kept.iter().any(|kept| kept == message), "'{message}' is lost");
    }
    assert_eq!(hub.stop().await.code(), Some(0));
}

/// The disk is the hub's own, so the backup is taken from where the hub stands.
fn take_backup(hub: &Program, folder: &Path, to: &Path) {
    let pid = hub.pid().to_string();
    let enter = may_mount().then_some(["nsenter", "-m", "-t", &pid]);
    let mut command = match enter {
        Some([first, rest @ ..]) => {
            let mut command = Command::new(first);
            command.args(rest).arg(env!("CARGO_BIN_EXE_watchward"));
            command
        }
        None => Command::new(env!("CARGO_BIN_EXE_watchward")),
    };
    let data = folder.join("data");
    let status = command.arg("backup").arg(to).arg("--data").arg(data).status().unwrap();
    assert!(status.success());
}
