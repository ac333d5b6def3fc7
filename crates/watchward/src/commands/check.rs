//! The content check.

use std::{io::IsTerminal as _, path::Path, process::ExitCode};

use anyhow::{Context as _, bail};
use library::check::{
    self, Sources,
    links::{self, Pace},
};
use text::words::counted;
use web::Clock;

/// What to do with what is found out about outside addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// Only tell it.
    Show,
    /// Also write the day into the content that was reached.
    Write,
}

/// Checks the folder `content` over the built-in library, or that alone.
pub(super) async fn check(content: Option<&Path>, links: Option<Links>) -> anyhow::Result<ExitCode> {
    let sources = match content {
        Some(folder) => Sources::with_folder(folder).with_context(|| format!("{} cannot be read", folder.display()))?,
        None => Sources::built_in(),
    };
    let is_good = match links {
        None => {
            let report = check::run(&sources, Clock::System.today());
            super::say(&report);
            report.is_good()
        }
        Some(links) => check_links(sources, content, links).await?,
    };
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn check_links(sources: Sources, content: Option<&Path>, what: Links) -> anyhow::Result<bool> {
    if what == Links::Write && content.is_none() {
        bail!("--write needs a folder of content to write into: name it after --links");
    }
    let files = sources.folder.unwrap_or(sources.built_in);
    let report = links::check(&files, Pace::default(), say_progress)
        .await
        .context("no address can be asked")?;
    super::say(&report);
    if let (Links::Write, Some(folder)) = (what, content) {
        let changed = links::note_reached(&report, folder, Clock::System.today())
            .with_context(|| format!("{} cannot be written", folder.display()))?;
        super::say(format_args!(
            "The day was written into {}.",
            counted(changed.len(), "file", "files")
        ));
    }
    Ok(report.is_good())
}

/// Says now and then how far it is, to whoever watches.
fn say_progress(asked: usize, of: usize) {
    if std::io::stderr().is_terminal() && (asked.is_multiple_of(10) || asked == of) {
        eprintln!("{asked} of {of} addresses asked");
    }
}
