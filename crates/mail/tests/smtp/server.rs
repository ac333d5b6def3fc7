//! A real mail server beside a test.

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp");

/// A mail server that goes when this does.
pub struct Server {
    process: Child,
    folder: TempDir,
    pub port: u16,
}

impl Server {
    /// Starts one: `plain`, `starttls` or `tls`.
    pub fn start(mode: &str) -> Self {
        let python = std::env::var("WATCHWARD_TEST_PYTHON")
            .expect("WATCHWARD_TEST_PYTHON must name a Python that has aiosmtpd: run the tests by `make test`");
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new(&python)
            .args([
                Path::new(HERE).join("server.py"),
                folder.path().into(),
                mode.into(),
                certificate(),
            ])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("WATCHWARD_TEST_PYTHON names '{python}', which does not start: {error}"));
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line.trim().parse();
        let port =
            port.unwrap_or_else(|_| panic!("'{python}' did not start a mail server: is aiosmtpd installed there?"));
        Self { process, folder, port }
    }

    /// What it was given: the envelope's sender and recipients in two lines, then the message.
    pub fn received(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        entries
            .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Who vouches for the server.
pub fn authority() -> PathBuf {
    Path::new(HERE).join("authority.pem")
}

fn certificate() -> PathBuf {
    Path::new(HERE).join("server.pem")
}
