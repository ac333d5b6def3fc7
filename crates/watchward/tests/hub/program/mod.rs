//! The built program, as a process of its own, and somebody who sends it things.

mod client;
mod people;
mod proxy;
mod seed;

use std::{
    path::{Path, PathBuf},
    process::{ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncBufReadExt as _, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

pub use client::{Reply, get, post, request};
pub use people::{People, kept};
pub use proxy::Wire;
pub use seed::Seed;

/// Longer than any step takes on a busy machine; a step that takes longer has hung.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Where hubs of one folder write their log.
const LOG: &str = "log.txt";

/// A hub that serves.
#[derive(Debug)]
pub struct Program {
    /// Where it answers, as `127.0.0.1:PORT`.
    pub address: String,
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    log: PathBuf,
}

/// Asks again and again until the answer is as wanted, and says how long that took.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let began = Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < PATIENCE, "it does not happen that {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    began.elapsed()
}

/// A command line of the built program, with nothing of our own surroundings that it would take for a setting.
pub fn command(folder: &Path) -> Command {
    wrapped(folder, &[])
}

/// The same, started by another program: `["prlimit", "--nofile=256"]`.
pub fn wrapped(folder: &Path, wrapper: &[&str]) -> Command {
    let program = env!("CARGO_BIN_EXE_watchward");
    let mut command = match wrapper {
        [] => Command::new(program),
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
    };
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("WATCHWARD_") {
            command.env_remove(name);
        }
    }
    command.current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// Runs a command to its end.
pub async fn run(folder: &Path, arguments: &[&str]) -> Output {
    let output = command(folder).args(arguments).output();
    tokio::time::timeout(PATIENCE, output)
        .await
        .expect("it ends")
        .expect("it starts")
}

/// What a command printed on standard output.
pub fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a command complained of on standard error.
pub fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn start(mut command: Command, folder: &Path, database: &str, arguments: &[&str]) -> (Child, PathBuf) {
    let log = folder.join(LOG);
    let file = std::fs::File::options()
        .create(true)
        .append(true)
        .open(&log)
        .expect("a log");
    command.args(["serve", "--data", "data", "--listen", "127.0.0.1:0"]);
    if !database.is_empty() {
        command.args(["--database", database]);
    }
    let child = command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(file)
        .spawn()
        .expect("it starts");
    (child, log)
}

impl Program {
    /// Serves from `folder` with a database (an address, or empty for its own) and further arguments.
    pub async fn serve(folder: &Path, database: &str, arguments: &[&str]) -> Self {
        Self::of(command(folder), folder, database, arguments).await
    }

    /// Begins to serve and is killed so soon that it may not have been ready.
    pub async fn start_and_kill(folder: &Path, database: &str, after: Duration) {
        let (mut child, _) = start(command(folder), folder, database, &[]);
        tokio::time::sleep(after).await;
        child.kill().await.expect("it runs");
    }

    /// The same as [`Self::serve`], by a command line of [`wrapped`].
    pub async fn of(command: Command, folder: &Path, database: &str, arguments: &[&str]) -> Self {
        let (mut child, log) = start(command, folder, database, arguments);
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let line = tokio::time::timeout(PATIENCE, lines.next_line())
            .await
            .expect("it is ready in time")
            .expect("a line");
        let log_so_far = || std::fs::read_to_string(&log).unwrap_or_default();
        let line = line.unwrap_or_else(|| panic!("it ended before it was ready:\n{}", log_so_far()));
        let address = line
            .strip_prefix("listening on http://")
            .unwrap_or_else(|| panic!("it printed {line:?}"));
        Self {
            address: address.to_owned(),
            child,
            lines,
            log,
        }
    }

    /// The next line that it prints.
    pub async fn next_line(&mut self) -> String {
        let line = tokio::time::timeout(PATIENCE, self.lines.next_line()).await;
        line.expect("it prints in time").expect("a line").unwrap_or_default()
    }

    /// Its number among processes.
    pub fn pid(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Kills it, as a power cut would.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("it runs");
    }

    /// Asks it to stop and waits until it has.
    pub async fn stop(mut self) -> ExitStatus {
        let pid = rustix::process::Pid::from_raw(self.pid().cast_signed()).expect("a number of a process");
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("it runs");
        tokio::time::timeout(PATIENCE, self.child.wait())
            .await
            .expect("it stops")
            .expect("its status")
    }

    /// Empties the log of those who served from `folder`.
    pub fn forget_log(folder: &Path) {
        std::fs::write(folder.join(LOG), "").expect("a log");
    }

    /// Its log, and that of those who served from this folder before.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}
