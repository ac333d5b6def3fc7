//! Serving: from a hub that is put together to a process that answers, and back to nothing.

mod connections;
mod data_lock;
mod hands;
mod seats;
mod work;

use std::{future::Future, io::Write as _, sync::Arc, time::Duration};

use anyhow::Context as _;
use db::Db;
use tokio::{
    net::{TcpListener, TcpSocket},
    runtime::Handle,
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinHandle,
};
use web::{Clock, Daily, PersonalRooms, Shared};

use crate::{features, hub, settings::Settings};
use data_lock::DataLock;
use hands::Hands;

/// How long requests and jobs that are under way may take to end.
const LAST_WAIT: Duration = Duration::from_secs(10);
/// How many connections the system keeps for us until we take them.
const BACKLOG: u32 = 1024;

/// Serves until the process is told to stop.
///
/// # Errors
/// When the hub cannot be put together, or its address cannot be listened on.
pub(crate) async fn serve(settings: Settings) -> anyhow::Result<()> {
    hub::make_folder(&settings.place.data)?;
    let _lock = DataLock::take(&settings.place.data)?;
    let listener = listen(&settings)?;
    let address = listener
        .local_addr()
        .context("the address listened on cannot be read")?;
    let clock = Clock::System;
    let opened = hub::open(&settings, clock.clone()).await?;
    let mut features = features::features();
    let shared: Shared = opened.hub.shared.clone().with(PersonalRooms::of(&features));
    let daily: Vec<Daily> = features
        .iter_mut()
        .flat_map(|feature| std::mem::take(&mut feature.daily))
        .collect();
    let works = features
        .iter_mut()
        .flat_map(|feature| std::mem::take(&mut feature.jobs))
        .collect();
    let front = connections::Front {
        hub: opened.hub.clone(),
        router: web::router(features, opened.hub),
        runtime: Handle::current(),
    };

    let (stop, stopping) = watch::channel(false);
    let hands = Hands::new(&Arc::new(front), &stopping).context("the program cannot be given threads")?;
    let library = Arc::clone(&opened.library);
    let indexer = tokio::task::spawn_blocking(move || library.index_all());
    let keeper = tokio::spawn(library::shelf::keep(
        opened.library,
        opened.db.clone(),
        clock.clone(),
        opened.mark,
    ));
    let worker = tokio::spawn(work::run_jobs(
        opened.db.clone(),
        works,
        shared.clone(),
        clock.clone(),
        stopping.clone(),
    ));
    let accounts = shared.get::<accounts::Settings>().clone();
    let each_day = tokio::spawn(work::each_day(shared, daily, clock.clone()));
    let server = tokio::spawn(connections::answer(
        listener,
        hands,
        seats::Seats::as_many_as_we_may(),
        stopping,
    ));

    // Whoever waits for the line may ask us to stop as soon as they have read it.
    let told_to_stop = told_to_stop()?;
    tracing::info!(%address, database = opened.db.name(), "serving");
    say_ready(&address.to_string());
    let first = first_link(&opened.db, &accounts, &address.to_string(), &clock).await;
    say_first(first);
    told_to_stop.await;
    tracing::info!("stopping");
    // Nobody listens only when all have ended already.
    let _ = stop.send(true);
    keeper.abort();
    each_day.abort();
    end(server, "requests").await;
    end(worker, "jobs").await;
    end(indexer, "pages to be found").await;
    opened.db.close().await;
    tracing::info!("stopped");
    Ok(())
}

fn listen(settings: &Settings) -> anyhow::Result<TcpListener> {
    let address = settings.listen;
    let open = || {
        let socket = if address.is_ipv4() {
            TcpSocket::new_v4()?
        } else {
            TcpSocket::new_v6()?
        };
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    open().map_err(|error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            anyhow::anyhow!("{address} is taken by another program: stop that, or choose another port with --listen")
        }
        std::io::ErrorKind::PermissionDenied => {
            anyhow::anyhow!("{address} may not be listened on by this user: choose a port above 1023 with --listen")
        }
        _ => anyhow::Error::new(error).context(format!("{address} cannot be listened on")),
    })
}

/// Says where the hub is, on standard output, for people and for programs that wait for it.
fn say_ready(address: &str) {
    let mut out = std::io::stdout();
    // A reader that has gone is no reason not to serve.
    let _ = writeln!(out, "listening on http://{address}").and_then(|()| out.flush());
}

/// The address at which somebody becomes the first administrator of a hub that has none. That it cannot be
/// made is no reason not to serve: readers need none.
async fn first_link(db: &Db, accounts: &accounts::Settings, address: &str, clock: &Clock) -> Option<String> {
    let own = format!("http://{address}");
    let base = accounts.public_url.as_deref().unwrap_or(&own);
    match accounts::sign_in::first_link(db, accounts, base, clock.now()).await {
        Ok(link) => link,
        Err(error) => {
            tracing::error!("no link for the first administrator could be made: {error:?}");
            None
        }
    }
}

fn say_first(link: Option<String>) {
    let Some(link) = link else { return };
    let mut out = std::io::stdout();
    // A reader that has gone is no reason not to serve.
    let _ = writeln!(
        out,
        "This hub has no administrator yet. Become the first at\n  {link}\n\
         The link works once, for a day. The next start prints a new one."
    )
    .and_then(|()| out.flush());
}

/// Ends at the first SIGTERM or SIGINT.
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("signals cannot be heard")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("signals cannot be heard")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Waits for a task to end by itself, but not for ever. What it had not committed is undone.
async fn end(mut task: JoinHandle<()>, what: &str) {
    if tokio::time::timeout(LAST_WAIT, &mut task).await.is_err() {
        tracing::warn!("some {what} did not end in time and were cut off");
        task.abort();
        let _ = task.await;
    }
}
