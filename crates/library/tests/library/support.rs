//! A hub of the library alone, on made-up or built-in content, at a time that the test sets.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode},
};
use http_body_util::BodyExt as _;
use library::{Library, LibraryFrame, Settings, item::File};
use tower::ServiceExt as _;
use web::{Clock, Frame, Hub, Shared, TrustedProxies, Viewer};

/// Noon on 24 November 2026.
pub fn noon() -> Clock {
    Clock::at("2026-11-24T12:00:00Z".parse().unwrap())
}

/// A library behind the real router.
pub struct TestLibrary {
    /// The library.
    pub library: Arc<Library>,
    router: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its text.
    pub text: String,
}

impl TestLibrary {
    /// The starter library.
    pub fn built_in() -> Self {
        Self::with(library::shelf::built_in(), Settings::default(), &noon())
    }

    /// A library of these files (path and source).
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, source)| File { path: (*path).into(), source: (*source).into() }).collect();
        Self::with(files, Settings::default(), &noon())
    }

    /// A library of these files, with settings, at the time of `clock`.
    pub fn with(files: Vec<File>, settings: Settings, clock: &Clock) -> Self {
        let index = search::Index::in_memory().unwrap();
        let library = Arc::new(Library::of_files(files, settings, None, index, &[], clock.now()));
        let frame: Box<dyn Frame> = Box::new(LibraryFrame::new(Arc::clone(&library)));
        let shared = Shared::default()
            .with(clock.clone())
            .with(Arc::clone(&library))
            .with(frame)
            .with(TrustedProxies::default());
        let router = web::router(vec![library::feature()], Hub::new(shared, false, None));
        Self { library, router }
    }

    /// What a stranger gets at `address`.
    pub async fn get(&self, address: &str) -> Answer {
        self.get_as(address, None).await
    }

    /// What `viewer` gets at `address`.
    pub async fn get_as(&self, address: &str, viewer: Option<Viewer>) -> Answer {
        let mut request = Request::get(address).body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([203, 0, 113, 9], 4711))));
        if let Some(viewer) = viewer {
            // A member has a session, and so a cookie; kept pages are for strangers only.
            request.headers_mut().insert("cookie", "session=x".parse().unwrap());
            request.extensions_mut().insert(viewer);
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

/// The front matter that every item has, and more lines after it.
pub fn item(title: &str, more: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nsummary = \"What {title} is.\"\nowner = \"Editors\"\nreviewed = 2026-11-01\n\
         review_by = 2027-05-01\nown = \"Ours.\"\n{more}\n+++\nThe body of {title}.\n"
    )
}
