//! What those who keep the hub running ask of it: is it up, is it ready, and its figures.

use std::{fmt::Write as _, sync::Arc};

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use library::Library;
use web::{Access, Feature, KeptPages, Metrics, Read, Result, Viewer, get};

/// Health and figures.
pub(crate) fn feature() -> Feature {
    let routes = vec![
        get("/healthz", Access::Anybody, health),
        get("/readyz", Access::Anybody, readiness),
        get("/metrics", Access::Operator, figures),
    ];
    Feature {
        name: "operations",
        routes,
        ..Feature::default()
    }
}

fn plain(status: StatusCode, text: impl Into<String>) -> Response {
    let mut response = (status, text.into()).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn health() -> Response {
    plain(StatusCode::OK, "ok\n")
}

async fn readiness(read: Read) -> Response {
    let library = read.shared.get::<Arc<Library>>();
    if library.for_viewer(&Viewer::stranger()).everything().next().is_none() {
        return plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "The library is empty: see `watchward check`.\n",
        );
    }
    if let Err(error) = jobs_of(&read).await {
        tracing::warn!("not ready: {error}");
        return plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "The database is away: readers are served what is in memory.\n",
        );
    }
    plain(StatusCode::OK, "ready\n")
}

async fn jobs_of(read: &Read) -> Result<jobs::Counts> {
    let mut tx = read.tx().await?;
    Ok(jobs::counts(&mut tx).await?)
}

async fn figures(read: Read) -> Response {
    let mut text = read.shared.get::<Metrics>().text();
    let kept = read.shared.get::<KeptPages>().size() as u64;
    gauge(&mut text, "watchward_kept_bytes", "Bytes of kept pages.", kept);
    if let Some(bytes) = resident_bytes() {
        gauge(&mut text, "process_resident_memory_bytes", "Resident memory.", bytes);
    }
    // While the database is away these are left out; the other figures are wanted then most of all.
    if let Ok(counts) = jobs_of(&read).await {
        let of = |count: i64| u64::try_from(count).unwrap_or_default();
        gauge(&mut text, "watchward_jobs_ready", "Jobs that wait.", of(counts.ready));
        gauge(
            &mut text,
            "watchward_jobs_dead",
            "Jobs that were given up.",
            of(counts.dead),
        );
    }
    let mut response = plain(StatusCode::OK, text);
    let mime = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, mime);
    response
}

fn gauge(text: &mut String, name: &str, help: &str, value: u64) {
    // Writing into a string does not fail.
    let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
}

/// What the process holds in memory, where the system tells (proc(5), `VmRSS`).
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}
