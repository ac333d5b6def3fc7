//! All routes and the layers around them.

use std::{sync::atomic::Ordering, time::Duration};

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request, State},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, header};
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, timeout::TimeoutLayer};

use crate::{
    ApiDescription, Choice, ClientAddress, Error, Feature, KeptPages, Limits, MergePart, Metrics, PersonalRooms, Read,
    Shared, Viewer,
    doors::{self, Outage},
    error::{AWAY, Trouble},
    kept,
    late::{self, Reason},
    plain::Plain,
    request::shell_for,
};

/// The longest form that is read, in bytes.
pub(crate) const LONGEST_FORM: usize = 256 << 10;
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the outer layers must know of the content, without knowing the content.
pub trait Frame: Send + Sync + 'static {
    /// The shell around a page.
    fn shell(&self, viewer: &Viewer, choice: &Choice, path: &str) -> ui::Shell;
    /// Whether the group, nation and organisation of `choice` exist here, for strangers.
    fn knows(&self, choice: &Choice) -> bool;
    /// The slug of the organisation whose host name this is.
    fn organisation_of_host(&self, _host: &str) -> Option<String> {
        None
    }
    /// A number that grows whenever any stranger's page would differ.
    fn version(&self) -> u64;
    /// Whether a page of content stands at this path for this viewer.
    fn has_page(&self, _viewer: &Viewer, _path: &str) -> bool {
        true
    }
    /// Pages that may be meant by an address that does not exist: title and address.
    fn near(&self, viewer: &Viewer, path: &str) -> Vec<(String, String)>;
}

/// What features add below each content page.
pub(crate) struct Feet(pub(crate) Vec<fn(&str) -> String>);

/// What each feature does when one organisation merges into another.
pub(crate) struct MergeParts(pub(crate) Vec<MergePart>);

/// The state of every handler.
#[derive(Debug, Clone)]
pub struct Hub {
    /// What the process shares.
    pub shared: Shared,
    /// Whether the hub's public address begins with `https`.
    pub is_https: bool,
    pub(crate) operator_token: Option<String>,
}

impl Hub {
    /// A hub with what the process shares. `shared` has a [`Frame`], a [`db::Db`] and a [`crate::Clock`].
    pub fn new(shared: Shared, is_https: bool, operator_token: Option<String>) -> Self {
        let shared = shared
            .with(KeptPages::default())
            .with(Metrics::default())
            .with(Limits::default())
            .with(Outage::default());
        Self {
            shared,
            is_https,
            operator_token,
        }
    }
}

/// The router of all `features`, with every layer around it.
pub fn router(features: Vec<Feature>, mut hub: Hub) -> Router {
    let feet: Vec<fn(&str) -> String> = features.iter().filter_map(|feature| feature.page_foot).collect();
    let merge_parts = features.iter().filter_map(|feature| feature.merge).collect();
    let description = ApiDescription::of(features.iter().flat_map(|feature| &feature.routes));
    let rooms = PersonalRooms::of(&features);
    hub.shared = hub
        .shared
        .with(Feet(feet))
        .with(MergeParts(merge_parts))
        .with(rooms)
        .with(description);
    let mut router = Router::new();
    for route in features.into_iter().flat_map(|feature| feature.routes) {
        let path = route.path;
        router = router.route(path, doors::guarded(route, &hub));
    }
    let rooms = router.clone().with_state(hub.clone());
    router
        .fallback(async || Error::NotFound("page"))
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(hub.clone(), limit_posts))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(CatchPanicLayer::custom(|_| {
            let reference = crate::error::reference();
            tracing::error!(reference, "a handler panicked");
            let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
            response.extensions_mut().insert(Trouble {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                words: String::new(),
                reference: Some(reference),
                is_foreign: false,
            });
            response
        }))
        .layer(middleware::from_fn_with_state((hub.clone(), rooms), explain_trouble))
        .layer(middleware::from_fn_with_state(hub.clone(), doors::recognise))
        .layer(middleware::from_fn_with_state(hub.clone(), kept::serve_kept))
        .with_state(hub)
}

async fn limit_posts(State(hub): State<Hub>, request: Request, next: Next) -> Response {
    if request.method() == Method::POST
        && let Some(client) = request.extensions().get::<ClientAddress>()
        && !hub.shared.get::<Limits>().may_post(*client)
    {
        hub.shared
            .get::<Metrics>()
            .refused_posts
            .fetch_add(1, Ordering::Relaxed);
        let (parts, body) = request.into_parts();
        let read = Read::of(&parts, &hub);
        return match late::page(Reason::TooMany, &read, &parts, body).await {
            Some(page) => with_wait(page),
            None => Error::TooMany.into_response(),
        };
    }
    next.run(request).await
}

/// How long whoever sends too much is asked to wait, in seconds: the page says a minute.
const WAIT: HeaderValue = HeaderValue::from_static("60");

/// Says to whoever sent too much when to try again.
fn with_wait(mut response: Response) -> Response {
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(WAIT);
    }
    response
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    shell: ui::Shell,
    title: &'static str,
    words: String,
    reference: Option<String>,
    near: Vec<(String, String)>,
    is_not_found: bool,
}

/// Turns an error without a page into one: in the shell of the hub for people, in JSON for programs.
async fn explain_trouble(State((hub, rooms)): State<(Hub, Router)>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let frame = hub.shared.get::<Box<dyn Frame>>();
    let choice = Choice::of_request(&**frame, request.uri(), request.headers());
    let viewer = request.extensions().get::<Viewer>().cloned().unwrap_or_default();
    let plain = Plain::of(&request);
    let response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND
        && let Some(plain) = plain
        && let Some(moved) = plain.leads(rooms).await
    {
        return moved;
    }
    let status = response.status();
    let has_page =
        response.headers().contains_key(header::CONTENT_TYPE) && response.extensions().get::<Trouble>().is_none();
    let is_answered = !(status.is_client_error() || status.is_server_error()) || has_page;
    if is_answered {
        return response;
    }
    let trouble = response
        .extensions()
        .get::<Trouble>()
        .cloned()
        .unwrap_or_else(|| Trouble {
            status,
            words: String::new(),
            reference: None,
            // The defence against other sites' forms answers like this, and nobody else does.
            is_foreign: status == StatusCode::FORBIDDEN,
        });
    if path.starts_with("/api/") {
        return with_wait(problem(&trouble, &viewer));
    }
    let mut shell = shell_for(&hub.shared, &viewer, &choice, &path);
    let title = title_of(&trouble);
    title.clone_into(&mut shell.page_title);
    shell.canonical = None;
    let is_not_found = trouble.status == StatusCode::NOT_FOUND;
    let near = if is_not_found {
        // Whoever chooses a group or a nation here has had enough of this address.
        shell.change_group_base = "/".into();
        frame.near(&viewer, &path)
    } else {
        Vec::new()
    };
    let words = words_of(&trouble, &viewer);
    match (TroublePage {
        shell,
        title,
        words,
        reference: trouble.reference,
        near,
        is_not_found,
    })
    .render()
    {
        Ok(html) => with_wait((trouble.status, axum::response::Html(html)).into_response()),
        Err(_) => (trouble.status, Body::from(title)).into_response(),
    }
}

fn problem(trouble: &Trouble, viewer: &Viewer) -> Response {
    let body = serde_json::json!({
        "error": { "message": words_of(trouble, viewer), "reference": trouble.reference }
    });
    (trouble.status, axum::Json(body)).into_response()
}

fn title_of(trouble: &Trouble) -> &'static str {
    match trouble.status {
        StatusCode::FORBIDDEN if trouble.is_foreign => "This came from another site",
        StatusCode::NOT_FOUND => "Page not found",
        StatusCode::FORBIDDEN => "This is not open to you",
        StatusCode::TOO_MANY_REQUESTS => "Too many at once",
        StatusCode::SERVICE_UNAVAILABLE => "We cannot take that just now",
        StatusCode::METHOD_NOT_ALLOWED => "That cannot be done here",
        status if status.is_client_error() => "We could not understand that",
        _ => "Something went wrong on our side",
    }
}

fn words_of(trouble: &Trouble, viewer: &Viewer) -> String {
    match trouble.status {
        StatusCode::NOT_FOUND => "There is nothing at this address. It may have been typed wrongly, or the page may be gone.".into(),
        StatusCode::FORBIDDEN if trouble.is_foreign => "What was sent came from another site, or your browser did not say where it came from. So nothing was done with it. Did you send a form of this hub? Then open the form here, fill it in and send it again.".into(),
        StatusCode::FORBIDDEN if viewer.is_stranger() => "This page is not for everybody. If it is for you, sign in first.".into(),
        StatusCode::FORBIDDEN => "This page is for people with another role here. Ask whoever looks after accounts at your organisation.".into(),
        StatusCode::TOO_MANY_REQUESTS => "Your network has sent more than people usually do. Wait a minute and try again.".into(),
        StatusCode::SERVICE_UNAVAILABLE if trouble.words == AWAY => AWAY.into(),
        StatusCode::SERVICE_UNAVAILABLE => {
            "You can go on reading. What you sent was not kept. Try again in a few minutes.".into()
        }
        StatusCode::METHOD_NOT_ALLOWED => "This address does not take what was sent to it.".into(),
        StatusCode::PAYLOAD_TOO_LARGE => "What you sent is too long.".into(),
        status if status.is_client_error() => trouble.words.clone(),
        _ => "It has been written down for those who run this hub. What you sent was not kept. Try again in a few minutes.".into(),
    }
}
