//! Hands: the threads that read requests and write answers, one for each core.
//!
//! A connection stays with one hand, so that a page that is kept goes out without another thread being
//! woken; what has to be made is made by the runtime of the process, so that a long answer keeps nobody
//! else waiting.

use std::{
    io,
    net::{SocketAddr, TcpStream},
    sync::Arc,
    thread,
};

use tokio::{
    runtime::{Builder, Runtime},
    sync::{mpsc, watch},
    task::JoinSet,
};

use super::{
    connections::{Front, answer_one},
    seats::Seat,
};

/// A connection that was taken.
pub(super) struct Taken {
    pub stream: TcpStream,
    pub peer: SocketAddr,
    pub seat: Seat,
}

/// All hands. When they are dropped they let go of every connection.
pub(super) struct Hands {
    hands: Vec<mpsc::UnboundedSender<Taken>>,
    next: usize,
    /// Ends when the last hand has nothing more to do.
    busy: mpsc::Receiver<()>,
    _hold: watch::Sender<()>,
}

impl Hands {
    /// As many as there are cores.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub(super) fn new(front: &Arc<Front>, stopping: &watch::Receiver<bool>) -> io::Result<Self> {
        let count = thread::available_parallelism().map_or(1, usize::from);
        let (is_busy, busy) = mpsc::channel(1);
        let (hold, held) = watch::channel(());
        let mut hands = Vec::new();
        for number in 0..count {
            let (give, work) = mpsc::unbounded_channel();
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let (front, stopping, held, is_busy) = (Arc::clone(front), stopping.clone(), held.clone(), is_busy.clone());
            thread::Builder::new().name(format!("hand-{number}")).spawn(move || {
                work_until_let_go(&runtime, answer_all(work, front, stopping), held);
                drop(is_busy);
            })?;
            hands.push(give);
        }
        Ok(Self {
            hands,
            next: 0,
            busy,
            _hold: hold,
        })
    }

    /// Gives a connection to the next hand.
    pub(super) fn give(&mut self, taken: Taken) {
        self.next = (self.next + 1) % self.hands.len();
        // A hand takes work for as long as these are there.
        let _ = self.hands[self.next].send(taken);
    }

    /// Waits until all connections have ended by themselves.
    pub(super) async fn end(mut self) {
        self.hands.clear();
        let _ = self.busy.recv().await;
    }
}

fn work_until_let_go(runtime: &Runtime, work: impl Future<Output = ()>, mut held: watch::Receiver<()>) {
    runtime.block_on(async {
        tokio::select! {
            () = work => {}
            _ = held.changed() => {}
        }
    });
}

/// Answers what is given until no more can come and all has ended.
async fn answer_all(mut work: mpsc::UnboundedReceiver<Taken>, front: Arc<Front>, stopping: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            taken = work.recv() => match taken {
                Some(taken) => drop(connections.spawn(answer_one(taken, Arc::clone(&front), stopping.clone()))),
                None => break,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    while connections.join_next().await.is_some() {}
}
