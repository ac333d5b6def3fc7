//! A wire that can be cut: a TCP proxy between a hub and its database.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
};

/// A wire to somewhere.
#[derive(Debug)]
pub struct Wire {
    /// The address of this end.
    pub address: String,
    is_cut: Arc<AtomicBool>,
    cut: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Wire {
    /// A wire to `to`.
    pub async fn to(to: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address").to_string();
        let (is_cut, cut) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
        let (is_cut_here, cut_here) = (Arc::clone(&is_cut), Arc::clone(&cut));
        let task = tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                if is_cut_here.load(Ordering::SeqCst) {
                    continue;
                }
                let (to, cut) = (to.clone(), Arc::clone(&cut_here));
                tokio::spawn(async move {
                    let Ok(mut far) = TcpStream::connect(to).await else {
                        return;
                    };
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        () = cut.notified() => {}
                    }
                });
            }
        });
        Self {
            address,
            is_cut,
            cut,
            task,
        }
    }

    /// Cuts it: what was connected is not, and nothing can be.
    pub fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
        self.cut.notify_waiters();
    }

    /// Mends it.
    pub fn mend(&self) {
        self.is_cut.store(false, Ordering::SeqCst);
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}
