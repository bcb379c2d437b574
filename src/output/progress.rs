//! Long work: how far it is, on a terminal and only after a second; and whether Ctrl-C asked it to end.

use std::io::{self, Read};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Held;
use crate::domain::Result;

/// How long a person waits without wondering.
const PATIENCE: Duration = Duration::from_secs(1);

const STEPS: &str = "{msg} {bar:30} {pos} of {len}, {per_sec:0}, {eta} left";
const BYTES: &str = "{msg} {bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
const BYTES_WITHOUT_END: &str = "{msg} {spinner} {bytes}, {bytes_per_sec}";

/// Shows how far some work is, phase by phase. Gone, without a trace, when it is dropped.
///
/// As long as it lives, Ctrl-C ends the work and not the process, so what the work began can be taken back.
#[derive(Debug)]
pub struct Progress {
    bar: Bar,
    held: Held,
}

/// The bar, as often as somebody moves it.
#[derive(Debug, Clone)]
struct Bar {
    shown: ProgressBar,
    /// When the work began that somebody is watching.
    began: Option<Instant>,
}

/// A source whose bytes count as they are read.
struct Counted<R> {
    source: R,
    bar: Bar,
}

impl Bar {
    fn advance(&self, steps: u64) {
        let is_due = |began: &Instant| began.elapsed() >= PATIENCE;
        if self.began.as_ref().is_some_and(is_due) && self.shown.is_hidden() {
            self.shown.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.shown.inc(steps);
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.source.read(into)?;
        self.bar.advance(bytes.try_into().unwrap_or(0));
        Ok(bytes)
    }
}

impl Progress {
    /// `live` says whether somebody is watching.
    pub(super) fn new(held: Held, live: bool) -> Self {
        let bar = Bar {
            shown: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
            began: live.then(Instant::now),
        };
        Self { bar, held }
    }

    /// What is done from now on, as a word such as `Checking`, in `total` steps.
    pub fn phase(&mut self, what: &str, total: u64) {
        self.begin(what, Some(total), STEPS);
    }

    /// The same, where each step is a byte; how many there are is not known of a pipe.
    pub fn phase_in_bytes(&mut self, what: &str, total: Option<u64>) {
        let template = if total.is_some() {
            BYTES
        } else {
            BYTES_WITHOUT_END
        };
        self.begin(what, total, template);
    }

    /// Counts `steps` as done, unless the work was asked to end: then it says so as an error, and nothing may be kept.
    pub fn advance(&mut self, steps: u64) -> Result<()> {
        self.held.check()?;
        self.bar.advance(steps);
        Ok(())
    }

    /// Fails once the work was asked to end.
    pub fn check(&self) -> Result<()> {
        self.held.check()
    }

    /// Reads from `source`, however long nothing comes, until Ctrl-C: then reading fails with the library's error inside.
    /// Its bytes are steps of the phase that has begun.
    pub fn reader<R: Read + AsFd>(&self, source: R) -> impl Read + use<R> {
        Counted {
            source: self.held.reader(source),
            bar: self.bar.clone(),
        }
    }

    fn begin(&mut self, what: &str, total: Option<u64>, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.shown.set_style(style);
        }
        match total {
            Some(total) => self.bar.shown.set_length(total),
            None => self.bar.shown.unset_length(),
        }
        self.bar.shown.set_message(what.to_owned());
        self.bar.shown.reset();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.shown.finish_and_clear();
    }
}
