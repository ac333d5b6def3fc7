//! The content check.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use library::check::{self, Sources};
use web::Clock;

/// What to do with what is found out about outside addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// Only tell it.
    Show,
    /// Also write it into the folder.
    Write,
}

/// Checks the folder `content` over the built-in library, or that alone.
pub(super) async fn check(content: Option<PathBuf>, links: Option<Links>) -> anyhow::Result<ExitCode> {
    let sources = match &content {
        Some(folder) => Sources::with_folder(folder).with_context(|| format!("{} cannot be read", folder.display()))?,
        None => Sources::built_in(),
    };
    let report = check::run(&sources, Clock::System.today());
    println!("{report}");
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
