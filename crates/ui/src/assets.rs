//! Static assets: what `frontend/dist` holds, built into the program.
//!
//! An address carries a hash of the content, so it may be kept for ever. The service worker is the
//! exception: it is served at `/service-worker.js`, always asked for anew, and told here which files
//! to keep.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// How long a browser may keep what [`find`] returns.
pub const CACHE_FOR_EVER: &str = "public, max-age=31536000, immutable";

/// What the service worker keeps on a device, beside the cards and `/offline`.
const KEPT_OFFLINE: [&str; 4] = ["main.css", "hub.js", "favicon.svg", "logo.svg"];

const SERVICE_WORKER: &str = "service-worker.js";

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
struct Dist;

/// One file, as it is sent.
#[derive(Debug)]
pub struct Asset {
    /// Its address on the site.
    pub url: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its bytes compressed, when that makes them fewer.
    pub gzip: Option<Vec<u8>>,
    /// Its media type, with the character set for text.
    pub mime: &'static str,
    /// Its entity tag, in quotes.
    pub etag: String,
}

static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    Dist::iter()
        .filter(|name| name != SERVICE_WORKER && !name.starts_with('.'))
        .filter_map(|name| {
            let bytes = Dist::get(&name)?.data.into_owned();
            let hash = hash(&bytes);
            let asset = Asset::new(format!("/assets/{hash}/{name}"), &name, &hash, bytes);
            Some((name.into_owned(), asset))
        })
        .collect()
});

static WORKER: LazyLock<Asset> = LazyLock::new(|| {
    let source = Dist::get(SERVICE_WORKER)
        .map(|file| file.data.into_owned())
        .unwrap_or_default();
    let mut files: Vec<&str> = KEPT_OFFLINE.iter().map(|name| asset_url(name)).collect();
    files.push("/theme.css");
    let source = String::from_utf8_lossy(&source)
        .replace("__WW_FILES__", &files.join(" "))
        .replace("__WW_VERSION__", version());
    let hash = hash(source.as_bytes());
    Asset::new(format!("/{SERVICE_WORKER}"), SERVICE_WORKER, &hash, source.into_bytes())
});

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let etags: String = ASSETS.values().map(|asset| asset.etag.as_str()).collect();
    let worker = Dist::get(SERVICE_WORKER)
        .map(|file| file.data.into_owned())
        .unwrap_or_default();
    hash(&[etags.as_bytes(), &worker].concat())
});

impl Asset {
    fn new(url: String, name: &str, hash: &str, bytes: Vec<u8>) -> Self {
        let gzip = compressed(&bytes).filter(|smaller| smaller.len() < bytes.len());
        Self {
            url,
            gzip,
            mime: mime(name),
            etag: format!("\"{hash}\""),
            bytes,
        }
    }
}

/// The address of the file called `name`, such as `/assets/3f2a…/main.css`.
///
/// A name that does not exist gives the address of nothing, `/assets/missing`; a test holds every
/// name that our templates use.
pub fn asset_url(name: &str) -> &'static str {
    ASSETS.get(name).map_or("/assets/missing", |asset| asset.url.as_str())
}

/// The file at `path`, which is what follows `/assets/`: `3f2a…/main.css`.
pub fn find(path: &str) -> Option<&'static Asset> {
    let (hash, name) = path.split_once('/')?;
    let asset = ASSETS.get(name)?;
    (asset.etag.trim_matches('"') == hash).then_some(asset)
}

/// The service worker, to be served at `/service-worker.js` with `cache-control: no-cache`.
pub fn service_worker() -> &'static Asset {
    &WORKER
}

/// One word for all assets together: it changes when any of them does.
pub fn version() -> &'static str {
    &VERSION
}

/// Every asset, for a server that compresses at start and for tests.
pub fn list() -> impl Iterator<Item = &'static Asset> {
    ASSETS.values()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn compressed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_at_its_own_address_only() {
        let url = asset_url("main.css");
        let asset = find(url.trim_start_matches("/assets/")).unwrap();
        assert_eq!(asset.mime, "text/css; charset=utf-8");
        assert!(find("0000000000000000/main.css").is_none());
        assert!(find("main.css").is_none());
        assert!(find("../Cargo.toml").is_none());
    }

    #[test]
    fn every_asset_that_the_layout_names_exists() {
        for name in KEPT_OFFLINE {
            assert_ne!(asset_url(name), "/assets/missing", "{name}");
        }
    }

    #[test]
    fn the_service_worker_knows_what_to_keep() {
        let source = String::from_utf8(service_worker().bytes.clone()).unwrap();
        assert!(source.contains(asset_url("main.css")) && source.contains(version()));
        assert!(!source.contains("__WW_"), "a value was not filled in");
    }

    #[test]
    fn style_and_script_stay_light() {
        let gzipped = |name: &str| find(&asset_url(name)[8..]).unwrap().gzip.as_ref().unwrap().len();
        assert!(gzipped("main.css") < 18 * 1024, "main.css: {}", gzipped("main.css"));
        assert!(gzipped("hub.js") < 3 * 1024, "hub.js: {}", gzipped("hub.js"));
    }

    #[test]
    fn no_licensed_typeface_and_no_other_origin() {
        for asset in list() {
            let text = String::from_utf8_lossy(&asset.bytes);
            assert!(!text.contains("GDS Transport"), "{}", asset.url);
            assert!(!text.contains("url(http") && !text.contains("url(//"), "{}", asset.url);
        }
    }
}
