//! The lines of a file, or of a pipe as they come.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::os::fd::AsFd;
use std::path::Path;

use crate::cli::files;
use crate::domain::{Code, Error, Result};
use crate::output::Progress;

/// No command is longer, so what is longer is no list of commands.
const LONGEST: u64 = 1024 * 1024;

/// What some editors begin a file with.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The lines of a file, one at a time.
pub(super) struct Lines<'r> {
    name: String,
    reader: BufReader<Box<dyn Read + 'r>>,
    number: u64,
    line: Vec<u8>,
}

/// One line.
pub(super) struct Line<'l> {
    /// Its number, from 1.
    pub(super) number: u64,
    /// What it says, or why that cannot be read.
    pub(super) text: Result<&'l str>,
}

impl<'r> Lines<'r> {
    /// Opens the file; `-` is stdin, and Ctrl-C ends the waiting for it.
    pub(super) fn open(file: &Path, progress: &mut Progress) -> Result<Self> {
        let name = name(file);
        let reader: Box<dyn Read> = if files::is_stream(file) {
            progress.phase_in_bytes("Running", None);
            let stdin = io::stdin().as_fd().try_clone_to_owned();
            let stdin = stdin.map_err(|error| unread(&name, &error))?;
            Box::new(progress.reader(File::from(stdin)))
        } else {
            let opened = File::open(file).map_err(|error| unread(&name, &error))?;
            let length = opened.metadata().ok().filter(std::fs::Metadata::is_file);
            progress.phase_in_bytes("Running", length.map(|found| found.len()));
            Box::new(progress.reader(opened))
        };
        Ok(Self::over(&name, reader))
    }

    /// The lines that are read from somewhere; messages call it by this name.
    pub(super) fn over(name: &str, reader: Box<dyn Read + 'r>) -> Self {
        Self {
            name: name.to_owned(),
            reader: BufReader::new(reader),
            number: 0,
            line: Vec::new(),
        }
    }

    /// The next line, if there is one.
    pub(super) fn next(&mut self) -> Result<Option<Line<'_>>> {
        self.line.clear();
        let mut limited = (&mut self.reader).take(LONGEST + 1);
        let read = limited.read_until(b'\n', &mut self.line);
        let bytes = read.map_err(|error| match error.downcast::<Error>() {
            Ok(error) => error,
            Err(error) => unread(&self.name, &error),
        })?;
        if bytes == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.line.len() as u64 > LONGEST {
            let message = format!(
                "{}:{}: the line is longer than 1 MiB",
                self.name, self.number
            );
            return Err(Error::new(Code::InvalidValue, message));
        }
        let text = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        let text = match self.number {
            1 => text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text),
            _ => text,
        };
        Ok(Some(Line {
            number: self.number,
            text: std::str::from_utf8(text)
                .map_err(|_| Error::new(Code::InvalidValue, "the line is not UTF-8")),
        }))
    }
}

/// How messages call a file.
pub(super) fn name(file: &Path) -> String {
    if files::is_stream(file) {
        "stdin".to_owned()
    } else {
        file.display().to_string()
    }
}

fn unread(name: &str, error: &io::Error) -> Error {
    Error::new(Code::Failed, format!("`{name}` cannot be read: {error}"))
}
