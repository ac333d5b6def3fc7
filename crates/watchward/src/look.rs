//! The look: static assets, the hub's own colour and picture, the service worker, the gallery.

use axum::{
    body::Body,
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use ui::assets::{self, Asset};
use web::{Access, Error, Feature, Found as _, Page, Read, Result, get};

use crate::settings::{Colour, Picture};

/// How long a browser may keep what may change when the hub is set anew.
const FOR_A_WHILE: &str = "public, max-age=300";

/// What a hub looks like, beside what all hubs do.
#[derive(Debug)]
pub(crate) struct Look {
    theme: String,
    logo: Option<Picture>,
}

impl Look {
    /// The look of a hub with this colour and picture.
    pub(crate) fn new(accent: Option<Colour>, logo: Option<Picture>) -> Self {
        let theme = accent
            .map(|colour| format!(":root{{--ww-brand:{colour}}}\n"))
            .unwrap_or_default();
        Self { theme, logo }
    }
}

/// Everything static.
pub(crate) fn feature() -> Feature {
    let routes = vec![
        get("/assets/{*path}", Access::Anybody, asset),
        get("/theme.css", Access::Anybody, theme),
        get("/logo/{name}", Access::Anybody, logo),
        get("/favicon.ico", Access::Anybody, favicon),
        get("/service-worker.js", Access::Anybody, service_worker),
        get("/components", Access::Anybody, gallery),
    ];
    Feature {
        name: "look",
        routes,
        ..Feature::default()
    }
}

async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Result<Response> {
    let asset = assets::find(&path).found("file")?;
    Ok(answer(asset, assets::CACHE_FOR_EVER, &headers))
}

async fn service_worker(headers: HeaderMap) -> Response {
    answer(assets::service_worker(), "no-cache", &headers)
}

/// Browsers that know no `<link rel=icon>` ask for this address.
async fn favicon(headers: HeaderMap) -> Result<Response> {
    let path = assets::asset_url("favicon.svg").trim_start_matches("/assets/");
    let asset = assets::find(path).found("file")?;
    Ok(answer(asset, FOR_A_WHILE, &headers))
}

async fn theme(read: Read) -> Response {
    let css = read.shared.get::<Look>().theme.clone();
    (
        [
            (header::CONTENT_TYPE, "text/css; charset=utf-8"),
            (header::CACHE_CONTROL, FOR_A_WHILE),
        ],
        css,
    )
        .into_response()
}

async fn logo(read: Read) -> Result<Response> {
    let logo = read.shared.get::<Look>().logo.as_ref();
    let logo = logo.filter(|logo| logo.address() == read.path).found("picture")?;
    let headers = [
        (header::CONTENT_TYPE, logo.mime()),
        (header::CACHE_CONTROL, assets::CACHE_FOR_EVER),
    ];
    Ok((headers, logo.bytes().to_vec()).into_response())
}

async fn gallery(read: Read) -> Result<Page, Error> {
    let mut shell = read.shell("Components");
    shell.description = "Each part of a page, with example data, for whoever builds pages.".into();
    Page::of(&ui::gallery::Gallery { shell })
}

fn answer(asset: &'static Asset, cache: &'static str, asked: &HeaderMap) -> Response {
    let asks = |name, wanted: &str| {
        let values = asked.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values
            .flat_map(|value| value.split(','))
            .any(|value| value.trim() == wanted)
    };
    let gzip = asset.gzip.as_deref().filter(|_| asks(header::ACCEPT_ENCODING, "gzip"));
    let mut response = if asks(header::IF_NONE_MATCH, &asset.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(gzip.unwrap_or(asset.bytes.as_slice())).into_response()
    };
    let headers = response.headers_mut();
    if gzip.is_some() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}
