//! The audit trail: proving that it is whole, also beside a hub that serves.

use std::process::ExitCode;

use accounts::{
    audit::{self, PublicKey, Report, Signer},
    sealed::Sealer,
};
use anyhow::{Context as _, bail};
use text::words::counted;

use super::say;
use crate::{hub, settings::Settings};

/// The key that checks what the hub of these settings signs.
///
/// # Errors
/// When there is no key yet, or it cannot be read. None is made here.
pub(super) fn public_key(settings: &Settings) -> anyhow::Result<PublicKey> {
    let file = &settings.secret_key_file;
    if !file.exists() {
        bail!(
            "There is no key in {}: say where it is with --secret-key-file",
            file.display()
        );
    }
    let sealer = Sealer::of_file(file)
        .with_context(|| format!("the key in {} (secret_key_file) cannot be used", file.display()))?;
    Ok(Signer::of(&sealer).public_key())
}

/// Prints whether the trail is whole, and where it is not. A broken one ends the command with 1.
pub(super) async fn verify(settings: Settings) -> anyhow::Result<ExitCode> {
    let key = public_key(&settings)?;
    let db = hub::open_known_database(&settings.place).await?;
    let mut tx = db.read().await?;
    let report = audit::verify(&mut tx, &key)
        .await
        .context("the audit trail cannot be read")?;
    drop(tx);
    db.close().await;
    if report.is_whole() {
        say(format_args!("The audit trail is whole: {}.", counts(&report)));
        return Ok(ExitCode::SUCCESS);
    }
    say("The audit trail is broken.");
    for fault in &report.faults {
        say(format_args!("  {fault}"));
    }
    if report.more_faults > 0 {
        say(format_args!("  and {} more", report.more_faults));
    }
    say(format_args!("It has {}.", counts(&report)));
    Ok(ExitCode::FAILURE)
}

/// Prints the key that checks checkpoints, and the newest of them, for somebody outside.
pub(super) async fn show_public_key(settings: Settings) -> anyhow::Result<ExitCode> {
    let key = public_key(&settings)?;
    let db = hub::open_known_database(&settings.place).await?;
    let newest = audit::newest(&mut db.read().await?)
        .await
        .context("the audit trail cannot be read")?;
    db.close().await;
    say(key.pem().trim_end());
    if let Some(newest) = newest {
        say(format_args!(
            "\nThe newest checkpoint; what is signed is the four lines between the rulers, each with its end:\n\
             ----\n{}----\nEd25519 signature, hexadecimal: {}",
            newest.text(),
            newest.signature(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// What the trail has, in words.
pub(super) fn counts(report: &Report) -> String {
    let mut words = counted(report.entries, "entry", "entries");
    if report.erased > 0 {
        words.push_str(&format!(", {} with their words erased", report.erased));
    }
    if report.removed > 0 {
        words.push_str(&format!(
            ", {} removed when their time was over",
            counted(report.removed, "older one", "older ones")
        ));
    }
    match report.signed {
        Some((number, at)) => words.push_str(&format!(", last signed at {at} with entry {number}")),
        None => words.push_str(", not signed yet"),
    }
    if let Some((first, last)) = report.unsigned {
        words.push_str(&format!(
            ". Those from {first} to {last} are not signed, though a hub signs each day that it runs: its checkpoints \
             may have been taken away"
        ));
    }
    words
}
