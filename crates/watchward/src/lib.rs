//! The roof: settings, the list of features, the commands.
//!
//! Nothing here knows what a threat or a submission is. [`settings`] judges what those who run a hub
//! decide; [`hub`] puts a hub together from it; `serve` lets the world in; the other commands work on
//! the same data beside a running `serve`.

mod commands;
pub mod features;
pub mod hub;
mod log;
mod look;
mod operations;
mod serve;
pub mod settings;

use std::process::ExitCode;

use clap::Parser as _;
use commands::Cli;

/// What a mistake on the command line or in a setting ends with; any other failure ends with 1.
const WRONG_USAGE: u8 = 2;

/// Runs the command that was asked for and says how it ended.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // Only fails when a provider was installed before, and that one will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let variables: Vec<String> = std::env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .collect();
    let judged = settings::refuse_unknown_variables(variables.iter().map(String::as_str))
        .and_then(|()| cli.command.judged())
        .and_then(|command| log::begin(command.place()).map(|()| command));
    let command = match judged {
        Ok(command) => command,
        Err(error) => return fail(&error, WRONG_USAGE),
    };
    if command.keeps_data() {
        // What is kept here is nobody else's on this machine: the database, its backups, letters.
        rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    }
    match command.run() {
        Ok(code) => code,
        Err(error) => fail(&error, 1),
    }
}

fn fail(error: &anyhow::Error, code: u8) -> ExitCode {
    eprintln!("watchward: {}", sentence(error));
    ExitCode::from(code)
}

/// What failed and why, in one sentence. Some errors repeat their cause; it is said once.
fn sentence(error: &anyhow::Error) -> String {
    let mut sentence = String::new();
    for cause in error.chain() {
        let words = cause.to_string();
        if sentence.contains(&words) {
            continue;
        }
        if !sentence.is_empty() {
            sentence.push_str(": ");
        }
        sentence.push_str(&words);
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_that_was_said_is_not_said_again() {
        let error = anyhow::anyhow!("the disk is full")
            .context("it failed: the disk is full")
            .context("no table");
        assert_eq!(sentence(&error), "no table: it failed: the disk is full");
    }
}
