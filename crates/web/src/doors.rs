//! The doors: who a request comes from, and whether they may use the route that they ask for.

use std::{
    net::SocketAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use db::{Db, Time};
use http::{HeaderMap, HeaderValue, Method, Uri, header, request::Parts};
use url::form_urlencoded;

use crate::{
    Access, ClientAddress, Clock, Doorkeeper, Error, Hub, Read, Result, Route, TrustedProxies, Viewer,
    late::{self, Reason},
    plain::Trial,
};

/// Where people sign in.
const SIGN_IN: &str = "/sign-in";
/// Where people prove once more who they are.
const PROVE: &str = "/sign-in/again";
/// For how long a proof is good enough for what is sensitive, in seconds.
const PROOF_HOLDS: i64 = 15 * 60;

/// What a route needs of whoever asks.
#[derive(Debug, Clone)]
struct Door {
    hub: Hub,
    access: Access,
    audited: Option<&'static str>,
    is_sensitive: bool,
}

/// The handler of a route behind its door.
pub(crate) fn guarded(route: Route, hub: &Hub) -> MethodRouter<Hub> {
    let door = Door {
        hub: hub.clone(),
        access: route.access,
        audited: route.audited,
        is_sensitive: route.is_sensitive,
    };
    match route.access {
        Access::Anybody if door.audited.is_none() && !door.is_sensitive => route.handler,
        Access::Operator => route
            .handler
            .layer(middleware::from_fn_with_state(hub.clone(), operators_only)),
        _ => route.handler.layer(middleware::from_fn_with_state(door, open)),
    }
}

/// Finds out who asks, and from where. What is shown to people who are signed in is kept by no cache.
pub(crate) async fn recognise(State(hub): State<Hub>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let client = peer.map(|peer| hub.shared.get::<TrustedProxies>().client(peer.0, request.headers()));
    if let Some(client) = client {
        request.extensions_mut().insert(client);
    }
    // Style and script are the same for everybody.
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    let outage = hub.shared.get::<Outage>();
    let is_away = outage.is_on() && request.headers().contains_key(header::COOKIE);
    let recognised = match who(&hub, request.headers(), client, is_away).await {
        Ok(recognised) => recognised,
        // Who cannot be recognised goes on reading what everybody may; doors say that the database is away.
        Err(error) => {
            request.extensions_mut().insert(Unknown);
            if outage.begin() {
                tracing::error!("nobody can be recognised: {error}");
            }
            None
        }
    };
    let Some(recognised) = recognised else {
        return next.run(request).await;
    };
    request.extensions_mut().insert(recognised.viewer);
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = recognised.set_cookie.and_then(|line| HeaderValue::from_str(&line).ok())
        && !sets_the_same(response.headers(), &cookie)
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Whether the handler has set that cookie itself, as signing out does.
fn sets_the_same(headers: &HeaderMap, cookie: &HeaderValue) -> bool {
    let name = |line: &HeaderValue| line.as_bytes().split(|byte| *byte == b'=').next().map(<[u8]>::to_vec);
    headers
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|line| name(line) == name(cookie))
}

/// Marks a request whose sender could not be looked up.
#[derive(Debug, Clone, Copy)]
struct Unknown;

/// How long the database is not asked again who somebody is, after it did not answer.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// When the database last did not say who somebody is. While it is away, readers need not wait for it, each for
/// as long as it takes to give up: one asks now and then, for all.
#[derive(Debug, Default)]
pub(crate) struct Outage(Mutex<Option<Instant>>);

impl Outage {
    fn is_on(&self) -> bool {
        let began = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        began.is_some_and(|began| began.elapsed() < ASK_AGAIN)
    }

    /// Notes that the database did not answer. Says whether that is news.
    fn begin(&self) -> bool {
        let mut began = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = began.is_none_or(|began| began.elapsed() > 60 * ASK_AGAIN);
        if began.is_none_or(|began| began.elapsed() >= ASK_AGAIN) {
            *began = Some(Instant::now());
        }
        is_news
    }
}

async fn who(
    hub: &Hub,
    headers: &HeaderMap,
    client: Option<ClientAddress>,
    is_away: bool,
) -> Result<Option<crate::Recognised>> {
    if is_away {
        return Err(Error::Away);
    }
    match hub.shared.find::<Box<dyn Doorkeeper>>() {
        Some(doorkeeper) => {
            let now = hub.shared.get::<Clock>().now();
            doorkeeper.recognise(hub.shared.get::<Db>(), headers, client, now).await
        }
        None => Ok(None),
    }
}

/// Opens the door of a route to those who may use it.
async fn open(State(door): State<Door>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let read = Read::of(&parts, &door.hub);
    if !door.access.allows(&read.viewer) {
        return turned_away(&read, &parts, body).await;
    }
    if door.is_sensitive && !is_fresh(&read.viewer, read.now) {
        return lead(PROVE, &read, &parts, body).await;
    }
    if let Some(action) = door.audited
        && parts.extensions.get::<Trial>().is_none()
        && let Err(error) = note(&read, action).await
    {
        return error.into_response();
    }
    next.run(Request::from_parts(parts, body)).await
}

fn is_fresh(viewer: &Viewer, now: Time) -> bool {
    viewer
        .proved_at
        .is_some_and(|proved_at| proved_at.plus_seconds(PROOF_HOLDS) > now)
}

async fn turned_away(read: &Read, parts: &Parts, body: Body) -> Response {
    if !read.viewer.is_stranger() {
        return Error::Forbidden.into_response();
    }
    if parts.extensions.get::<Unknown>().is_some() {
        return Error::Away.into_response();
    }
    lead(SIGN_IN, read, parts, body).await
}

/// Leads to where people sign in or prove who they are, and back from there. What was posted is not sent again by
/// itself: they are shown what they typed, or come back to the page before it when there is nothing to lose.
async fn lead(to: &str, read: &Read, parts: &Parts, body: Body) -> Response {
    if read.path.starts_with("/api/") {
        return Error::Forbidden.into_response();
    }
    let next = match (&parts.method, read.query.as_str()) {
        (&Method::GET, "") => Some(read.path.clone()),
        (&Method::GET, asked) => Some(format!("{}?{asked}", read.path)),
        _ => page_of_form(&parts.headers).map(|page| page.path().to_owned()),
    };
    let door = |after: Option<&str>| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(next.iter().map(|next| ("next", next)));
        query.extend_pairs(after.map(|after| ("after", after)));
        match query.finish() {
            query if query.is_empty() => to.to_owned(),
            query => format!("{to}?{query}"),
        }
    };
    let reason = if read.viewer.is_stranger() {
        Reason::Over(door(None))
    } else {
        Reason::Again(door(None))
    };
    if let Some(page) = late::page(reason, read, parts, body).await {
        return page;
    }
    crate::see_other(&door((parts.method != Method::GET).then_some("lost")))
}

/// The page of this hub that a form was on, as the browser says.
fn page_of_form(headers: &HeaderMap) -> Option<Uri> {
    let page: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    (page.authority()?.as_str() == host).then_some(page)
}

async fn note(read: &Read, action: &'static str) -> Result<()> {
    let Some(doorkeeper) = read.shared.find::<Box<dyn Doorkeeper>>() else {
        return Ok(());
    };
    let mut tx = read.shared.get::<Db>().write().await?;
    doorkeeper.note_reading(&mut tx, read, action).await?;
    Ok(tx.commit().await?)
}

/// Lets in those on this machine (and not behind a proxy on it), and those who know the token.
async fn operators_only(State(hub): State<Hub>, request: Request, next: Next) -> Response {
    let client = request.extensions().get::<ClientAddress>();
    let is_local = client.is_some_and(|client| client.0.is_loopback())
        && !request.headers().contains_key("x-forwarded-for")
        && !request.headers().contains_key("forwarded");
    if is_local || has_token(&hub, request.headers()) {
        next.run(request).await
    } else {
        Error::Forbidden.into_response()
    }
}

fn has_token(hub: &Hub, headers: &HeaderMap) -> bool {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    match (&hub.operator_token, given) {
        (Some(token), Some(given)) => is_same(token.as_bytes(), given.as_bytes()),
        _ => false,
    }
}

/// Compares in a time that does not tell how much was right.
fn is_same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |differing, (a, b)| differing | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_token_is_the_token() {
        assert!(is_same(b"secret", b"secret"));
        assert!(!is_same(b"secret", b"secre") && !is_same(b"secret", b"secrex") && !is_same(b"", b"x"));
    }

    #[test]
    fn a_form_is_gone_back_to_only_on_this_hub() {
        let of = |referer: &str| {
            let lines = [(header::HOST, "hub.example:8080"), (header::REFERER, referer)];
            let lines = lines.map(|(name, value)| (name, HeaderValue::from_str(value).unwrap()));
            page_of_form(&HeaderMap::from_iter(lines)).map(|page| page.path().to_owned())
        };
        assert_eq!(
            of("http://hub.example:8080/organisation/domains?done=added").as_deref(),
            Some("/organisation/domains")
        );
        assert_eq!(of("http://elsewhere.example/organisation/domains"), None);
        assert_eq!(of("no address"), None);
        assert!(page_of_form(&HeaderMap::new()).is_none());
    }

    #[test]
    fn a_proof_holds_for_a_quarter_of_an_hour() {
        let proved: Time = "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let viewer = Viewer {
            proved_at: Some(proved),
            ..Viewer::stranger()
        };
        assert!(is_fresh(&viewer, proved.plus_seconds(PROOF_HOLDS - 1)));
        assert!(!is_fresh(&viewer, proved.plus_seconds(PROOF_HOLDS)));
        assert!(!is_fresh(&Viewer::stranger(), proved));
    }
}
