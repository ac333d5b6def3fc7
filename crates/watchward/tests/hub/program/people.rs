//! People who send feedback, one after another, and remember what was acknowledged.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use db::Db;
use tokio::task::JoinSet;

use super::post;

/// People who send feedback.
#[derive(Debug, Default)]
pub struct People {
    acknowledged: Arc<Mutex<BTreeSet<String>>>,
    is_over: Arc<AtomicBool>,
    busy: JoinSet<()>,
}

impl People {
    /// Lets `count` people send to the hub at `address` until it no longer answers, or until told to end.
    /// `round` is in what they write, so that nobody writes the same twice.
    pub fn send(&mut self, address: &str, round: usize, count: usize) {
        self.is_over.store(false, Ordering::SeqCst);
        for person in 0..count {
            let (address, acknowledged, is_over) = (
                address.to_owned(),
                Arc::clone(&self.acknowledged),
                Arc::clone(&self.is_over),
            );
            self.busy.spawn(async move {
                for turn in 0.. {
                    let message = format!("In round {round} person {person} says thing {turn}");
                    let Ok(reply) = post(&address, "/get-involved/feedback", &[("message", &message)]).await else {
                        return;
                    };
                    if reply.status == 303 {
                        acknowledged.lock().expect("nobody panicked").insert(message);
                    }
                    if is_over.load(Ordering::SeqCst) {
                        return;
                    }
                }
            });
        }
    }

    /// Waits until everybody has noticed that the hub is gone.
    pub async fn notice(&mut self) {
        while let Some(done) = self.busy.join_next().await {
            done.expect("nobody panicked");
        }
    }

    /// Lets everybody end their last post.
    pub async fn end(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        self.notice().await;
    }

    /// What was acknowledged so far.
    pub fn acknowledged(&self) -> BTreeSet<String> {
        self.acknowledged.lock().expect("nobody panicked").clone()
    }
}

/// What is kept.
pub async fn kept(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.expect("the database");
    let rows: Vec<(String,)> =
        db::fetch_all!(&mut tx, "select message from submission order by sent_at, id").expect("rows");
    rows.into_iter().map(|(message,)| message).collect()
}
