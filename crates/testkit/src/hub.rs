//! A hub in memory, asked through its real router.

use std::net::SocketAddr;

use axum::{Router, body::Body, extract::ConnectInfo};
use db::Db;
use http::{Method, Request, header};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use jobs::Work;
use mail::Mailer;
use tower::ServiceExt as _;
use url::form_urlencoded;
use web::{Clock, Daily, Feature, Frame, Hub, PersonalRooms, Shared, TrustedProxies};

use crate::{Answer, PlainFrame};

/// The instant at which the clock of every test hub stands at first: a Tuesday in winter.
pub fn noon() -> Timestamp {
    Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_secs(1_795_521_600)
}

/// A hub of some features on a database of its own.
#[derive(Debug)]
pub struct TestHub {
    /// Its clock, which stands still until it is set.
    pub clock: Clock,
    /// Its mailer, which only remembers.
    pub mailer: Mailer,
    /// What its handlers find by type.
    pub shared: Shared,
    db: Db,
    works: Vec<Work<Shared>>,
    daily: Vec<Daily>,
    router: Router,
    peer: SocketAddr,
}

impl TestHub {
    /// A hub of `features` on `db`. `share` adds what they find by type, and may replace what is there:
    /// the database, the clock, the mailer, no trusted proxies, and a [`PlainFrame`].
    ///
    /// # Panics
    /// Never: the address that mail is from is one.
    pub fn new(db: &Db, mut features: Vec<Feature>, share: impl FnOnce(Shared) -> Shared) -> Self {
        let clock = Clock::at(noon());
        let mailer = Mailer::memory("Watchward <hub@watchward.test>".parse().expect("an address"));
        let frame: Box<dyn Frame> = Box::new(PlainFrame);
        let shared = Shared::default()
            .with(db.clone())
            .with(clock.clone())
            .with(mailer.clone())
            .with(TrustedProxies::default())
            .with(frame);
        let works = features
            .iter_mut()
            .flat_map(|feature| std::mem::take(&mut feature.jobs))
            .collect();
        let daily = features
            .iter_mut()
            .flat_map(|feature| std::mem::take(&mut feature.daily))
            .collect();
        let rooms = PersonalRooms::of(&features);
        let hub = Hub::new(share(shared.with(rooms)), false, None);
        let shared = hub.shared.clone();
        let router = web::router(features, hub);
        Self {
            clock,
            mailer,
            shared,
            db: db.clone(),
            works,
            daily,
            router,
            peer: SocketAddr::from(([127, 0, 0, 1], 40_000)),
        }
    }

    /// This hub, asked from elsewhere than the machine that it runs on.
    #[must_use]
    pub fn from_elsewhere(mut self) -> Self {
        self.peer = SocketAddr::from(([203, 0, 113, 7], 40_000));
        self
    }

    /// Asks for a page.
    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Request::get(address).body(Body::empty()).expect("an address"))
            .await
    }

    /// Asks for a page as a browser that holds cookies: `name=value; name=value`.
    pub async fn get_as(&self, cookies: &str, address: &str) -> Answer {
        let request = Request::get(address).header(header::COOKIE, cookies);
        self.ask(request.body(Body::empty()).expect("an address")).await
    }

    /// Posts a form, as a browser does from a page of the hub.
    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask(posted(address, fields)).await
    }

    /// Posts a form as a browser that holds cookies.
    ///
    /// # Panics
    /// When the cookies are no header.
    pub async fn post_as(&self, cookies: &str, address: &str, fields: &[(&str, &str)]) -> Answer {
        let mut request = posted(address, fields);
        let cookies = cookies.parse().expect("a header");
        request.headers_mut().insert(header::COOKIE, cookies);
        self.ask(request).await
    }

    /// Asks anything at all.
    ///
    /// # Panics
    /// When the answer breaks off.
    pub async fn ask(&self, mut request: Request<Body>) -> Answer {
        let address = request.uri().to_string();
        request
            .headers_mut()
            .entry(header::HOST)
            .or_insert(http::HeaderValue::from_static("hub.test"));
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole answer").to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            address,
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }

    /// Runs the jobs that are due by the hub's clock, and says how many there were.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn run_jobs(&self) -> usize {
        jobs::run_due(&self.db, &self.works, &self.shared, self.clock.now())
            .await
            .expect("jobs run")
    }

    /// Does what the hub does once a day.
    ///
    /// # Panics
    /// When some of it fails.
    pub async fn run_daily(&self) {
        for daily in &self.daily {
            let done = (daily.run)(&self.shared, self.clock.now()).await;
            assert!(done.is_ok(), "'{}' failed: {done:?}", daily.name);
        }
    }

    /// Follows every link of a page within the hub, and every picture, style and script of it.
    ///
    /// # Panics
    /// When one of them does not answer with 200 or lead on.
    pub async fn assert_links_answer(&self, page: &Answer) {
        for link in page.own_links() {
            let answer = self.get(&link).await;
            let is_fine = answer.status.is_success() || answer.status.is_redirection();
            assert!(
                is_fine,
                "{} links to {link}, which answers {}",
                page.address, answer.status
            );
        }
    }
}

fn posted(address: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    Request::builder()
        .method(Method::POST)
        .uri(address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form))
        .expect("an address")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noon_is_noon() {
        assert_eq!(noon().to_string(), "2026-11-24T12:00:00Z");
    }
}
