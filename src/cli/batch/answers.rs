//! Where the answers of a batch go: out at once, or into a file until everything is written.

use super::line::Outcome;
use crate::cli::app::App;
use crate::cli::waiting::Waiting;
use crate::domain::Error;

/// The answers of a batch in their order.
pub(super) struct Answers<'a> {
    app: &'a App,
    /// Answers that are true only once everything is written.
    waiting: Option<Waiting>,
}

impl<'a> Answers<'a> {
    /// Answers that wait until [`Self::tell`], or go out at once.
    pub(super) fn new(app: &'a App, wait: bool) -> Result<Self, Error> {
        Ok(Self {
            app,
            waiting: wait.then(Waiting::new).transpose()?,
        })
    }

    /// Adds the answer of a line after which the batch goes on.
    pub(super) fn add(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        match &mut self.waiting {
            None => self.tell_last(outcome),
            Some(waiting) if self.app.printer.is_quiet() => Ok(waiting.add_text(&outcome.printed)?),
            Some(waiting) => Ok(waiting.add(&outcome.view)?),
        }
    }

    /// Tells what came of a line now, and nothing of those that wait.
    pub(super) fn tell_last(&self, outcome: &Outcome) -> anyhow::Result<()> {
        let printer = &self.app.printer;
        if !printer.is_quiet() {
            return Ok(printer.line(&outcome.view)?);
        }
        if !outcome.printed.is_empty() {
            printer.raw(&outcome.printed)?;
        }
        Ok(())
    }

    /// Tells those that wait.
    pub(super) fn tell(&mut self) -> anyhow::Result<()> {
        match self.waiting.take() {
            Some(waiting) => waiting.tell(&self.app.printer),
            None => Ok(()),
        }
    }
}
