//! Where the answers of a batch go: out at once, or into a file until everything is written.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use super::line::Outcome;
use crate::cli::app::App;
use crate::domain::{Code, Error};

/// The answers of a batch in their order.
pub(super) struct Answers<'a> {
    app: &'a App,
    /// Answers that are true only once everything is written.
    waiting: Option<BufWriter<File>>,
}

impl<'a> Answers<'a> {
    /// Answers that wait until [`Self::tell`], or go out at once.
    pub(super) fn new(app: &'a App, wait: bool) -> Result<Self, Error> {
        let spool = wait.then(tempfile::tempfile).transpose();
        Ok(Self {
            app,
            waiting: spool.map_err(|error| unkept(&error))?.map(BufWriter::new),
        })
    }

    /// Adds the answer of a line after which the batch goes on.
    pub(super) fn add(&mut self, outcome: &Outcome) -> anyhow::Result<()> {
        match &mut self.waiting {
            None => self.tell_last(outcome),
            Some(_) if self.app.printer.is_quiet() => self.keep(outcome.printed.as_bytes()),
            Some(_) => {
                let line = serde_json::to_string(&outcome.view).map_err(io::Error::from);
                let line = line.map_err(|error| unkept(&error))? + "\n";
                self.keep(line.as_bytes())
            }
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
        let Some(spool) = self.waiting.take() else {
            return Ok(());
        };
        let mut file = spool.into_inner().map_err(|error| unkept(error.error()))?;
        file.rewind().map_err(|error| unkept(&error))?;
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut text = String::new();
        while 0 < reader
            .read_line(&mut text)
            .map_err(|error| unkept(&error))?
        {
            if text.len() >= 1 << 16 {
                self.app.printer.raw(&text)?;
                text.clear();
            }
        }
        Ok(self.app.printer.raw(&text)?)
    }

    fn keep(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match &mut self.waiting {
            Some(spool) => Ok(spool.write_all(bytes).map_err(|error| unkept(&error))?),
            None => Ok(()),
        }
    }
}

fn unkept(error: &io::Error) -> Error {
    Error::new(
        Code::Failed,
        format!("the answers cannot be kept until the end: {error}"),
    )
}
