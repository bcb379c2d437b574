//! A progress bar for work that takes longer than a second, on a terminal only.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a person waits without wondering.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows how far some work is. Gone, without a trace, when it is dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    hidden_since: Option<Instant>,
}

impl Progress {
    /// `total` steps; `live` says whether somebody is watching.
    pub(super) fn new(total: u64, live: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} left") {
            bar.set_style(style);
        }
        Self {
            bar,
            hidden_since: live.then(Instant::now),
        }
    }

    /// Counts `steps` as done.
    pub fn advance(&mut self, steps: u64) {
        if self
            .hidden_since
            .is_some_and(|since| since.elapsed() >= PATIENCE)
        {
            self.hidden_since = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(steps);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
