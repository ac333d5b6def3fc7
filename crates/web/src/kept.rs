//! Kept pages: bytes made once, compressed once, served until the content changes.
//!
//! Only pages that a handler marks are kept, only for strangers, and only under addresses whose query is
//! nothing but a choice that the hub knows, so nobody can fill the store with made-up addresses. The
//! store is bounded; when it is full, it lets go of the pages that nobody has asked for lately.

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock, atomic::Ordering},
};

use axum::{
    body::{Body, HttpBody as _},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use flate2::{Compress, Compression, FlushCompress, Status};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use http_body_util::BodyExt as _;

use crate::{Choice, Hub, Metrics, Viewer, headers, router::Frame};

/// The most that kept pages may take, in bytes.
const ROOM: usize = 8 << 20;

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
            // A page grows as it is made; what is kept is as long as the page.
            plain: (head, Bytes::copy_from_slice(&body)),
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

/// The pages of one version, in two lots: those asked for lately, and those asked for before them. When the
/// first lot has half the room, the second goes and the first takes its place.
#[derive(Debug, Default)]
struct Store {
    version: u64,
    lately: Lot,
    before: Lot,
}

#[derive(Debug, Default)]
struct Lot {
    size: usize,
    pages: HashMap<String, Arc<Kept>>,
}

/// The store of kept pages.
#[derive(Debug, Clone, Default)]
pub struct KeptPages(Arc<RwLock<Store>>);

impl KeptPages {
    fn find(&self, key: &str, version: u64) -> Option<Arc<Kept>> {
        let store = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if store.version != version {
            return None;
        }
        if let Some(page) = store.lately.pages.get(key) {
            return Some(Arc::clone(page));
        }
        let page = Arc::clone(store.before.pages.get(key)?);
        drop(store);
        self.keep(key.to_owned(), version, &page);
        Some(page)
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
        if size > ROOM / 2 {
            return;
        }
        if store.lately.size + size > ROOM / 2 {
            store.before = std::mem::take(&mut store.lately);
        }
        if store.lately.pages.insert(key, Arc::clone(page)).is_none() {
            store.lately.size += size;
        }
    }

    /// How many bytes are kept.
    pub fn size(&self) -> usize {
        let store = self.0.read().unwrap_or_else(PoisonError::into_inner);
        store.lately.size + store.before.size
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

/// The window of gzip, as a power of two (RFC 1951, section 2).
const WINDOW: u8 = 15;

fn gzip(body: &[u8]) -> Bytes {
    thread_local! {
        // What presses takes 300 kB. Were it made and freed for each page, the page would be kept in the hole that
        // it leaves, the next would need a new one, and the memory of the process would grow by that much a page.
        static PRESS: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::best(), WINDOW));
    }
    // What cannot be pressed is stored, with five bytes for each 64 kB and the head and foot of gzip.
    let mut pressed = Vec::with_capacity(body.len() + body.len() / 1000 + 64);
    let ended = PRESS.with_borrow_mut(|press| {
        press.reset();
        press.compress_vec(body, &mut pressed, FlushCompress::Finish)
    });
    debug_assert!(matches!(ended, Ok(Status::StreamEnd)), "there is room for all of it");
    Bytes::copy_from_slice(&pressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of so many bytes, which cannot be pressed.
    fn page(size: usize) -> Arc<Kept> {
        let body = Bytes::from(vec![7; size]);
        let forms = || (HeaderMap::new(), body.slice(..size / 2));
        Arc::new(Kept {
            etag: HeaderValue::from_static("x"),
            plain: forms(),
            gzip: forms(),
        })
    }

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
    fn what_is_pressed_is_read_back_as_it_was() {
        for body in ["", "one page", &"another, longer page ".repeat(10_000)] {
            let mut read = String::new();
            let pressed = gzip(body.as_bytes());
            std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&*pressed), &mut read).unwrap();
            assert_eq!(read, body);
        }
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
    fn a_new_version_empties_the_store() {
        let pages = KeptPages::default();
        pages.keep("/a".into(), 1, &page(1000));
        assert!(pages.find("/a", 1).is_some());
        assert!(pages.find("/a", 2).is_none());
        pages.keep("/b".into(), 2, &page(1000));
        assert!(pages.find("/a", 1).is_none() && pages.find("/b", 2).is_some());
    }

    #[test]
    fn a_full_store_lets_go_of_what_nobody_asks_for() {
        let pages = KeptPages::default();
        pages.keep("/asked".into(), 1, &page(1000));
        pages.keep("/not-asked".into(), 1, &page(1000));
        for number in 0..16 {
            pages.keep(format!("/{number}"), 1, &page(ROOM / 8));
            assert!(pages.size() <= ROOM);
            assert!(pages.find("/asked", 1).is_some(), "after {number}");
        }
        assert!(pages.find("/not-asked", 1).is_none());
        pages.keep("/too-big".into(), 1, &page(ROOM));
        assert!(pages.find("/too-big", 1).is_none() && pages.find("/asked", 1).is_some());
    }
}
