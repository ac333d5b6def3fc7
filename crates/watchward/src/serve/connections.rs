//! Connections: taken, answered, and ended.

use std::{convert::Infallible, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
};
use tower::ServiceExt as _;

use super::seats::{Seat, Seats};

/// How long a client may take to send the head of a request, and to send the next one.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// The longest head that is read, in bytes.
const LONGEST_HEAD: usize = 32 << 10;
/// How long connections without a request are left, once the hub stops, in case one is on its way.
const LAST_CHANCE: Duration = Duration::from_millis(200);

/// Answers until told to stop, and then until every request that is under way has its answer.
pub(super) async fn answer(listener: TcpListener, router: Router, seats: Seats, mut stopping: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = stopping.changed() => break,
            taken = listener.accept() => match taken {
                Ok((stream, peer)) => {
                    let Some(seat) = seats.take().await else { break };
                    connections.spawn(answer_one(stream, peer, router.clone(), seat, stopping.clone()));
                }
                Err(error) => bear(&error, &seats).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    tokio::time::sleep(LAST_CHANCE).await;
    seats.send_away_all();
    while connections.join_next().await.is_some() {}
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

async fn answer_one(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    seat: Seat,
    mut stopping: watch::Receiver<bool>,
) {
    // Answers are written whole, so waiting for more to send only costs time. A failure costs no more.
    let _ = stream.set_nodelay(true);
    let seat = Arc::new(seat);
    let in_service = Arc::clone(&seat);
    let service = service_fn(move |request: Request<Incoming>| {
        let (router, seat) = (router.clone(), Arc::clone(&in_service));
        async move {
            seat.is_asked();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let response = router.oneshot(request).await;
            seat.waits();
            Ok::<_, Infallible>(match response {
                Ok(response) => response,
                Err(never) => match never {},
            })
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
