//! Kept pages: bytes made once, compressed once, served until the content changes.
//!
//! Only pages that a handler marks are kept, only for strangers, and only under addresses whose query is
//! nothing but a choice that the hub knows, so nobody can fill the store with made-up addresses. The
//! store is bounded; when it is full, pages are made each time until the content changes again.

use std::{
    borrow::Cow,
    collections::HashMap,
    io::Write as _,
    sync::{Arc, PoisonError, RwLock, atomic::Ordering},
};

use axum::{
    body::{Body, HttpBody as _},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use http_body_util::BodyExt as _;

use crate::{Choice, Hub, Metrics, Viewer, headers, router::Frame};

/// The most that kept pages may take, in bytes.
const ROOM: usize = 32 << 20;

/// Marks an answer that may be kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keep;

/// One page, ready to send.
#[derive(Debug)]
pub struct Kept {
    etag: HeaderValue,
    plain: (HeaderMap, Bytes),
    gzip: (HeaderMap, Bytes),
}

impl Kept {
    fn new(mut head: HeaderMap, body: Bytes) -> Self {
        let gzip_body = gzip(&body);
        let etag = etag(&body);
        head.remove(header::CONTENT_LENGTH);
        head.insert(header::ETAG, etag.clone());
        head.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let mut gzip_head = head.clone();
        gzip_head.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        Self {
            etag,
            plain: (head, body),
            gzip: (gzip_head, gzip_body),
        }
    }

    fn size(&self) -> usize {
        self.plain.1.len() + self.gzip.1.len()
    }

    /// The answer to a request with this method and these headers: to a HEAD all of it but the bytes.
    fn answer<B: Default + From<Bytes>>(&self, method: &Method, request: &HeaderMap) -> http::Response<B> {
        let wants_gzip = accepts_gzip(request);
        let (head, body) = if wants_gzip { &self.gzip } else { &self.plain };
        let mut response = http::Response::new(B::default());
        *response.headers_mut() = head.clone();
        if is_unchanged(request, &self.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else if method == Method::HEAD {
            response.headers_mut().insert(header::CONTENT_LENGTH, body.len().into());
        } else {
            *response.body_mut() = body.clone().into();
        }
        response
    }
}

#[derive(Debug, Default)]
struct Store {
    version: u64,
    size: usize,
    pages: HashMap<String, Arc<Kept>>,
}

/// The store of kept pages.
#[derive(Debug, Clone, Default)]
pub struct KeptPages(Arc<RwLock<Store>>);

impl KeptPages {
    fn find(&self, key: &str, version: u64) -> Option<Arc<Kept>> {
        let store = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if store.version == version {
            store.pages.get(key).cloned()
        } else {
            None
        }
    }

    fn keep(&self, key: String, version: u64, page: &Arc<Kept>) {
        let mut store = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if store.version != version {
            *store = Store {
                version,
                ..Store::default()
            };
        }
        let size = page.size() + key.len();
        if store.size + size <= ROOM && !store.pages.contains_key(&key) {
            store.size += size;
            store.pages.insert(key, Arc::clone(page));
        }
    }

    /// How many bytes are kept.
    pub fn size(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).size
    }
}

/// The answer to a request from kept bytes, when they are there: the whole way of most requests.
pub fn kept_answer<B: Default + From<Bytes>, R>(hub: &Hub, request: &http::Request<R>) -> Option<http::Response<B>> {
    find_kept(hub, request, &key_of(hub, request)?)
}

fn find_kept<B: Default + From<Bytes>, R>(
    hub: &Hub,
    request: &http::Request<R>,
    key: &str,
) -> Option<http::Response<B>> {
    let version = hub.shared.get::<Box<dyn Frame>>().version();
    let page = hub.shared.get::<KeptPages>().find(key, version)?;
    hub.shared.get::<Metrics>().kept_answers.fetch_add(1, Ordering::Relaxed);
    Some(page.answer(request.method(), request.headers()))
}

/// Answers from kept bytes where it can, and keeps what may be kept. The outermost layer.
pub(crate) async fn serve_kept(State(hub): State<Hub>, mut request: Request, next: Next) -> Response {
    let metrics = hub.shared.get::<Metrics>();
    let Some(key) = key_of(&hub, &request).map(Cow::into_owned) else {
        let mut response = next.run(request).await;
        headers::add(response.headers_mut(), hub.is_https);
        metrics.answered(response.status());
        return response;
    };
    if let Some(answer) = find_kept(&hub, &request, &key) {
        return answer;
    }
    let pages = hub.shared.get::<KeptPages>();
    let version = hub.shared.get::<Box<dyn Frame>>().version();
    let asked = request.headers().clone();
    // A page is made whole, so that it can be kept, also when only its head was asked for.
    let method = std::mem::replace(request.method_mut(), Method::GET);
    let mut response = next.run(request).await;
    headers::add(response.headers_mut(), hub.is_https);
    metrics.answered(response.status());
    if response.extensions().get::<Keep>().is_none() {
        return if method == Method::HEAD {
            without_body(response)
        } else {
            response
        };
    }
    let (parts, body) = response.into_parts();
    match body.collect().await {
        Ok(body) => {
            let page = Arc::new(Kept::new(parts.headers, body.to_bytes()));
            pages.keep(key, version, &page);
            page.answer(&method, &asked)
        }
        Err(error) => {
            tracing::error!("a page could not be read back: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The head of an answer, with the length of what is left out.
fn without_body(mut response: Response) -> Response {
    let length = response.body().size_hint().exact();
    *response.body_mut() = Body::empty();
    if let Some(length) = length {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    response
}

fn key_of<'a, R>(hub: &Hub, request: &'a http::Request<R>) -> Option<Cow<'a, str>> {
    let is_stranger = request.extensions().get::<Viewer>().is_none_or(Viewer::is_stranger);
    if !matches!(*request.method(), Method::GET | Method::HEAD)
        || !is_stranger
        || request.headers().contains_key(header::COOKIE)
    {
        return None;
    }
    if !Choice::is_all_of(request.uri().query().unwrap_or_default()) {
        return None;
    }
    let frame = hub.shared.get::<Box<dyn Frame>>();
    let choice = Choice::of_request(&**frame, request.uri(), request.headers());
    if choice == Choice::default() {
        return Some(Cow::Borrowed(request.uri().path()));
    }
    let host = choice.at.as_deref().filter(|_| choice.is_at_host).unwrap_or_default();
    frame
        .knows(&choice)
        .then(|| Cow::Owned(format!("{host}{}{}", request.uri().path(), choice.query())))
}

/// The tag of some bytes. It is weak, since one page has it in two encodings.
pub(crate) fn etag(body: &[u8]) -> HeaderValue {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    HeaderValue::from_str(&format!("W/\"{:016x}\"", hasher.finish())).unwrap_or(HeaderValue::from_static("W/\"0\""))
}

pub(crate) fn is_unchanged(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let Some(known) = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    known
        .split(',')
        .map(str::trim)
        .any(|tag| tag == "*" || etag.to_str().is_ok_and(|etag| etag == tag))
}

/// Whether the client takes gzip (RFC 9110, section 12.5.3); `q=0` says that it does not.
pub(crate) fn accepts_gzip(request: &HeaderMap) -> bool {
    request
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| {
            value.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                let names_it = pieces
                    .next()
                    .is_some_and(|name| name.eq_ignore_ascii_case("gzip") || name == "*");
                let is_refused = pieces.any(|piece| {
                    piece
                        .strip_prefix("q=")
                        .is_some_and(|quality| quality.parse::<f32>().is_ok_and(|quality| quality == 0.0))
                });
                names_it && !is_refused
            })
        })
}

fn gzip(body: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::best());
    match encoder.write_all(body).and_then(|()| encoder.finish()) {
        Ok(bytes) => bytes.into(),
        // Writing into memory does not fail.
        Err(_) => Bytes::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(name: header::HeaderName, value: &str) -> HeaderMap {
        [(name, HeaderValue::from_str(value).unwrap())].into_iter().collect()
    }

    #[test]
    fn gzip_is_sent_only_to_those_who_take_it() {
        assert!(accepts_gzip(&asks(header::ACCEPT_ENCODING, "gzip, deflate, br")));
        assert!(accepts_gzip(&asks(header::ACCEPT_ENCODING, "br;q=1, *;q=0.1")));
        assert!(!accepts_gzip(&asks(header::ACCEPT_ENCODING, "br, gzip;q=0")));
        assert!(!accepts_gzip(&HeaderMap::new()));
    }

    #[test]
    fn a_page_that_did_not_change_is_not_sent_again() {
        let page = Kept::new(HeaderMap::new(), Bytes::from_static(b"hello"));
        let tag = page.etag.to_str().unwrap().to_owned();
        assert_eq!(
            page.answer::<Bytes>(&Method::GET, &asks(header::IF_NONE_MATCH, &tag))
                .status(),
            StatusCode::NOT_MODIFIED
        );
        assert_eq!(
            page.answer::<Bytes>(&Method::GET, &asks(header::IF_NONE_MATCH, "W/\"other\""))
                .status(),
            StatusCode::OK
        );
    }

    #[test]
    fn a_new_version_empties_the_store_and_a_full_one_takes_no_more() {
        let pages = KeptPages::default();
        let page = |size| Arc::new(Kept::new(HeaderMap::new(), vec![7; size].into()));
        pages.keep("/a".into(), 1, &page(1000));
        assert!(pages.find("/a", 1).is_some());
        assert!(pages.find("/a", 2).is_none());
        pages.keep("/b".into(), 2, &page(1000));
        assert!(pages.find("/a", 1).is_none() && pages.find("/b", 2).is_some());
        pages.keep("/big".into(), 2, &page(ROOM));
        assert!(pages.find("/big", 2).is_none());
        assert!(pages.size() < ROOM);
    }
}
