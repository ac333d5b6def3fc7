//! The commands. They all work beside a running `serve`.

mod audit;
mod backup;
mod check;
mod doctor;
mod inbox;
mod person;

use std::{fmt::Display, future::Future, io::Write as _, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::{
    serve,
    settings::{self, HubOptions, Place, PlaceOptions, Settings},
};

/// A hub where councils find what could hit their work, what to do, and whom to ring.
///
/// Every option can also be set by the variable beside it, or in the file watchward.toml under its name
/// with _ for -. What is given as an option wins over the variable, and the variable over the file.
#[derive(Debug, Parser)]
#[command(name = "watchward", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What can be asked for.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the hub until told to stop (SIGTERM or Ctrl-C)
    Serve {
        #[command(flatten)]
        place: PlaceOptions,
        #[command(flatten)]
        hub: Box<HubOptions>,
    },
    /// Check content and tell all that is wrong with it, with file, line and remedy
    Check {
        /// The folder of content [default: the setting `content`, else the built-in library]
        dir: Option<PathBuf>,
        /// Ask every outside address whether it still answers, in place of the other checks
        #[arg(long)]
        links: bool,
        /// With --links: write the day into each file of the folder whose address answered, for pages to show
        #[arg(long, requires = "links")]
        write: bool,
        #[command(flatten)]
        place: PlaceOptions,
        #[command(flatten)]
        hub: Box<HubOptions>,
    },
    /// Write everything in the database into one archive, also while the hub serves
    Backup {
        /// The archive to write
        file: PathBuf,
        /// Write over a file that is there
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        place: PlaceOptions,
    },
    /// Read an archive into the database, which must be empty; SQLite and PostgreSQL read each other's
    Restore {
        /// The archive to read
        file: PathBuf,
        #[command(flatten)]
        place: PlaceOptions,
    },
    /// Show what readers sent, oldest first
    Inbox {
        /// As a table for a spreadsheet
        #[arg(long)]
        csv: bool,
        #[command(flatten)]
        place: PlaceOptions,
    },
    /// Prove that the audit trail is whole
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Add people, keep them out, let them begin anew; also while the hub serves
    #[command(subcommand)]
    Person(Box<person::PersonCommand>),
    /// Say what is configured, missing, overdue or broken, and what to do about each
    Doctor {
        #[command(flatten)]
        place: PlaceOptions,
        #[command(flatten)]
        hub: Box<HubOptions>,
    },
}

/// What can be asked of the audit trail.
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Walk the trail from end to end and say where it is broken, also while the hub serves
    Verify {
        /// Print the key that checks its signatures, and the newest of them, in place of that
        #[arg(long)]
        public_key: bool,
        #[command(flatten)]
        place: PlaceOptions,
        #[command(flatten)]
        hub: Box<HubOptions>,
    },
}

/// A command whose settings are judged.
#[derive(Debug)]
pub(crate) enum Judged {
    Serve(Box<Settings>),
    Check {
        content: Option<PathBuf>,
        links: Option<check::Links>,
        settings: Box<Settings>,
    },
    Backup {
        file: PathBuf,
        force: bool,
        place: Place,
    },
    Restore {
        file: PathBuf,
        place: Place,
    },
    Inbox {
        form: community::InboxForm,
        place: Place,
    },
    Audit {
        is_key_wanted: bool,
        settings: Box<Settings>,
    },
    Person {
        deed: person::Deed,
        settings: Box<Settings>,
    },
    Doctor(Box<Settings>),
}

impl Command {
    /// Judges the settings of the command.
    pub(crate) fn judged(self) -> anyhow::Result<Judged> {
        let alone = |given| settings::place(given).map(|(place, _)| place);
        let whole = |given, hub: Box<HubOptions>| Settings::new(given, *hub).map(Box::new);
        Ok(match self {
            Self::Serve { place, hub } => Judged::Serve(whole(place, hub)?),
            Self::Check {
                dir,
                links,
                write,
                place,
                hub,
            } => {
                let settings = whole(place, hub)?;
                let links = links.then_some(if write { check::Links::Write } else { check::Links::Show });
                Judged::Check {
                    content: dir.or_else(|| settings.content.clone()),
                    links,
                    settings,
                }
            }
            Self::Backup { file, force, place } => Judged::Backup {
                file,
                force,
                place: alone(place)?,
            },
            Self::Restore { file, place } => Judged::Restore {
                file,
                place: alone(place)?,
            },
            Self::Inbox { csv, place } => {
                let form = if csv {
                    community::InboxForm::Csv
                } else {
                    community::InboxForm::Text
                };
                Judged::Inbox {
                    form,
                    place: alone(place)?,
                }
            }
            Self::Audit {
                command: AuditCommand::Verify { public_key, place, hub },
            } => Judged::Audit {
                is_key_wanted: public_key,
                settings: whole(place, hub)?,
            },
            Self::Person(command) => {
                let (deed, settings) = command.judged()?;
                Judged::Person { deed, settings }
            }
            Self::Doctor { place, hub } => Judged::Doctor(whole(place, hub)?),
        })
    }
}

impl Judged {
    /// Where things are.
    pub(crate) fn place(&self) -> &Place {
        match self {
            Self::Serve(settings)
            | Self::Doctor(settings)
            | Self::Check { settings, .. }
            | Self::Person { settings, .. }
            | Self::Audit { settings, .. } => &settings.place,
            Self::Backup { place, .. } | Self::Restore { place, .. } | Self::Inbox { place, .. } => place,
        }
    }

    /// Whether it writes into the data folder or from it; what it writes into a folder of content is for all to read.
    pub(crate) fn keeps_data(&self) -> bool {
        !matches!(self, Self::Check { .. })
    }

    /// Does what was asked for.
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Serve(settings) => done(serve::serve(*settings)),
            Self::Check { content, links, .. } => in_runtime(check::check(content.as_deref(), links)),
            Self::Backup { file, force, place } => done(backup::backup(file, force, place)),
            Self::Restore { file, place } => done(backup::restore(file, place)),
            Self::Inbox { form, place } => done(inbox::inbox(form, place)),
            Self::Audit {
                is_key_wanted: true,
                settings,
            } => in_runtime(audit::show_public_key(*settings)),
            Self::Audit { settings, .. } => in_runtime(audit::verify(*settings)),
            Self::Person { deed, settings } => done(person::person(deed, *settings)),
            Self::Doctor(settings) => in_runtime(doctor::doctor(*settings)),
        }
    }
}

fn done(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<ExitCode> {
    in_runtime(work).map(|()| ExitCode::SUCCESS)
}

fn in_runtime<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.context("the program cannot be given threads")?.block_on(work)
}

/// Says it on standard output. Whoever reads no further, such as `head`, needs no more.
fn say(words: impl Display) {
    let _ = writeln!(std::io::stdout(), "{words}");
}
