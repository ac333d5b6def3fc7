//! Figures for those who keep the hub running. None of them says anything about a reader.

use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Counters of one process.
#[derive(Debug, Clone, Default)]
pub struct Metrics(Arc<Figures>);

/// The counters themselves.
#[derive(Debug, Default)]
pub struct Figures {
    /// Answers that came from kept bytes.
    pub kept_answers: AtomicU64,
    /// Answers by class: 2xx, 3xx, 4xx, 5xx.
    pub answers: [AtomicU64; 4],
    /// Posts that were refused as too many.
    pub refused_posts: AtomicU64,
}

impl Metrics {
    /// Counts one answer.
    pub fn answered(&self, status: http::StatusCode) {
        let class = usize::from(status.as_u16() / 100);
        if let Some(counter) = class.checked_sub(2).and_then(|class| self.0.answers.get(class)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// In the text format of Prometheus, version 0.0.4.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "# HELP watchward_answers_total Answers by class of status.\n# TYPE watchward_answers_total counter\n",
        );
        for (class, counter) in self.0.answers.iter().enumerate() {
            let _ = writeln!(
                text,
                "watchward_answers_total{{class=\"{}xx\"}} {}",
                class + 2,
                counter.load(Ordering::Relaxed)
            );
        }
        for (name, help, counter) in [
            (
                "watchward_kept_answers_total",
                "Answers from kept bytes.",
                &self.0.kept_answers,
            ),
            (
                "watchward_refused_posts_total",
                "Posts refused as too many.",
                &self.0.refused_posts,
            ),
        ] {
            let _ = write!(
                text,
                "# HELP {name} {help}\n# TYPE {name} counter\n{name} {}\n",
                counter.load(Ordering::Relaxed)
            );
        }
        text
    }
}

impl std::ops::Deref for Metrics {
    type Target = Figures;
    fn deref(&self) -> &Figures {
        &self.0
    }
}
