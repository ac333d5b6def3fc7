//! The database: does it answer, does it understand us, and has work been given up.

use db::Db;
use library::item::store::{self, KeptItem};

use super::findings::Findings;

/// Tells how the database is, and gives the items that editors keep in it.
pub(super) async fn examine(db: &Db, findings: &mut Findings) -> Vec<KeptItem> {
    match db::check_statements(db).await {
        Ok((count, broken)) => {
            findings.configured(format_args!("Database: {}, {count} statements prepared", db.name()));
            for refused in broken {
                let statement = refused.statement;
                findings.broken(
                    format_args!(
                        "{}:{}: the database refuses a statement: {}",
                        statement.file, statement.line, refused.said
                    ),
                    "Use the program that the tables were made by, or a later one",
                );
            }
        }
        Err(error) => findings.broken(
            format_args!("The database does not answer: {:#}", anyhow::Error::new(error)),
            "See that it runs and that its address and password are right",
        ),
    }
    match accounts::sign_in::has_administrator(db).await {
        Ok(true) => findings.configured("The hub has an administrator"),
        Ok(false) => findings.missing(
            "The hub has no administrator, so nobody can invite people",
            "Start `watchward serve` and open the link that it prints, or use `watchward person add`",
        ),
        Err(error) => findings.broken(
            format_args!("People cannot be read: {:#}", anyhow::Error::new(error)),
            "See that the database answers",
        ),
    }
    match read(db).await {
        Ok(read) => {
            findings.configured(format_args!("Things that readers sent: {}", read.sent));
            findings.configured(format_args!("Jobs waiting: {}", read.jobs.ready + read.jobs.running));
            if read.jobs.dead > 0 {
                findings.broken(
                    format_args!("{} jobs were tried many times and given up", read.jobs.dead),
                    "Look for \"a job failed\" in the log, and mend what it names; it is often the mail server",
                );
            }
            read.kept
        }
        Err(error) => {
            findings.broken(
                format_args!("The tables cannot be read: {:#}", anyhow::Error::new(error)),
                "Restore the newest backup into a new database",
            );
            Vec::new()
        }
    }
}

struct Rows {
    sent: i64,
    jobs: jobs::Counts,
    kept: Vec<KeptItem>,
}

async fn read(db: &Db) -> db::Result<Rows> {
    let mut tx = db.read().await?;
    Ok(Rows {
        sent: community::count(&mut tx).await?,
        jobs: jobs::counts(&mut tx).await?,
        kept: store::list(&mut tx).await?,
    })
}
