//! The doctor: what is configured, missing, overdue and broken, each with what to do about it.

mod audit;
mod content;
mod database;
mod findings;
mod setup;

use std::process::ExitCode;

use web::Clock;

use crate::{hub, settings::Settings};
use findings::Findings;

/// Prints every finding. What is broken ends the command with 1; what is missing or overdue does not.
pub(super) async fn doctor(settings: Settings) -> anyhow::Result<ExitCode> {
    let mut findings = Findings::default();
    setup::examine(&settings, &mut findings);
    let kept = match hub::open_known_database(&settings.place).await {
        Ok(db) => {
            let kept = database::examine(&db, &mut findings).await;
            audit::examine(&db, &settings, &mut findings).await;
            db.close().await;
            kept
        }
        Err(error) => {
            findings.broken(format!("{error:#}"), "Mend this first; the rest of the hub needs it");
            Vec::new()
        }
    };
    content::examine(&settings, &kept, Clock::System.today(), &mut findings);
    super::say(&findings);
    Ok(if findings.is_something_broken() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
