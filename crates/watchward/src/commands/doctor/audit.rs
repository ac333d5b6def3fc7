//! The audit trail: is it whole, and was it signed of late.

use accounts::audit;
use db::{Db, Time};

use super::findings::Findings;
use crate::{commands::audit::public_key, settings::Settings};

/// A checkpoint is made each day; after this long something keeps it from being made.
const SIGNED_WITHIN: i64 = 3 * 24 * 3600;

/// Tells how the trail is.
pub(super) async fn examine(db: &Db, settings: &Settings, findings: &mut Findings) {
    let key = match public_key(settings) {
        Ok(key) => key,
        Err(error) => return findings.missing(format_args!("{error:#}"), "Begin with `watchward serve`"),
    };
    let report = match walk(db, &key).await {
        Ok(report) => report,
        Err(error) => {
            return findings.broken(
                format_args!("The audit trail cannot be read: {:#}", anyhow::Error::new(error)),
                "Restore the newest backup into a new database",
            );
        }
    };
    match report.faults.first() {
        None => findings.configured(format_args!(
            "Audit trail: whole, {}",
            super::super::audit::counts(&report)
        )),
        Some(fault) => findings.broken(
            format_args!("The audit trail is broken: {fault}"),
            "See all of it with `watchward audit verify`, find out who could write to the database, and keep a copy",
        ),
    }
    let oldest = Time::now().plus_seconds(-SIGNED_WITHIN);
    if let Some((number, at)) = report.signed.filter(|(_, at)| *at < oldest && report.is_whole()) {
        findings.overdue(
            format_args!("The audit trail was last signed at {at}, with entry {number}"),
            "It is signed each day while the hub serves; look for \"it failed that the audit trail\" in the log",
        );
    }
}

async fn walk(db: &Db, key: &audit::PublicKey) -> db::Result<audit::Report> {
    audit::verify(&mut db.read().await?, key).await
}
