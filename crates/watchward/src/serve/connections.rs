//! Connections: taken, answered, and ended.

use std::{convert::Infallible, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::{Request, Response, StatusCode, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Handle,
    sync::watch,
    task::JoinSet,
};
use tower::ServiceExt as _;
use web::Hub;

use super::{
    hands::{Hands, Taken},
    seats::Seats,
};

/// How long a client may take to send the head of a request, and to send the next one.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// The longest head that is read, in bytes.
const LONGEST_HEAD: usize = 32 << 10;
/// How long connections without a request are left, once the hub stops, in case one is on its way.
const LAST_CHANCE: Duration = Duration::from_millis(200);

/// What answers: pages that are kept, and the router for all else.
pub(super) struct Front {
    pub hub: Hub,
    pub router: Router,
    /// Where answers are made.
    pub runtime: Handle,
}

impl Front {
    async fn answer(&self, request: Request<Incoming>, peer: SocketAddr) -> Response<Either<Full<Bytes>, Body>> {
        if let Some(kept) = web::kept_answer::<Full<Bytes>, _>(&self.hub, &request) {
            return kept.map(Either::Left);
        }
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        // A set of one: whoever goes away before the answer is there ends the making of it.
        let mut making = JoinSet::new();
        making.spawn_on(self.router.clone().oneshot(request), &self.runtime);
        match making.join_next().await {
            Some(Ok(Ok(response))) => response.map(Either::Right),
            // The process is at its end.
            _ => {
                let mut response = Response::new(Either::Left(Full::default()));
                *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                response
            }
        }
    }
}

/// Answers until told to stop, and then until every request that is under way has its answer.
pub(super) async fn answer(listener: TcpListener, mut hands: Hands, seats: Seats, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopping.changed() => break,
            taken = listener.accept() => match taken.and_then(|(stream, peer)| Ok((stream.into_std()?, peer))) {
                Ok((stream, peer)) => {
                    let Some(seat) = seats.take().await else { break };
                    hands.give(Taken { stream, peer, seat });
                }
                Err(error) => bear(&error, &seats).await,
            },
        }
    }
    drop(listener);
    tokio::time::sleep(LAST_CHANCE).await;
    seats.send_away_all();
    hands.end().await;
}

/// A connection that could not be taken is no reason to stop; too many open files is one to make room.
async fn bear(error: &io::Error, seats: &Seats) {
    let is_the_clients = matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionRefused
    );
    if !is_the_clients {
        tracing::warn!("a connection could not be taken: {error}");
        seats.send_away_first();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Answers the requests of one connection, within a hand.
pub(super) async fn answer_one(taken: Taken, front: Arc<Front>, mut stopping: watch::Receiver<bool>) {
    let Taken { stream, peer, seat } = taken;
    let Ok(stream) = TcpStream::from_std(stream) else {
        return;
    };
    // Answers are written whole, so waiting for more to send only costs time. A failure costs no more.
    let _ = stream.set_nodelay(true);
    let seat = Arc::new(seat);
    let in_service = Arc::clone(&seat);
    let service = service_fn(move |request: Request<Incoming>| {
        let (front, seat) = (Arc::clone(&front), Arc::clone(&in_service));
        async move {
            seat.is_asked();
            let response = front.answer(request, peer).await;
            seat.waits();
            Ok::<_, Infallible>(response)
        }
    });
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_WITHIN)
            .max_buf_size(LONGEST_HEAD)
            .serve_connection(TokioIo::new(stream), service)
    );
    let mut is_stopping = false;
    loop {
        tokio::select! {
            // Clients go away in the middle and send nonsense; neither is worth a line in the log.
            _ = connection.as_mut() => return,
            // An answer may still be on its way out: such a connection ends by itself when the hub stops.
            () = seat.must_be_left(), if !(is_stopping && seat.has_asked()) => return,
            _ = stopping.changed(), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
