//! A hub with this feature alone, asked through its real router.

use std::net::SocketAddr;

use axum::{Router, body::Body, extract::ConnectInfo};
use community::{InboxForm, Promise};
use db::testing::TestDb;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use mail::Mailer;
use tower::ServiceExt as _;
use web::{Choice, Clock, Frame, Hub, Shared, TrustedProxies, Viewer};

pub const FORM: &str = "application/x-www-form-urlencoded";

/// A shell with nothing in it but the choice of Finance.
struct PlainFrame;

impl Frame for PlainFrame {
    fn shell(&self, _: &Viewer, choice: &Choice, path: &str) -> ui::Shell {
        let mut shell = ui::Shell::sample();
        shell.group = shell
            .groups
            .iter()
            .find(|group| choice.group.as_deref() == Some(&group.slug))
            .cloned();
        shell.change_group_base = path.to_owned();
        shell
    }

    fn knows(&self, choice: &Choice) -> bool {
        choice.nation.is_none()
    }

    fn has_page(&self, _: &Viewer, path: &str) -> bool {
        path != "/nope"
    }

    fn version(&self) -> u64 {
        1
    }

    fn near(&self, _: &Viewer, _: &str) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// A hub to test against.
pub struct TestHub {
    pub test: TestDb,
    pub mailer: Mailer,
    pub clock: Clock,
    shared: Shared,
    router: Router,
}

/// What the hub answered.
pub struct Answer {
    pub status: StatusCode,
    pub head: HeaderMap,
    pub body: String,
}

impl TestHub {
    /// A hub whose editors get mail.
    pub fn new(test: TestDb) -> Self {
        let editors = Some("editors@northvale.gov.uk".parse().unwrap());
        Self::promising(
            test,
            Promise {
                keep_days: 730,
                read_within_days: Some(5),
                editors,
            },
        )
    }

    pub fn promising(test: TestDb, promise: Promise) -> Self {
        let frame: Box<dyn Frame> = Box::new(PlainFrame);
        let clock = Clock::at("2026-11-24T12:00:00Z".parse().unwrap());
        let mailer = Mailer::memory("hub@northvale.gov.uk".parse().unwrap());
        let shared = Shared::default()
            .with(frame)
            .with(clock.clone())
            .with(test.db.clone())
            .with(TrustedProxies::default())
            .with(promise)
            .with(mailer.clone());
        let router = web::router(vec![community::feature()], Hub::new(shared.clone(), false, None));
        Self {
            test,
            mailer,
            clock,
            shared,
            router,
        }
    }

    pub async fn ask(&self, mut request: Request<Body>) -> Answer {
        let client: SocketAddr = "198.51.100.7:4000".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(client));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            head: parts.headers,
            body: String::from_utf8(body.into()).unwrap(),
        }
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Request::builder().uri(address).body(Body::empty()).unwrap())
            .await
    }

    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask(posted(address, FORM, encoded(fields))).await
    }

    /// What the editors would read.
    pub async fn inbox(&self) -> String {
        let mut out = Vec::new();
        let mut tx = self.test.db.read().await.unwrap();
        community::inbox(&mut tx, InboxForm::Text, &mut out).await.unwrap();
        String::from_utf8(out).unwrap()
    }

    pub async fn count(&self) -> i64 {
        community::count(&mut self.test.db.read().await.unwrap()).await.unwrap()
    }

    /// Does what is due, and says how much that was.
    pub async fn work(&self) -> usize {
        let works = community::feature().jobs;
        jobs::run_due(&self.test.db, &works, &self.shared, self.clock.now())
            .await
            .unwrap()
    }
}

impl Answer {
    /// Where it leads.
    pub fn leads_to(&self) -> &str {
        self.head
            .get(header::LOCATION)
            .map_or("", |location| location.to_str().unwrap())
    }

    /// Fails unless the page says `words`.
    pub fn says(&self, words: &str) -> &Self {
        assert!(
            self.body.contains(words),
            "'{words}' is not on the page ({}):\n{}",
            self.status,
            self.body
        );
        self
    }
}

pub fn posted(address: &str, kind: &str, body: String) -> Request<Body> {
    let request = Request::builder()
        .method(Method::POST)
        .uri(address)
        .header(header::CONTENT_TYPE, kind);
    request
        .header("sec-fetch-site", "same-origin")
        .body(body.into())
        .unwrap()
}

pub fn encoded(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
