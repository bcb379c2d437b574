//! Answers that are true only once everything is written: they wait in a file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use serde::Serialize;

use crate::domain::{Code, Error, Result};
use crate::output::Printer;

/// So much is written out at a time.
const CHUNK: usize = 64 * 1024;

/// Lines that wait until they are told.
pub(crate) struct Waiting(BufWriter<File>);

impl Waiting {
    /// Nothing waits yet. The file has no name, and is gone with the process.
    pub(crate) fn new() -> Result<Self> {
        let file = tempfile::tempfile().map_err(|error| unkept(&error))?;
        Ok(Self(BufWriter::with_capacity(CHUNK, file)))
    }

    /// Adds an answer as a line of JSON.
    pub(crate) fn add(&mut self, view: &impl Serialize) -> Result<()> {
        let added = serde_json::to_writer(&mut self.0, view).map_err(io::Error::from);
        added.map_err(|error| unkept(&error))?;
        self.add_text("\n")
    }

    /// Adds text as it is.
    pub(crate) fn add_text(&mut self, text: &str) -> Result<()> {
        let added = self.0.write_all(text.as_bytes());
        added.map_err(|error| unkept(&error))
    }

    /// Tells everything that waits.
    pub(crate) fn tell(self, printer: &Printer) -> anyhow::Result<()> {
        let mut file = self.0.into_inner().map_err(|error| unkept(error.error()))?;
        file.rewind().map_err(|error| unkept(&error))?;
        let mut reader = BufReader::with_capacity(CHUNK, file);
        let mut text = String::new();
        loop {
            let read = reader
                .read_line(&mut text)
                .map_err(|error| unkept(&error))?;
            if read == 0 || CHUNK < text.len() {
                printer.raw(&text)?;
                text.clear();
            }
            if read == 0 {
                return Ok(());
            }
        }
    }
}

fn unkept(error: &io::Error) -> Error {
    let message = format!("the answers cannot be kept until the end: {error}");
    Error::new(Code::Failed, message)
}
