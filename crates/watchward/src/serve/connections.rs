//! Connections: taken, answered, and ended.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo};
use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::{
    Request, Response, StatusCode,
    body::{Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Handle,
    sync::watch,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};
use tower::ServiceExt as _;
use web::Hub;

use super::{
    hands::{Hands, Taken},
    seats::{Seat, Seats},
};

/// How long a client may take to send the next request. Longer than the minute for which web servers in
/// front keep their connections, so that it is they who close one that is not used.
const PATIENCE: Duration = Duration::from_secs(75);
/// How often it is looked whose time is over.
const LOOK_EVERY: Duration = Duration::from_secs(5);
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
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stopping.changed() => break,
            _ = look.tick() => seats.send_away_after(PATIENCE),
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
    seats.send_away_after(Duration::ZERO);
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
            let answer = front.answer(request, peer).await;
            Ok::<_, Infallible>(answer.map(|body| Seated { body, seat }))
        }
    });
    let mut connection = pin!(
        http1::Builder::new()
            .max_buf_size(LONGEST_HEAD)
            .serve_connection(TokioIo::new(stream), service)
    );
    let (mut is_stopping, mut is_leaving) = (false, false);
    loop {
        tokio::select! {
            // Clients go away in the middle and send nonsense; neither is worth a line in the log.
            _ = connection.as_mut() => return,
            () = seat.must_be_left(), if !is_leaving => {
                // The end of an answer may still be on its way out when the hub stops.
                if seat.waits() && !(is_stopping && seat.has_asked()) {
                    return;
                }
                is_leaving = true;
                connection.as_mut().graceful_shutdown();
            }
            _ = stopping.changed(), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// An answer on its way. The seat waits when all of it has been handed over.
struct Seated {
    body: Either<Full<Bytes>, Body>,
    seat: Arc<Seat>,
}

impl hyper::body::Body for Seated {
    type Data = Bytes;
    type Error = <Either<Full<Bytes>, Body> as hyper::body::Body>::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Seated {
    fn drop(&mut self) {
        self.seat.is_answered();
    }
}
