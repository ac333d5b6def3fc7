//! A library behind the real router, listening nowhere.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, HeaderValue, Request, StatusCode, header, response::Parts},
};
use http_body_util::BodyExt as _;
use library::{Library, LibraryFrame, Settings, item::File, shelf};
use search::Index;
use tower::ServiceExt as _;
use web::{Clock, Frame, Hub, Shared, TrustedProxies, Viewer};

/// A library, and a hub that serves it.
pub struct TestLibrary {
    pub library: Arc<Library>,
    router: Router,
}

/// What the hub answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// The header of this name, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        assert!(self.header("content-type").starts_with("application/json"), "{self:?}");
        serde_json::from_str(&self.text).unwrap()
    }
}

impl TestLibrary {
    /// The starter library, with the usual settings, on a day in November 2026.
    pub fn built_in() -> Self {
        Self::with(shelf::built_in(), Settings::default(), &noon())
    }

    /// A library of these files.
    pub fn with(files: Vec<File>, settings: Settings, clock: &Clock) -> Self {
        let index = Index::in_memory().unwrap();
        let library = Arc::new(Library::of_files(files, settings, None, index, Vec::new(), clock.now()));
        let frame: Box<dyn Frame> = Box::new(LibraryFrame::new(Arc::clone(&library)));
        let shared = Shared::default()
            .with(clock.clone())
            .with(TrustedProxies::default())
            .with(Arc::clone(&library))
            .with(frame);
        let router = web::router(vec![library::feature()], Hub::new(shared, false, None));
        Self { library, router }
    }

    /// What a stranger gets.
    pub async fn get(&self, address: &str) -> Answer {
        self.get_as(address, None).await
    }

    /// What somebody gets.
    pub async fn get_as(&self, address: &str, viewer: Option<Viewer>) -> Answer {
        let mut request = Request::get(address)
            .header(header::HOST, "127.0.0.1:8080")
            .body(Body::empty())
            .unwrap();
        if let Some(viewer) = viewer {
            // Whoever is signed in has a cookie, and kept pages are for those who have none.
            request
                .headers_mut()
                .insert(header::COOKIE, HeaderValue::from_static("session=x"));
            request.extensions_mut().insert(viewer);
        }
        self.ask(request).await
    }

    /// What a request gets.
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let (parts, bytes) = self.ask_raw(request).await;
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes).unwrap(),
        }
    }

    /// What a request gets, with its bytes as they are sent.
    pub async fn ask_raw(&self, mut request: Request<Body>) -> (Parts, Vec<u8>) {
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts, body.collect().await.unwrap().to_bytes().to_vec())
    }
}

/// A content file with what every item needs, and `front` added to its front matter.
pub fn item(title: &str, front: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nsummary = \"What {title} is.\"\nowner = \"Editors\"\nreviewed = 2026-11-01\nreview_by = 2027-05-01\nown = \"Ours.\"\n{front}\n+++\nThe body of {title}.\n"
    )
}

/// Noon on 24 November 2026.
pub fn noon() -> Clock {
    Clock::at("2026-11-24T12:00:00Z".parse().unwrap())
}
