//! The log, on standard error. It says what the hub did, never who a reader is.

use anyhow::Context as _;
use tracing_subscriber::EnvFilter;

use crate::settings::{LogFormat, Place};

/// Begins to write the log.
///
/// # Errors
/// When the filter is not understood.
pub(crate) fn begin(place: &Place) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&place.log).with_context(|| format!("log: '{}' is no filter", place.log))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match place.log_format {
        LogFormat::Text => builder.with_ansi(false).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    Ok(())
}
